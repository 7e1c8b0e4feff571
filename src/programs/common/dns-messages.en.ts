/** What resolvers say alike of their steps, to be spread into the messages of each. */
const en = {
  'not-dns': 'What came in on port 53 is not a DNS question',
  'no-help': '{server} answers {rcode}, which does not help',
  waited: '{name} is being asked for already: waits for that answer',
} as const

export default en
