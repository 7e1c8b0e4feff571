import { code, list, type Message } from '../../model/message.ts'
import type { FetchMode, Header, HttpRequestSpec, Initiator, ReferrerPolicy } from '../../model/request.ts'
import { speaker } from '../../model/speaker.ts'
import { normaliseMethod } from '../../protocols/cors/preflight.ts'
import {
  isForbiddenHeader,
  isForbiddenMethod,
  isNoCorsHeader,
  type CorsProfile,
} from '../../protocols/cors/safelist.ts'
import { has } from '../../protocols/http/headers.ts'
import { originOf, parseUrl, type Url } from '../../protocols/url/url.ts'
import type { Context } from '../contract/context.ts'
import type { Outcome } from '../contract/program.ts'
import { multipart, typeOf } from './body.ts'
import type en from './messages.en.ts'

const say = speaker<typeof en>('chromium')

/** One request as it will be sent, before and after redirects, in the words of the Fetch standard. */
export interface Leg {
  readonly url: Url
  readonly method: string
  readonly body: string | undefined
  /** What the page set, and the type that its body brings along. */
  readonly headers: readonly Header[]
  readonly initiator: Initiator
  readonly mode: FetchMode | 'navigate'
  readonly credentials: 'omit' | 'same-origin' | 'include'
  readonly redirect: 'follow' | 'error' | 'manual'
  /** Where the page that asks comes from: `null` for one without an origin, missing where a person typed. */
  readonly pageOrigin: string | undefined
  /** The value of Origin where one is sent: the page's, or `null` after a redirect between two foreign origins. */
  readonly origin: string | undefined
  readonly referrerPolicy: ReferrerPolicy
  /** What the one who asks gets: all of it, what CORS allows, or nothing (Fetch, "response tainting"). */
  readonly response: 'basic' | 'cors' | 'opaque'
}

const isPage = (initiator: Initiator): boolean => /^(?:address-bar|link|form|iframe)$/.test(initiator)

/** The first leg of a request, or why the browser does not make one of it. */
export function firstLeg(
  context: Context<unknown, unknown>,
  request: HttpRequestSpec,
  typed: Url,
  profile: CorsProfile,
): Leg | Outcome {
  const { initiator = 'address-bar' } = request
  const isFetch = initiator === 'fetch'
  const mode = isPage(initiator) ? 'navigate' : (request.mode ?? (isFetch || initiator === 'font' ? 'cors' : 'no-cors'))
  const method = methodFor(context, request, initiator)
  const isQuery = initiator === 'form' && method === 'GET' && request.body !== undefined
  const url = isQuery ? { ...typed, query: request.body ?? '' } : typed
  const body = (isFetch || initiator === 'address-bar' || method === 'POST') && !isQuery ? request.body : undefined
  const refused = isFetch ? refusal(request, method, mode) : undefined
  if (refused) {
    const because = context.step('denied', refused.message)
    return { seen: { type: 'not-allowed', detail: refused.detail }, because }
  }
  const pageOrigin = request.pageOrigin ?? (isPage(initiator) ? undefined : originOf(url))
  const boundary = request.bodyType === 'multipart' ? multipart(context) : ''
  const type = body === undefined ? undefined : typeOf(request.bodyType, isFetch, boundary)
  const own = (request.headers ?? []).map(([name, value]) => [name, trim(value)] as const)
  const set = isFetch ? allowed(context, own, mode, profile) : own
  return {
    url,
    method,
    body,
    headers: type === undefined || has(set, 'Content-Type') ? set : [...set, ['Content-Type', type]],
    initiator,
    mode,
    credentials: credentialsOf(request, isFetch, mode),
    redirect: isFetch ? (request.redirect ?? 'follow') : 'follow',
    pageOrigin,
    origin: pageOrigin,
    referrerPolicy: request.referrerPolicy ?? 'strict-origin-when-cross-origin',
    response: 'basic',
  }
}

/** What a page embeds without CORS always has its cookies along. */
function credentialsOf({ credentials }: HttpRequestSpec, isFetch: boolean, mode: Leg['mode']): Leg['credentials'] {
  if (isFetch || mode === 'cors') return credentials ?? 'same-origin'
  return 'include'
}

function methodFor(context: Context<unknown, unknown>, { method }: HttpRequestSpec, initiator: Initiator): string {
  const normal = normaliseMethod(method)
  if (initiator === 'fetch') return normal
  if (initiator === 'address-bar') {
    if (normal !== 'GET') context.step('assumed', say('address-bar-method', { method: code(normal) }))
    return normal
  }
  if (normal === 'GET' || (initiator === 'form' && normal === 'POST')) return normal
  context.step('decided', say(initiator === 'form' ? 'form-method' : 'only-get', { method: code(normal) }))
  return 'GET'
}

const token = /^[!#$%&'*+.^_`|~\w-]+$/
const trim = (value: string): string => value.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '')
const isValue = (value: string): boolean => !/[\0\r\n]|[^\0-\xff]/.test(trim(value))

/** Why `fetch()` itself says no, before anything is sent (Fetch, "new Request()" and "main fetch"). */
function refusal(
  request: HttpRequestSpec,
  method: string,
  mode: Leg['mode'],
): { readonly detail: string; readonly message: Message } | undefined {
  const data = { method: code(method) }
  if (!token.test(method) || isForbiddenMethod(method)) {
    return { detail: 'method', message: say('refused-method', data) }
  }
  const wrong = request.headers?.find(([name, value]) => !token.test(name) || !isValue(value))
  if (wrong) return { detail: 'header', message: say('refused-header', { header: code(wrong[0]) }) }
  if (mode === 'no-cors' && !/^(?:GET|HEAD|POST)$/.test(method)) {
    return { detail: 'no-cors-method', message: say('refused-no-cors-method', data) }
  }
  if (request.body !== undefined && (method === 'GET' || method === 'HEAD')) {
    return { detail: 'body', message: say('refused-body', data) }
  }
  return undefined
}

/** Without what a page must not set; the browser leaves it out in silence. */
function allowed(
  context: Context<unknown, unknown>,
  headers: readonly Header[],
  mode: Leg['mode'],
  profile: CorsProfile,
): readonly Header[] {
  const isKept = ([name, value]: Header) =>
    !isForbiddenHeader(name, value, profile) && (mode !== 'no-cors' || isNoCorsHeader(name, value))
  const left = headers.filter((header) => !isKept(header))
  if (left.length > 0) {
    context.step('decided', say('headers-left-out', { headers: list(left.map(([name]) => code(name))) }))
  }
  return headers.filter(isKept)
}

/** The page that asks as a URL: for cookies, which look at its site. One without an origin is of no site. */
export function pageOf({ pageOrigin }: Leg): Url | undefined {
  if (pageOrigin === undefined) return undefined
  const parsed = parseUrl(pageOrigin)
  return parsed.ok ? parsed.value : nowhere
}

const nowhere: Url = { scheme: 'https', host: 'null.invalid', port: 443, explicitPort: false, path: '/' }
