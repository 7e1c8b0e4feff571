import { byteLength } from '../../lib/utf8.ts'
import type { HttpBody, HttpRequestMessage, HttpResponseMessage } from '../../model/packet.ts'
import type { Header } from '../../model/request.ts'
import { formatHttpDate } from '../../protocols/http/date.ts'
import { all, get } from '../../protocols/http/headers.ts'
import { response } from '../../protocols/http/messages.ts'
import { reasonPhrase } from '../../protocols/http/status.ts'
import { corsHeaders } from './cors.ts'
import type { DjangoSettings, Endpoint } from './fields.ts'
import { isOld, type RequestFacts } from './request-facts.ts'
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
  403: ['403 Forbidden', ''],
  csrf: ['Forbidden (403)', 'CSRF verification failed. Request aborted.'],
  404: ['Not Found', 'The requested resource was not found on this server.'],
  500: ['Server Error (500)', ''],
} as const satisfies Record<number | string, readonly [string, string]>

/** The app's own page where it has one (404.html, 500.html) and DEBUG is off, else Django's. */
export function errorPage(page: keyof typeof pages, settings: PageSettings): Content {
  const [title, words] = pages[page]
  const status = page === 'csrf' ? 403 : page
  const own = { 404: settings.notFoundPage, 500: settings.serverErrorPage }[status as number]
  const text = `<h1>${title}</h1>${words === '' ? '' : `<p>${words}</p>`}`
  const shown = settings.debug || own === undefined ? text : own
  return { status, contentType: 'text/html; charset=utf-8', body: bodyOf(shown) }
}

type PageSettings = Pick<DjangoSettings, 'debug' | 'notFoundPage' | 'serverErrorPage'>

export function empty(status: number, headers: readonly Header[]): Content {
  return { status, contentType: 'text/html; charset=utf-8', body: bodyOf(''), headers }
}

/** What a view's answer can be made of besides its settings. */
export interface Findings {
  readonly rows: number | undefined
  /** For the form in its page. */
  readonly token: string | undefined
  /** What it saw of the request. */
  readonly seen: (RequestFacts & { readonly app: string }) | undefined
}

/** The endpoint's own answer; a made-up text stands for a body that is only given by its size. */
export function endpointContent(endpoint: Endpoint, request: HttpRequestMessage, found: Findings): Content {
  const { status, contentType, cacheControl, location } = endpoint
  const text = endpoint.body ?? madeUp(contentType, request, found)
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

function madeUp(contentType: string, { target, headers }: HttpRequestMessage, { rows, token, seen }: Findings): string {
  const path = target.split('?')[0] ?? '/'
  const facts = {
    path,
    ...(rows === undefined ? {} : { rows }),
    ...(token === undefined ? {} : { csrfToken: token }),
    ...(seen && {
      app: seen.app,
      secure: seen.isSecure,
      host: seen.host,
      remote: seen.remote,
      forwardedFor: get(headers, 'X-Forwarded-For') ?? null,
    }),
  }
  if (!contentType.startsWith('text/html')) return JSON.stringify(facts)
  const told = seen ? `<pre>${JSON.stringify(facts)}</pre>` : ''
  const form = token === undefined ? '' : `<input type="hidden" name="csrfmiddlewaretoken" value="${token}">`
  return `<h1>${path}</h1>${told}${form === '' ? '' : `<form method="post">${form}</form>`}`
}

const bodyOf = (text: string): HttpBody => ({ bytes: byteLength(text), text })

/** How far in a request got before it was answered: each middleware adds its headers on the way out. */
export type Layer = 'cors' | 'common' | 'view'

function securityHeaders({ settings, wiring }: Django, isSecure: boolean): readonly Header[] {
  return [
    ...(isSecure && settings.hstsSeconds > 0
      ? [['Strict-Transport-Security', `max-age=${settings.hstsSeconds}`] as const]
      : []),
    ['X-Content-Type-Options', 'nosniff'],
    ['Referrer-Policy', 'same-origin'],
    ...(isOld(wiring.profile) ? [] : [['Cross-Origin-Opener-Policy', 'same-origin'] as const]),
  ]
}

const bodiless: ReadonlySet<number> = new Set([204, 304])

/** The middlewares' headers and gunicorn's own around an answer; the sync worker closes after each one. */
export function finish(
  context: Django,
  request: HttpRequestMessage,
  { status, contentType, body, headers = [] }: Content,
  layer: Layer,
  isSecure: boolean,
): HttpResponseMessage {
  const hasBody = !bodiless.has(status)
  return response({
    status,
    headers: mergedVary([
      ['Server', 'gunicorn'],
      ['Date', formatHttpDate(context.date())],
      ['Connection', 'close'],
      ...(hasBody ? [['Content-Type', contentType] as const] : []),
      ...headers,
      ...(layer === 'view' ? [['X-Frame-Options', 'DENY'] as const] : []),
      ...(hasBody ? [['Content-Length', `${body.bytes}`] as const] : []),
      ...(layer === 'cors' ? [] : securityHeaders(context, isSecure)),
      ...corsHeaders(context.settings, request),
    ]),
    ...(request.method === 'HEAD' || !hasBody ? {} : { body }),
  })
}

/** Django keeps one Vary header (`patch_vary_headers`). */
function mergedVary(headers: readonly Header[]): readonly Header[] {
  const names = all(headers, 'Vary')
  if (names.length < 2) return headers
  const first = headers.findIndex(([name]) => name === 'Vary')
  return headers.flatMap((header, index) => {
    if (index === first) return [['Vary', names.join(', ')] as const]
    return header[0] === 'Vary' ? [] : [header]
  })
}

/** gunicorn's own page: none of Django's headers. */
export function badRequest(): HttpResponseMessage {
  const status = 400
  const reason = reasonPhrase(status)
  const body = bodyOf(`<html><head><title>${reason}</title></head><body><h1><p>${reason}</p></h1></body></html>`)
  const headers = [
    ['Connection', 'close'],
    ['Content-Type', 'text/html'],
    ['Content-Length', `${body.bytes}`],
  ] as const
  return response({ status, headers, body })
}
