const en = {
  explanation: `A reverse proxy stands between the clients and the servers that do the work. To the client it is the server: it sees one address and one certificate, and nothing of what is behind. That hides the inner servers and protects them from being reached directly.

The proxy reads the request and decides where it goes: by host name (which site?) and by path (which part of it?). /api may lead to an app, /images to another server. If several servers can do the same, the proxy also shares the work among them, like a load balancer.

Usually TLS ends here. The proxy holds the certificate and decrypts; inside the protected network the request goes on unencrypted (TLS termination). That relieves the servers behind it, and certificates need care in one place only. As the servers now only see the proxy as the caller, it writes the client’s address and the scheme into headers such as X-Forwarded-For.

It can keep answers that are allowed to be kept. A second request for the same picture is then answered at once, a cache hit, and no server behind it notices. It can compress answers (gzip), refuse bodies that are too large, and limit how often somebody may ask.

If no server behind it answers, the proxy says so with an error of its own: 502 if the connection failed, 504 if it took too long. So a 502 comes from the proxy, but its cause lies behind it.`,
} as const

export default en
