const en = {
  name: 'Web server',
  summary: 'Answers with files, or hands requests over to an app',
} as const

export default en
