const en = {
  name: 'Load balancer',
  summary: 'Spreads requests over several servers',
} as const

export default en
