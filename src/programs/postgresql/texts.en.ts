import server from '../common/sql-server-texts.en.ts'

const en = {
  ...server(5432),

  'field.listenAddress.help': 'A fresh PostgreSQL listens on its own machine only (listen_addresses).',
  'option.login.no-hba-entry': 'not allowed from there (pg_hba.conf)',
  'field.tableLockedMs': 'Table is locked for',
  'field.tableLockedMs.help': 'So long after the start another transaction holds the table; queries wait.',
  'field.maxConnections.help': 'The last three are kept for the administrator (max_connections).',
} as const

export default en
