import client from '../common/client-texts.en.ts'

const en = {
  ...client,

  'section.cache': 'Own cache',
  'field.httpCache': 'HTTP cache',
  'field.httpCache.help':
    'On: as Chromium is delivered, it keeps answers and uses them again without asking, as long as they are fresh (RFC 9111). Off: every request goes out to the net, as from an empty cache. “Disable cache” in the developer tools does so too, but also sends Cache-Control: no-cache. The header Cache-Control: max-age=0 on a request works like “reload”.',
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
  'state.cache': 'Kept answers',
  'state.cache.url': 'Address',
  'state.cache.for': 'For pages of',
  'state.cache.status': 'Status',
  'state.cache.left': 'Fresh for another',
  'state.cache.asks': 'Asks by',
  'state-from-elsewhere': '{site}, reached from another site',
  'state-framed': '{site}, in a frame on {page}',
  'state-lasting': 'as long as it is kept',
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
