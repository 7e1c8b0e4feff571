const en = {
  'section.records': 'Names',
  'section.zones': 'Zones',
  'field.records': 'Records',
  'field.records.help': 'Which name leads where. Unset: www.example.com leads to where requests from outside come in.',
  'field.records.name': 'Name',
  'field.records.type': 'Type',
  'field.records.target': 'Leads to',
  'field.records.value': 'Value',
  'field.records.ttl': 'May be kept for',
  'option.records.type.A': 'A (IPv4 address)',
  'option.records.type.AAAA': 'AAAA (IPv6 address)',
  'option.records.type.CNAME': 'CNAME (alias)',
  'option.records.type.MX': 'MX (mail server)',
  'option.records.type.NS': 'NS (name server)',
  'option.records.type.TXT': 'TXT (text)',
  'field.zones': 'Zones of this server',
  'field.zones.help': 'Questions about other names are refused. Unset: the domains that the records lie in.',
  'field.negativeTtl': '“No such name” may be kept for',
  'field.negativeTtl.help': 'Resolvers remember for so long that a name does not exist.',
} as const

export default en
