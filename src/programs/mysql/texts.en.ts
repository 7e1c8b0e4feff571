import server from '../common/sql-server-texts.en.ts'

const en = {
  ...server(3306),

  'field.listenAddress.help': 'Some distributions let a fresh MySQL listen on its own machine only (bind_address).',
  'option.login.host-not-allowed': 'not allowed from there',
  'field.rowsLockedMs': 'Rows are locked for',
  'field.rowsLockedMs.help':
    'So long after the start another transaction holds the rows: who writes waits, who reads does not.',
  'field.lockWaitMs': 'Waits for locks at most',
  'field.lockWaitMs.help': 'After that the query fails (innodb_lock_wait_timeout).',
  'field.maxConnections.help': 'One more is kept for the administrator (max_connections).',
} as const

export default en
