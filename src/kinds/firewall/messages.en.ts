const en = {
  name: 'Firewall',
  summary: 'Lets through what the rules allow, and nothing else',
} as const

export default en
