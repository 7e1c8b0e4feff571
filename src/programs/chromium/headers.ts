import { byteLength } from '../../lib/utf8.ts'
import type { HttpRequestMessage } from '../../model/packet.ts'
import type { Header, HttpRequestSpec, Initiator } from '../../model/request.ts'
import { isForbiddenHeader } from '../../protocols/cors/safelist.ts'
import { has } from '../../protocols/http/headers.ts'
import { request } from '../../protocols/http/messages.ts'
import { hostHeader, originOf, target, type Url } from '../../protocols/url/url.ts'

const userAgent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36'

const pageTypes = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8'
const imageTypes = 'image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8'

const accepts = {
  'address-bar': pageTypes,
  link: pageTypes,
  form: pageTypes,
  iframe: pageTypes,
  fetch: '*/*',
  image: imageTypes,
} as const satisfies Record<Initiator, string>

/** One request as it will be sent, before and after redirects. */
export interface Leg {
  readonly url: Url
  readonly method: string
  readonly body: string | undefined
  readonly initiator: Initiator
  readonly pageOrigin: string | undefined
  /** The value of Origin where one is sent: the page's, or `null` after a redirect between two foreign origins. */
  readonly origin: string | undefined
  /** To another origin than the page's, in `cors` mode. */
  readonly isCrossOrigin: boolean
}

/** The headers that the page itself set, with the content type that a body brings along (Fetch, "extract a body"). */
export function authorHeaders({ headers = [] }: HttpRequestSpec, { body, initiator }: Leg): readonly Header[] {
  const own = initiator === 'fetch' ? headers.filter(([name]) => !isForbiddenHeader(name)) : headers
  if (body === undefined || has(own, 'Content-Type')) return own
  const type = initiator === 'fetch' ? 'text/plain;charset=UTF-8' : 'application/x-www-form-urlencoded'
  return [...own, ['Content-Type', type]]
}

/** The request with everything that Chromium adds, in its order. */
export function message(leg: Leg, author: readonly Header[]): HttpRequestMessage {
  const { body, initiator, method, url } = leg
  const size = body === undefined ? undefined : byteLength(body)
  const isPage = initiator !== 'fetch' && initiator !== 'image'
  const headers: readonly Header[] = [
    ['Host', hostHeader(url)],
    ['Connection', 'keep-alive'],
    ...(size === undefined ? [] : [['Content-Length', `${size}`] as const]),
    ...(isPage ? [['Upgrade-Insecure-Requests', '1'] as const] : []),
    ['User-Agent', userAgent],
    ['Accept', accepts[initiator]],
    ...originHeader(leg),
    ...refererHeader(leg),
    ['Accept-Encoding', url.scheme === 'https' ? 'gzip, deflate, br, zstd' : 'gzip, deflate'],
    ['Accept-Language', 'en-US,en;q=0.9'],
  ]
  return request({
    method,
    target: target(url),
    headers: [...headers.filter(([name]) => !has(author, name)), ...author],
    body: body === undefined || size === undefined ? undefined : { bytes: size, text: body },
  })
}

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
      ...refererHeader(leg),
    ],
  })
}

/** Sent across origins in `cors` mode, and with every method that may change something (Fetch, "append a request Origin header"). */
function originHeader({ isCrossOrigin, method, origin }: Leg): readonly Header[] {
  if (origin === undefined) return []
  return isCrossOrigin || (method !== 'GET' && method !== 'HEAD') ? [['Origin', origin]] : []
}

/** Only the origin goes abroad, and nothing goes from https to http (`strict-origin-when-cross-origin`). */
function refererHeader({ pageOrigin, url }: Leg): readonly Header[] {
  if (pageOrigin === undefined || pageOrigin === 'null') return []
  const isDowngrade = pageOrigin.startsWith('https:') && url.scheme === 'http' && pageOrigin !== originOf(url)
  return isDowngrade ? [] : [['Referer', `${pageOrigin}/`]]
}
