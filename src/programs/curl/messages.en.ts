import client from '../common/client-messages.en.ts'

const en = {
  ...client,

  'no-scheme': 'The URL has no scheme: curl takes http',
  'no-browser': 'curl is no browser: it does not ask whether another origin allows this (CORS)',
  'redirect-not-followed': '{status}: the answer points to {target}, but curl follows only when told to (-L)',
} as const

export default en
