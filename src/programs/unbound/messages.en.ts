import dns from '../common/dns-messages.en.ts'

const en = {
  ...dns,

  asks: 'Asks {server} for the {type} record of {name}',
  'asks-again': 'Asks {server} for {name} once more and waits twice as long',
  silent: '{server} has not answered within {time}',
  'left-alone': '{server} was silent before and is not asked again for now',
  'nobody-to-ask': 'There is no server that could be asked for {name}',
  kept: 'Still remembers {name} for {time}: {type} {data}',
  'kept-nothing': 'Still remembers for {time} that there is no such thing under {name}',
  'follows-alias': 'It is an alias, so {target} is looked up next',
  referred: '{name} lies below {zone}: its name servers know more',
  'needs-address': 'To ask {name}, its address must be looked up first',
  loop: 'The aliases of {name} lead round in a circle: SERVFAIL',
  'gave-up': 'Nobody could say anything about {name}: SERVFAIL',
  'too-far': 'The way to {name} does not end, so it gives up: SERVFAIL',
  'no-recursion': 'The question does not ask it to look anything up, and of its own it knows nothing: REFUSED',
  answers: '{name}: {type} {data}',
  'no-name': 'There is no name {name}: NXDOMAIN',
  'no-data': '{name} exists, but has no {type} record',
  own: '{name} stands among its own names',
} as const

export default en
