const en = {
  data: '{name} has the {type} record {data}',
  alias: '{name} is an alias of {target}: {type} {data}',
  wildcard: '{name} is not listed itself, but {wildcard} covers it: {type} {data}',
  delegated: '{name} lies below {cut}, which is in the charge of other name servers',
  'left-zones': '{name} is an alias that leads to {target}, which is not in the zones of this server',
  'other-zone': '{name} is an alias that leads to {target} in another zone: whoever asks has to ask for that name too',
  'no-data': '{name} exists, but has no {type} record',
  'no-name': 'There is no name {name} in the zone of this server: NXDOMAIN',
  'not-served': '{name} is not in the zones of this server ({zones}), and it does not ask others: REFUSED',
  'no-zones': 'This server has no records, so it refuses the question about {name}',
  loop: 'The aliases of {name} lead round in a circle: SERVFAIL',
  'too-many-aliases': '{name} leads over {count} aliases in a row, more than this server follows: SERVFAIL',
  'not-loaded': '{name} has an alias beside other records, so the zone could not be loaded: SERVFAIL',
  'not-dns': 'What came in on port 53 is not a DNS question',
} as const

export default en
