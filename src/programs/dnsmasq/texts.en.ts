import dns from '../common/dns-texts.en.ts'

const en = {
  ...dns,

  'section.own': 'Its own names',
  'section.rules': 'Rules',
  'field.servers': 'Hands questions on to',
  'field.servers.help': 'DNS servers for all that it does not know itself. Unset: those that cables lead to.',
  'field.hosts': 'Hosts',
  'field.hosts.help': 'Names of devices in this network.',
  'field.hosts.name': 'Name',
  'field.hosts.address': 'Leads to',
  'field.domains': 'Whole domains',
  'field.domains.help': 'A domain and every name below it lead to one address, 0.0.0.0 blocks it.',
  'field.domains.domain': 'Domain',
  'field.domains.address': 'Leads to',
  'field.aliases': 'Aliases',
  'field.aliases.help': 'A second name for one of its hosts.',
  'field.aliases.name': 'Alias',
  'field.aliases.target': 'Stands for',
  'field.localDomains': 'Domains of its own',
  'field.localDomains.help': 'Names in them are never asked for elsewhere.',
  'field.stopRebind': 'Protection from rebinding',
  'field.stopRebind.help': 'An answer from outside that leads to an address inside is left out.',
  'field.localTtl': 'Its own names may be kept for',
  'field.localTtl.help': 'Others ask again when it is over; 0 makes them ask every time.',
  'field.cacheSize': 'Answers kept',
  'field.cacheSize.help': '0 keeps nothing: every question is handed on.',

  'not-read.unknown': 'This option is not modelled',
  'not-read.value': 'The value cannot be read',
} as const

export default en
