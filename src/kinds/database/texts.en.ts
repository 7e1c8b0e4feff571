const en = {
  explanation: `The database keeps what has to outlive a request: users, products, orders. The app sends it a query in SQL, the database carries it out and hands the result back. It is the last station on the way there, and here the answer begins.

There are two kinds that look the same on a drawing. SQLite is not a server but a library: the app itself opens a file on its own machine and reads and writes in it. There is no network in between, no port and no password. That is simple and fast, and right for small services. But only one can write at a time, the others wait, and a second machine cannot share the file safely.

PostgreSQL and MySQL are servers. They wait for connections at a port, ask for a user and a password, and serve many apps at once. So more can go wrong on the way: the port is closed, the server listens on its own machine only, the password is wrong, all connections are taken. All of them end in the same status 500 for the user, which is why it pays to look at the step where it happened.

A database never belongs on the internet. It should only be reached by the apps that need it, in a private network, best of all behind the firewall.`,
} as const

export default en
