const en = {
  name: 'Client',
  summary: 'Where the request begins: a browser or a command line program',
} as const

export default en
