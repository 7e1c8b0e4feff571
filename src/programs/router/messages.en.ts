const en = {
  'private-destination': 'Drops the packet without a word: no way on the internet leads to {address}, {scope}',
  'private-source':
    'Drops the packet without a word: it comes from {address}, {scope}, so no answer would find its way back',
  'scope.private': 'a private address',
  'scope.loopback': 'a loopback address',
  'scope.link-local': 'a link-local address',
  'scope.multicast': 'a multicast address',
  'scope.unspecified': 'the unspecified address',
  'scope.shared': 'an address of a provider’s own network',
  'scope.reserved': 'a reserved address',
  'scope.not-an-address': 'which is no address',
} as const

export default en
