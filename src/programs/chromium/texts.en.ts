import client from '../common/client-texts.en.ts'

const en = {
  ...client,

  'state.preflights': 'Remembered preflight requests',
  'state.preflights.page': 'Page',
  'state.preflights.url': 'Address',
  'state.preflights.methods': 'Methods',
  'state.preflights.headers': 'Headers',
  'state.preflights.left': 'Still for',
} as const

export default en
