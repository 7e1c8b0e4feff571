import dns from '../common/dns-messages.en.ts'

const en = {
  ...dns,

  asks: 'Hands the question on to {server}: the {type} record of {name}',
  silent: '{server} does not answer',
  'nobody-to-ask': 'There is no server that could be asked for {name}: REFUSED',
  'nobody-answers': 'Nobody answers about {name}, so it stays silent too',
  kept: 'Still remembers {name} for {time}',
  'kept-nothing': 'Still remembers for {time} that there is nothing under {name}',
  rebind:
    '{name} leads to {addresses}: an address from inside, told from outside, is left out (protection from rebinding)',
  'rebind-example':
    '{name} leads to {addresses}, from a range for examples: dnsmasq takes that for an address from inside and leaves it out',
  own: '{name} is one of its own names: {type} {data}',
  'own-no-name': '{name} would lie in a domain of its own, but is not there: NXDOMAIN',
  'own-no-data': '{name} is one of its own names, but has no {type} record',
} as const

export default en
