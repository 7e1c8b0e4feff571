const en = {
  login: 'The login {user} is right: the session begins',
  'wrong-password': 'The password of {user} is wrong: the login is refused',
  'too-many':
    'Of {limit,one connection,# connections} none is free, the last three are kept for the administrator: the login is refused',
  'no-login': 'A query without a login is refused',
  'not-sql': 'What came in is not PostgreSQL’s protocol: the connection is closed',
  'no-table': 'There is no such table: the error goes back to the app',
  read: 'Reads for {query}: {time}',
  written: 'Writes for {query}: {time}',
  rows: 'Hands {rows,one row,# rows} back',
  changed: 'Has changed {rows,one row,# rows}',
} as const

export default en
