import server from '../common/sql-server-messages.en.ts'

const en = {
  ...server('MySQL'),

  'wrong-password': 'The password of {user} is wrong: access denied (error 1045)',
  'unknown-user': 'There is no account {user}: access denied as with a wrong password (error 1045)',
  'host-not-allowed': 'No account may log in from {host}: the login is refused (error 1130)',
  'unknown-database': 'The login {user} is right, but there is no such database (error 1049)',
  'too-many': 'All of {limit,one connection,# connections} are taken: the login is refused (error 1040)',
  'no-table': 'There is no such table: the error goes back to the app (error 1146)',
  'no-permission': 'The account has no right to this table: the error goes back to the app (error 1142)',
  'rows-locked': 'Another transaction has locked the rows: waits {time} for it',
  'lock-wait-over': 'Another transaction has locked the rows, and after {time} the wait is over (error 1205)',
} as const

export default en
