const en = {
  explanation: `The web server speaks HTTP: it takes requests, finds out what is wanted, and answers with a status, headers and a body. nginx and Apache are the best known ones.

Part of the answers it can give by itself. Pictures, style sheets and scripts are files on its disk; it looks for the file that fits the path and sends it, with its type and with marks by which browsers notice whether they already have the current version. If there is no such file, it answers 404. Such requests turn round here and never reach the app.

Everything else needs a program: prices from a database, the contents of a shopping basket. For that the web server hands the request over to a web app, waits for its answer, and delivers it to whoever asked. Here it does what a reverse proxy does, and often it is the same program in another role.

Why not let the app stand at the front by itself? Because the web server is built for this: it keeps thousands of slow connections, sends files fast, keeps limits, and survives when the app behind it crashes.

Then it is the web server that tells the bad news. Which status it takes depends on the program: if the app refuses the connection, nginx answers 502 and Apache 503. The same fault, two faces; it helps to know which program you are talking to.`,
} as const

export default en
