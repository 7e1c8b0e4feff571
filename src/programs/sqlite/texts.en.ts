import sql from '../common/sql-texts.en.ts'

const en = {
  ...sql,

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

  'finding.no-app': 'No app uses this database file',

  'state.lock': 'Lock',
  'state.lock.held': 'Database file',
  'state-written': 'being written to for another {left}',
} as const

export default en
