const en = {
  read: 'Reads from the file {file} for {query}: {time}',
  written: 'Locks the file {file} and writes for {query}: {time}',
  rows: 'Hands {rows,one row,# rows} to the app',
  changed: 'Has changed {rows,one row,# rows}',
  'no-table': 'The file {file} has no such table: the error goes back to the app',
  'not-sql': '{file} is a database file: what came in is not a query',
} as const

export default en
