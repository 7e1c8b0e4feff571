const en = {
  name: 'DNS',
  summary: 'Tells which address belongs to a name',
} as const

export default en
