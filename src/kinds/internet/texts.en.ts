const en = {
  explanation: `The internet is not one device but many networks, joined by routers. Each router looks at the destination address of a packet and passes it on to the next one, until it arrives. Here all of them together are drawn as one cloud.

What counts is the address. A public address exists only once in the world, so a router knows in which direction it lies. A private address such as 10.0.1.20 or 192.168.1.5 may be used by everybody at home or in a company, and so it leads nowhere on the internet: packets to or from it are dropped without a word. Whoever sends one waits until the time runs out. That is why a service for everybody needs a public address, and a firewall or router that hands what arrives there on to the private server behind it (port forwarding).

The way takes time. Every cable has a latency, and the request needs it there, the answer once more on the way back. With encryption there are several such round trips before the first word of the page arrives.

The internet promises nothing: packets may be lost, and then TCP sends them again. It also looks at nothing. It does not filter and does not protect; that is the task of the firewall at the border of each network.`,
} as const

export default en
