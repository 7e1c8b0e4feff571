const en = {
  explanation: `The firewall stands at the border of a network. It watches every packet that wants to cross and decides by its rules: accept, drop or reject. The rules are read from top to bottom, and the first one that fits decides. If none fits, the default policy does, and a careful one says: drop.

Drop and reject look alike, but the sender notices the difference. To reject means to send an answer back: “connection refused”, at once. To drop means silence; the sender waits until its time runs out. Silence tells attackers less, but it makes searching for mistakes harder.

A modern firewall remembers connections. What belongs to a connection that it has let in may pass on the way back, so the answer needs no rule of its own. A firewall without memory needs one, and if it is missing, the request gets in but the answer never gets out.

Often the firewall also translates addresses. From outside only its own public address can be seen. With port forwarding it hands what arrives at port 443 on to a device inside that has a private address. In the other direction it puts its own address on what leaves (masquerading).

A firewall sees addresses and ports. What is inside an encrypted request it cannot see: whether a path is allowed is decided further in, by the proxy or the app.`,
} as const

export default en
