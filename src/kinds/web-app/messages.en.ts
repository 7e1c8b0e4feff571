const en = {
  name: 'Web app',
  summary: 'The program that does the work and makes the answer',
} as const

export default en
