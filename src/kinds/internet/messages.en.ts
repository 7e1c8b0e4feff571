const en = {
  name: 'Internet',
  summary: 'The public net: many routers that pass packets on',
} as const

export default en
