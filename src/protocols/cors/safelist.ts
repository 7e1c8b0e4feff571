/** Whose rules: the Fetch standard's, or Chromium's where it differs from it. */
export type CorsProfile = 'spec' | 'chromium'

const formTypes = /^(?:application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)$/i
const token = /^[!#$%&'*+.^_`|~\w-]+\/[!#$%&'*+.^_`|~\w-]+$/

type Test = (value: string) => boolean

/** Fetch standard, "CORS-unsafe request-header byte". */
function hasUnsafeByte(value: string): boolean {
  return value.split('').some((byte) => (byte < ' ' && byte !== '\t') || '"():<>?@[\\]{}\x7f'.includes(byte))
}

/** Fetch standard, "CORS-safelisted request-header". */
const standard: Readonly<Record<string, Test>> = {
  accept: (value) => !hasUnsafeByte(value),
  'accept-language': (value) => /^[\dA-Za-z *,\-.;=]*$/.test(value),
  'content-language': (value) => /^[\dA-Za-z *,\-.;=]*$/.test(value),
  'content-type': (value) => !hasUnsafeByte(value) && isFormType(value),
  range: isSimpleRange,
}

const isWhole: Test = (value) => /^\d+$/.test(value)
const isDecimal: Test = (value) => /^\d+(?:\.\d+)?$/.test(value)

/** What Chromium lets pass besides: client hints from before they had a `Sec-CH-` name. */
const chromium: Readonly<Record<string, Test>> = {
  'device-memory': isDecimal,
  downlink: isDecimal,
  dpr: isDecimal,
  ect: (value) => /^(?:slow-2g|[234]g)$/.test(value),
  intervention: () => true,
  rtt: isWhole,
  'save-data': (value) => /^on$/i.test(value),
  'viewport-width': isWhole,
  width: isWhole,
}

/** Whether a header may go to another origin without asking first: its name, its value, at most 128 bytes (Fetch standard). */
export function safelistedHeader(name: string, value: string, profile: CorsProfile): boolean {
  const key = name.toLowerCase()
  const test = standard[key] ?? (profile === 'chromium' ? chromium[key] : undefined)
  return value.length <= 128 && test !== undefined && test(value)
}

function isFormType(value: string): boolean {
  const [essence = ''] = value.split(';')
  const trimmed = essence.replace(/^[ \t\n\r]+|[ \t\n\r]+$/g, '')
  return token.test(trimmed) && formTypes.test(trimmed)
}

/** `bytes=1-` or `bytes=1-2`, without blanks and not backwards (Fetch standard, "simple range header value"). */
function isSimpleRange(value: string): boolean {
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(value) ?? []
  return from !== undefined && (to === undefined || to === '' || BigInt(from) <= BigInt(to))
}

const forbidden =
  /^(?:accept-(?:charset|encoding)|access-control-request-(?:headers|method)|connection|content-length|cookie2?|date|dnt|expect|host|keep-alive|origin|referer|set-cookie|te|trailer|transfer-encoding|upgrade|via|(?:proxy|sec)-.*)$/i

/** Whether a page may not set this header; the browser leaves it out in silence (Fetch standard, "forbidden request-header"). */
export function isForbiddenHeader(name: string): boolean {
  return forbidden.test(name)
}
