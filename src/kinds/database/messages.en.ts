const en = {
  name: 'Database',
  summary: 'Keeps the data and answers queries',
} as const

export default en
