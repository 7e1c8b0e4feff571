import client from '../common/client-texts.en.ts'

const en = {
  ...client,

  'section.foreign': 'Security',
  'field.thirdPartyCookies': 'Third-party cookies',
  'field.thirdPartyCookies.help': 'Cookies of other sites that a page embeds or asks. Links and forms are not meant.',
  'option.thirdPartyCookies.blocked': 'blocked',
  'option.thirdPartyCookies.allowed': 'allowed',
  'field.httpsFirst': 'http URLs: try https first',
  'field.httpsFirst.help':
    'So Chromium does as it is delivered, for public names without a port. If https does not work, it takes http.',
  'field.corsRules': 'Rules of CORS',
  'field.corsRules.help':
    'Chromium differs from the standard in two points: “*” also allows the header Authorization, and some old headers such as Save-Data need no preflight request.',
  'option.corsRules.chromium': 'as Chromium does',
  'option.corsRules.standard': 'as the Fetch standard says',

  'state.cookies': 'Cookies',
  'state.cookies.name': 'Cookie',
  'state.cookies.host': 'For',
  'state.cookies.path': 'Path',
  'state.cookies.flags': 'Rules',
  'state.cookies.left': 'Still for',
  'state-session': 'until it is closed',
  'state.hsts': 'Only by https (HSTS)',
  'state.hsts.host': 'Host',
  'state.hsts.left': 'Still for',
  'state.preflights': 'Remembered preflight requests',
  'state.preflights.page': 'Page',
  'state.preflights.url': 'Address',
  'state.preflights.methods': 'Methods',
  'state.preflights.headers': 'Headers',
  'state.preflights.left': 'Still for',
} as const

export default en
