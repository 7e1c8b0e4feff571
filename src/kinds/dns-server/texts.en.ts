const en = {
  explanation: `People remember names, networks need addresses. The Domain Name System (DNS) is the phone book in between: the client asks for www.meinapi-dienst.de and gets an IP address back. Without that answer the request cannot even begin, although server, network and firewall may all be fine.

A DNS server answers from its records. An A record leads from a name to an IPv4 address, an AAAA record to an IPv6 address, a CNAME makes one name an alias of another. If the name does not exist, the answer is NXDOMAIN. If it exists but has no record of that type, the answer is empty. For names outside its zones a server like this one refuses to answer.

Each answer says for how long it may be kept: its time to live (TTL). Until then the client does not ask again, which saves time. It also means that a changed record is noticed only when the old one has run out.

The DNS server stands beside the way, not in it. The request itself does not pass through it: first comes the question for the address, then the client talks to the server directly. That is why the name must lead to the address that can be reached from outside, often that of the firewall, and not to the private address of a server behind it.`,
} as const

export default en
