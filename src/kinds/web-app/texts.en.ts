const en = {
  explanation: `The web app is the program that somebody wrote for exactly this service. It is where the actual work is done: it reads the request, carries out the logic, asks the database for what it needs, and makes the answer, a page or data as JSON. Here it is built with Django and runs under gunicorn, a server for Python programs.

What it can do is laid down by its endpoints. An endpoint is a method and a path: GET /api/products hands out the products, POST /api/products makes a new one. A path that no endpoint fits gives 404, a method that is not meant gives 405.

The app checks what is meant for it. ALLOWED_HOSTS lists the host names it answers to; a request for another name gets 400. That is also why the proxy in front should pass the original Host header on.

It also decides whom it trusts. By default a browser keeps pages of other origins from reading the answers. With CORS headers the app opens itself for certain origins, methods and headers. Open it as little as you need: whoever allows everything also invites pages that want to do things in the name of a logged-in user (CSRF).

If something goes wrong that the code does not expect, such as a database that does not answer, the app says 500. The error shows at the app, but the cause is often one station further.`,
} as const

export default en
