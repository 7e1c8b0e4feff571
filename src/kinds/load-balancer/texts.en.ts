const en = {
  explanation: `A load balancer is like a police officer at a crossroads: it sends what comes in evenly down different roads, so that no server has more to do than it can bear. The more servers stand behind it, the more requests the service can take.

Who is next is decided by a rule. Round robin takes the servers in turn. With weights a strong server gets more turns than a weak one. “Least connections” picks the one with the fewest open connections. Another rule always sends the same client to the same server.

The second task is availability. The balancer checks its servers again and again (health check). If one does not answer, it gets no more requests, and the others take over its work; users hardly notice. When it answers again, it is taken back. If nobody is healthy, the balancer itself has to say no. Note what is checked: a check that only opens a connection does not notice that the app behind it has an error.

A balancer works on one of two levels. In tcp mode it passes connections on without looking inside, encrypted ones too. In http mode it reads each request and can decide by path or host name. Then it is already a reverse proxy; the border between the two is fluid.

With only one server behind it there is nothing to spread.`,
} as const

export default en
