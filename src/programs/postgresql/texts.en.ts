const en = {
  'section.access': 'Access',
  'section.data': 'Data',
  'section.limits': 'Limits',
  'field.port': 'Port',
  'field.port.help': 'Where it waits for connections; 5432 is usual.',
  'field.listenAddress': 'Listens on',
  'field.listenAddress.help': 'A fresh PostgreSQL listens on its own machine only (listen_addresses).',
  'option.listenAddress.all': 'all addresses',
  'option.listenAddress.localhost': 'its own machine only',
  'field.acceptsPassword': 'The app’s password is right',
  'field.acceptsPassword.help': 'Off: each login of the app is refused.',
  'field.hasTables': 'The tables exist',
  'field.hasTables.help': 'Off: as if nobody had run the migrations. Each query fails.',
  'field.rows': 'Rows that a query finds',
  'field.rows.help': 'How many rows of data a read hands back.',
  'field.queryMs': 'Time per query',
  'field.queryMs.help': 'How long one read or write takes.',
  'field.maxConnections': 'Connections at most',
  'field.maxConnections.help': 'The last three are kept for the administrator (max_connections).',
  'field.otherConnections': 'Connections that others hold',
  'field.otherConnections.help': 'They take up places, whatever this diagram does.',

  'finding.localhost': 'The database listens on its own machine only, so no app elsewhere reaches it',
  'finding.no-app': 'No app uses this database',
} as const

export default en
