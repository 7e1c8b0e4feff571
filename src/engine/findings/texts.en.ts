const en = {
  'finding-not-read':
    '{count,One line,# lines} of the pasted configuration of {device} {count,is,are} not modelled: what it does may differ from the real program',
  'finding-unconnected': '{device} is not connected to anything',
  'finding-no-way': 'No cable leads from {device} to any web service',
  'finding-no-resolver': '{device} finds no DNS server: it reaches others only by address',
  'finding-not-a-router':
    '{other} stands in the way of {device} to the internet, but it is not a router: it does not pass packets on',
  'finding-shared-file':
    '{device} is a file on one machine, but several devices are linked to it. Every machine would have a file of its own',
  'finding-not-modelled': '{device} runs “{program}”, which this version does not know. Its behaviour is not modelled',
  'finding-loop': 'Requests to {device} are passed round in a circle and never end',
  'finding-no-address': '{device} has no address on {interface}: none is free',
  'finding-public-database':
    '{device} can be reached directly from the internet at {address}: anybody may try passwords there',
  'finding-duplicate-address': '{device} and {other} have the same address {address}',
  'finding-outside-zone': 'The address {address} of {device} lies outside its network {cidr}',
  'finding-overlapping-zones': 'The networks of {zone} and {other} overlap',
  'finding-private-on-public-cable':
    '{device} has the private address {address} on its line to the internet: nothing gets through there',
  'finding-resolver-out-of-reach': '{device} cannot ask the DNS server {other}: no router leads there from here',
  'finding-database-of-no-use': '{other} has no use for a database: only a web application asks {device}',
  'fix-link-resolver': 'Connect {device} with {other}',
  'fix-link-app': 'Connect it with {other} instead',
  'fix-link-internet': 'Connect directly to the internet',
} as const

export default en
