const en = {
  'state.cache': 'Remembered answers',
  'state.cache.name': 'Name',
  'state.cache.type': 'Type',
  'state.cache.data': 'Answer',
  'state.cache.left': 'Still for',
  'state-no-name': 'no such name',
  'state-no-data': 'no such record',
} as const

export default en
