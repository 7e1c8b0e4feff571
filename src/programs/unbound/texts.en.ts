import dns from '../common/dns-texts.en.ts'

const en = {
  ...dns,

  'section.own': 'Its own answers',
  'field.forwardTo': 'Hands questions on to',
  'field.forwardTo.help': 'DNS servers that are asked instead of the root. Unset: those that cables lead to.',
  'field.rootServers': 'Root servers',
  'field.rootServers.help':
    'With them it looks every name up itself: from the root down, one referral after the other.',
  'field.localData': 'Names of its own',
  'field.localData.help': 'These it answers by itself and asks nobody.',
  'field.localData.name': 'Name',
  'field.localData.address': 'Leads to',
  'field.roundRobin': 'Addresses in turn',
  'field.roundRobin.help': 'Where a name has several addresses, another one comes first each time.',

  'state.silent': 'Silent servers',
  'state.silent.server': 'Server',
  'state.silent.left': 'Not asked for',
} as const

export default en
