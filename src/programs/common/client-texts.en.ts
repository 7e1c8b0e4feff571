/** Texts of the settings that clients share, to be spread into the texts of each. */
const en = {
  'section.names': 'Names',
  'section.patience': 'Patience',
  'field.hosts.one': 'Own name',
  'field.hosts': 'Own names (hosts file)',
  'field.hosts.help': 'Looked at before any DNS server is asked.',
  'field.hosts.name': 'Name',
  'field.hosts.address': 'Leads to',
  'field.resolvers': 'DNS servers',
  'field.resolvers.help': 'Asked in this order. Unset: the nearest DNS server.',
  'field.searchDomains': 'Search domains',
  'field.searchDomains.help': 'Put behind a short name: with example.com, “web” is looked up as web.example.com.',
  'field.ndots': 'Dots of a full name',
  'field.ndots.help':
    'A name with at least so many dots is looked up as it is before a search domain is put behind it.',
  'field.dnsTimeoutMs': 'Waits for the DNS server',
  'field.dnsTimeoutMs.help': 'After that the next server has its turn, or the next round.',
  'field.dnsAttempts': 'Rounds of asking',
  'field.dnsAttempts.help': 'How often the list of DNS servers is gone through.',
  'field.connectTimeoutMs': 'Waits for the connection',
  'field.connectTimeoutMs.help': 'Unset, the operating system gives up after 127 s.',
  'field.totalTimeoutMs': 'Waits altogether',
  'field.totalTimeoutMs.help': 'From the first look-up to the whole answer.',

  'state.names': 'Remembered names (DNS)',
  'state.names.name': 'Name',
  'state.names.type': 'Type',
  'state.names.addresses': 'Addresses',
  'state.names.left': 'Still for',
  'state-no-name': 'does not exist',
  'state-no-data': 'no address',
} as const

export default en
