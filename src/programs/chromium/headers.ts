import { byteLength } from '../../lib/utf8.ts'
import type { HttpRequestMessage } from '../../model/packet.ts'
import type { Header, Initiator } from '../../model/request.ts'
import { has } from '../../protocols/http/headers.ts'
import { request } from '../../protocols/http/messages.ts'
import { hostHeader, isTrustworthy, originOf, target } from '../../protocols/url/url.ts'
import type { Leg } from './leg.ts'

const userAgent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36'

const pageTypes =
  'text/html,application/xhtml+xml,application/xml;q=0.9,image/jxl,image/avif,image/webp,image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7'

const accepts: { readonly [I in Initiator]?: string } = {
  image: 'image/jxl,image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8',
  style: 'text/css,*/*;q=0.1',
}

/** The request with everything that Chromium adds, in its order. */
export function message(leg: Leg, cookies: string | undefined): HttpRequestMessage {
  const { body, headers: author, initiator, method, mode, url } = leg
  // A POST without a body says so (Fetch, "HTTP-network-or-cache fetch").
  const size = body === undefined ? (method === 'POST' || method === 'PUT' ? 0 : undefined) : byteLength(body)
  const isPage = mode === 'navigate'
  const headers: readonly Header[] = [
    ['Host', hostHeader(url)],
    ['Connection', 'keep-alive'],
    ...(size === undefined ? [] : [['Content-Length', `${size}`] as const]),
    ...(asksPastCaches(leg) ? [['Cache-Control', 'max-age=0'] as const] : []),
    ...(isPage ? [['Upgrade-Insecure-Requests', '1'] as const] : []),
    ['User-Agent', userAgent],
    ['Accept', accepts[initiator] ?? (isPage ? pageTypes : '*/*')],
    ...originHeader(leg),
    ...refererHeader(leg),
    ...accepted(leg),
    ...(cookies === undefined ? [] : [['Cookie', cookies] as const]),
  ]
  return request({
    method,
    target: target(url),
    headers: [...headers.filter(([name]) => !has(author, name)), ...author],
    body: body === undefined || size === undefined ? undefined : { bytes: size, text: body },
  })
}

/** Chromium sends forms, and what a script asks with conditions of its own, past every cache, whatever its own one holds. */
function asksPastCaches({ headers, initiator, method }: Leg): boolean {
  if (initiator === 'fetch') return headers.some(([name]) => isCondition(name))
  return initiator === 'form' && method === 'POST'
}

const isCondition = (name: string): boolean =>
  /^if-(?:match|none-match|modified-since|unmodified-since|range)$/i.test(name)

/** Films and sound come as they are and from their beginning, so that a player can jump in them later. */
const accepted = ({ initiator, url }: Leg): readonly Header[] => [
  ['Accept-Encoding', initiator === 'media' ? 'identity' : codings[url.scheme]],
  ['Accept-Language', 'en-US,en;q=0.9'],
  ...(initiator === 'media' ? [['Range', 'bytes=0-'] as const] : []),
]

const codings = { http: 'gzip, deflate', https: 'gzip, deflate, br, zstd' } as const

/** The question in advance: without cookies and without the page's own headers (Fetch, "CORS-preflight fetch"). */
export function preflightMessage(leg: Leg, askedHeaders: readonly string[]): HttpRequestMessage {
  const { method, url } = leg
  return request({
    method: 'OPTIONS',
    target: target(url),
    headers: [
      ['Host', hostHeader(url)],
      ['Connection', 'keep-alive'],
      ['Accept', '*/*'],
      ['Access-Control-Request-Method', method],
      ...(askedHeaders.length === 0 ? [] : [['Access-Control-Request-Headers', askedHeaders.join(',')] as const]),
      ...originHeader(leg),
      ['User-Agent', userAgent],
      ['Sec-Fetch-Mode', 'cors'],
      ...refererHeader(leg),
      ...accepted(leg),
    ],
  })
}

/**
 * Sent where CORS decides, by fonts even to their own origin, and with every method that may change something (Fetch, "append a request Origin header").
 * A form that must not tell where it comes from says `null`; Chromium's `fetch()` says it all the same.
 */
function originHeader(leg: Leg): readonly Header[] {
  const { initiator, response, method, mode, origin } = leg
  const isAsked = response === 'cors' || initiator === 'font' || (method !== 'GET' && method !== 'HEAD')
  if (origin === undefined || !isAsked) return []
  return [['Origin', mode === 'navigate' && refererHeader(leg).length === 0 ? 'null' : origin]]
}

export const tellsReferrer = (leg: Leg): boolean => refererHeader(leg).length > 0

/** Where the page comes from; its path is not known here (Referrer Policy, "determine request's referrer"). */
function refererHeader({ pageOrigin, referrerPolicy, url }: Leg): readonly Header[] {
  if (pageOrigin === undefined || pageOrigin === 'null') return []
  const isSame = pageOrigin === originOf(url)
  const isDowngrade = pageOrigin.startsWith('https:') && !isTrustworthy(url)
  const isTold = {
    'no-referrer': false,
    'same-origin': isSame,
    origin: true,
    'strict-origin-when-cross-origin': isSame || !isDowngrade,
  }[referrerPolicy]
  return isTold ? [['Referer', `${pageOrigin}/`]] : []
}
