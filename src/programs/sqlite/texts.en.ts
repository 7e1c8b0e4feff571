const en = {
  'section.file': 'Database file',
  'section.speed': 'Speed',
  'section.locks': 'Locks',
  'field.hasDirectory': 'Directory exists',
  'field.hasDirectory.help': 'Off: the file cannot be opened, and each query fails.',
  'field.otherLock': 'Another process holds',
  'field.otherLock.help': 'A write lock keeps writers waiting, an exclusive one everybody.',
  'option.otherLock.none': 'nothing',
  'option.otherLock.write': 'a write lock',
  'option.otherLock.exclusive': 'an exclusive lock',
  'field.busyTimeoutMs': 'Waits for a lock',
  'field.busyTimeoutMs.help': 'So long the app waits before it gives up: database is locked (timeout).',
  'field.fileName': 'File',
  'field.fileName.help': 'It lies on the machine of the app. There is no network between the two.',
  'field.hasTables': 'The tables exist',
  'field.hasTables.help': 'Off: as if nobody had run the migrations. Each query fails.',
  'field.rows': 'Rows that a query finds',
  'field.rows.help': 'How many rows of data a read hands back.',
  'field.queryMs': 'Time per query',
  'field.queryMs.help': 'How long one read or write takes.',

  'finding.no-app': 'No app uses this database file',

  'state.lock': 'Lock',
  'state.lock.held': 'Database file',
  'state-written': 'being written to for another {left}',
} as const

export default en
