const en = {
  read: 'Reads from the file {file} for {query}: {time}',
  written: 'Locks the file {file} and writes for {query}: {time}',
  rows: 'Hands {rows,one row,# rows} to the app',
  changed: 'Has changed {rows,one row,# rows}',
  'no-table': 'The file {file} has no such table: the error goes back to the app',
  'no-directory': 'The directory of {file} does not exist, so the file cannot be opened',
  locked: 'Another process holds the file for writing, and the wait is over after {time}: database is locked',
  'locked-for-all':
    'Another process has locked the file for all, and the wait is over after {time}: database is locked',
  'waits-for-writer': 'Only one may write at a time: waits {time} for the other one',
  'not-sql': '{file} is a database file: what came in is not a query',
} as const

export default en
