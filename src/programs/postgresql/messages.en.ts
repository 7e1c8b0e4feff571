import server from '../common/sql-server-messages.en.ts'

const en = {
  ...server('PostgreSQL'),

  'wrong-password': 'The password of {user} is wrong: the login is refused',
  'too-many':
    'Of {limit,one connection,# connections} none is free, the last three are kept for the administrator: the login is refused',
  'no-hba-entry': 'No line of pg_hba.conf lets {user} in from there: the login is refused',
  'unknown-user': 'There is no user {user}: the login is refused as with a wrong password',
  'unknown-database': 'The login {user} is right, but there is no such database',
  'no-permission': 'The user has no right to this table: the error goes back to the app',
  'table-locked': 'Another transaction holds the table: waits {time} for it',
  'no-table': 'There is no such table: the error goes back to the app',
} as const

export default en
