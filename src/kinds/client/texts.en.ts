const en = {
  explanation: `The client is where everything begins. Somebody types a URL, clicks a link, or a page asks for data in the background. “Client” is the role of who asks; the server is who answers. Here it is a browser (Chromium) or the command line program curl.

Before the request can leave, the client has to find out where to send it. It looks into its own list of names (the hosts file), then into its cache, and only then asks a DNS server. With the address it opens a TCP connection. If the URL begins with https, both sides agree on encryption, and the client checks the server’s certificate: does it cover this name, is it in its period, has somebody signed it whom the client trusts? One “no” is enough, and nothing is sent.

Only now does the HTTP request travel. What comes back may be a page, a redirect to another URL, or an error status. A browser then also guards its user: what a page fetched from another origin is only handed to that page if the other server allows it (CORS).

When no answer comes, the client shows its own error. The words differ: a “connection refused” is a quick no, a time-out is silence. That difference is the best clue when you search for the cause.`,
} as const

export default en
