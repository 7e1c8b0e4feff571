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
  range: (value) => simpleRange(value) !== undefined,
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
  // It counts in signed numbers of 64 bits.
  range: (value) => simpleRange(value)?.every((position) => position < 2n ** 63n - 1n) ?? false,
  rtt: isWhole,
  'save-data': (value) => /^on$/i.test(value),
  'viewport-width': isWhole,
  width: isWhole,
}

/** Whether a header may go to another origin without asking first: its name, its value, at most 128 bytes (Fetch standard). */
export function safelistedHeader(name: string, value: string, profile: CorsProfile): boolean {
  const key = name.toLowerCase()
  const test = (profile === 'chromium' ? chromium[key] : undefined) ?? standard[key]
  return value.length <= 128 && test !== undefined && test(value)
}

function isFormType(value: string): boolean {
  const [essence = ''] = value.split(';')
  const trimmed = essence.replace(/^[ \t\n\r]+|[ \t\n\r]+$/g, '')
  return token.test(trimmed) && formTypes.test(trimmed)
}

/** The positions of `bytes=1-` or `bytes=1-2`, without blanks and not backwards (Fetch, "simple range header value"). */
function simpleRange(value: string): readonly bigint[] | undefined {
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(value) ?? []
  if (from === undefined) return undefined
  const positions = [from, to ?? ''].filter((text) => text !== '').map(BigInt)
  return positions.length === 2 && (positions[0] ?? 0n) > (positions[1] ?? 0n) ? undefined : positions
}

const forbidden =
  /^(?:accept-(?:charset|encoding)|access-control-request-(?:headers|method)|connection|content-length|cookie2?|date|dnt|expect|host|keep-alive|origin|referer|set-cookie|te|trailer|transfer-encoding|upgrade|via|(?:proxy|sec)-.*)$/i
const override = /^x-(?:http-method(?:-override)?|method-override)$/i

/** Whether a page may not ask with this method (Fetch, "forbidden method"). */
export const isForbiddenMethod = (method: string): boolean => /^(?:connect|trace|track)$/i.test(method)

/**
 * Whether a page may not set this header; the browser leaves it out in silence (Fetch, "forbidden request-header").
 * A header that is to change the method may not name a forbidden one. Chromium keeps `User-Agent` to itself, too.
 */
export function isForbiddenHeader(name: string, value: string, profile: CorsProfile): boolean {
  if (forbidden.test(name) || (profile === 'chromium' && /^user-agent$/i.test(name))) return true
  return override.test(name) && value.split(',').some((method) => isForbiddenMethod(method.trim()))
}

/** Whether a `no-cors` request may carry this header; others are left out in silence (Fetch, "no-CORS-safelisted"). */
export function isNoCorsHeader(name: string, value: string): boolean {
  return (
    /^(?:accept|accept-language|content-language|content-type)$/i.test(name) && safelistedHeader(name, value, 'spec')
  )
}
