import { byteLength } from '../../lib/utf8.ts'
import type { HttpBody, HttpRequestMessage, HttpResponseMessage } from '../../model/packet.ts'
import type { Header } from '../../model/request.ts'
import { formatHttpDate } from '../../protocols/http/date.ts'
import { response } from '../../protocols/http/messages.ts'
import { corsHeaders } from './cors.ts'
import type { Endpoint } from './fields.ts'
import type { Django } from './worker.ts'

export interface Content {
  readonly status: number
  readonly contentType: string
  readonly body: HttpBody
  readonly headers?: readonly Header[]
}

/** What Django's error pages look like with DEBUG off. */
const pages = {
  400: ['Bad Request (400)', ''],
  404: ['Not Found', 'The requested resource was not found on this server.'],
  500: ['Server Error (500)', ''],
} as const satisfies Record<number, readonly [string, string]>

export function errorPage(status: keyof typeof pages): Content {
  const [title, words] = pages[status]
  const text = `<h1>${title}</h1>${words === '' ? '' : `<p>${words}</p>`}`
  return { status, contentType: 'text/html; charset=utf-8', body: bodyOf(text) }
}

export function empty(status: number, headers: readonly Header[]): Content {
  return { status, contentType: 'text/html; charset=utf-8', body: bodyOf(''), headers }
}

/** The endpoint's own answer; a made-up text stands for a body that is only given by its size. */
export function endpointContent(endpoint: Endpoint, request: HttpRequestMessage, rows: number | undefined): Content {
  const { status, contentType, cacheControl, location } = endpoint
  const text = endpoint.body ?? madeUp(contentType, request, rows)
  return {
    status,
    contentType,
    body: endpoint.bytes === undefined ? bodyOf(text) : { bytes: endpoint.bytes, text },
    headers: [
      ...(cacheControl === undefined ? [] : [['Cache-Control', cacheControl] as const]),
      ...(location === undefined ? [] : [['Location', location] as const]),
    ],
  }
}

function madeUp(contentType: string, { target }: HttpRequestMessage, rows: number | undefined): string {
  const path = target.split('?')[0] ?? '/'
  if (contentType.startsWith('text/html')) return `<h1>${path}</h1>`
  return JSON.stringify({ path, ...(rows === undefined ? {} : { rows }) })
}

const bodyOf = (text: string): HttpBody => ({ bytes: byteLength(text), text })

/** How far in a request got before it was answered: each middleware adds its headers on the way out. */
export type Layer = 'cors' | 'common' | 'view'

const securityHeaders: readonly Header[] = [
  ['X-Content-Type-Options', 'nosniff'],
  ['Referrer-Policy', 'same-origin'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
]

const bodiless: ReadonlySet<number> = new Set([204, 304])

/** The middlewares' headers and gunicorn's own around an answer; the sync worker closes after each one. */
export function finish(
  context: Django,
  request: HttpRequestMessage,
  { status, contentType, body, headers = [] }: Content,
  layer: Layer,
): HttpResponseMessage {
  const hasBody = !bodiless.has(status)
  return response({
    status,
    headers: [
      ['Server', 'gunicorn'],
      ['Date', formatHttpDate(context.date())],
      ['Connection', 'close'],
      ...(hasBody ? [['Content-Type', contentType] as const] : []),
      ...headers,
      ...(layer === 'view' ? [['X-Frame-Options', 'DENY'] as const] : []),
      ...(hasBody ? [['Content-Length', `${body.bytes}`] as const] : []),
      ...(layer === 'cors' ? [] : securityHeaders),
      ...corsHeaders(context.settings, request),
    ],
    ...(request.method === 'HEAD' || !hasBody ? {} : { body }),
  })
}
