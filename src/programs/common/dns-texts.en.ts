const en = {
  'section.asking': 'Where it asks',
  'finding.nobody-to-ask': 'This DNS server has nobody to ask and no names of its own',

  'state.cache': 'Remembered answers',
  'state.cache.name': 'Name',
  'state.cache.type': 'Type',
  'state.cache.data': 'Answer',
  'state.cache.left': 'Still for',
  'state-no-name': 'no such name',
  'state-no-data': 'no such record',
} as const

export default en
