import { code, number, portNumber, text } from '../../model/message.ts'
import type { HttpRequestSpec } from '../../model/request.ts'
import { speaker } from '../../model/speaker.ts'
import { normaliseMethod } from '../../protocols/cors/preflight.ts'
import { formatUrl, originOf, parseUrl, resolveReference, type Url } from '../../protocols/url/url.ts'
import { badUrl } from '../common/bad-url.ts'
import type { Client } from '../common/client.ts'
import { endSession, sendHttp, startSession, type HttpOutcome } from '../common/http-client.ts'
import { answered } from '../common/page.ts'
import { redirectMethod, redirectTarget } from '../common/redirect.ts'
import type { Process } from '../contract/context.ts'
import type { Outcome } from '../contract/program.ts'
import { askFirst, checkAnswer, type CrossOrigin, type PreflightCache } from './cross-origin.ts'
import { authorHeaders, message, type Leg } from './headers.ts'
import type en from './messages.en.ts'
import { mixedContent } from './mixed-content.ts'
import { isBadPort, readTyped } from './typed.ts'

const say = speaker<typeof en>('chromium')

const maxRedirects = 20

/** So long Chromium waits for https before it tries http, when no scheme was typed. */
const fallbackMs = 3000

export interface Browser {
  readonly client: Client
  readonly preflights: PreflightCache
}

/** Does what a person (or a page) asked for, up to what is to be seen. */
export function* load(browser: Browser, request: HttpRequestSpec): Process<Outcome> {
  const { context } = browser.client
  const { initiator = 'address-bar', pageOrigin } = request
  const page = pageOrigin === undefined ? undefined : parseUrl(pageOrigin)
  if (initiator !== 'address-bar' && page?.ok) {
    const parsed = parseUrl(request.url, page.value)
    return parsed.ok ? yield* run(browser, request, parsed.value) : badUrl(browser.client, request.url, parsed.error)
  }
  const typed = readTyped(request.url)
  if (!typed.ok) return badUrl(browser.client, request.url, typed.error)
  const { guess, urls } = typed.value
  if (guess === 'http-only') context.step('decided', say('typed-http'))
  if (guess !== 'https-first') return yield* run(browser, request, urls[0])
  context.step('decided', say('typed-https'))
  const secure = yield* run(
    browser,
    { ...request, connectTimeoutMs: Math.min(fallbackMs, request.connectTimeoutMs ?? fallbackMs) },
    urls[0],
  )
  const plain = urls[1]
  if (secure.seen.type === 'answer' || secure.seen.type === 'name-not-found' || !plain) return secure
  context.step('retried', say('falls-back'))
  return yield* run(browser, request, plain)
}

function* run(browser: Browser, request: HttpRequestSpec, url: Url): Process<Outcome> {
  const session = startSession(browser.client, request)
  const credentials = request.credentials === 'include'
  const first = firstLeg(browser, request, url)
  const outcome = yield* follow({ session, preflights: browser.preflights, credentials }, request, first)
  endSession(session)
  return outcome
}

function firstLeg({ client }: Browser, request: HttpRequestSpec, url: Url): Leg {
  const { initiator = 'address-bar', pageOrigin, body } = request
  const method = normaliseMethod(request.method)
  if (initiator === 'address-bar' && method !== 'GET') {
    client.context.step('assumed', say('address-bar-method', { method: code(method) }))
  }
  const isCrossOrigin = initiator === 'fetch' && pageOrigin !== undefined && pageOrigin !== originOf(url)
  return { url, method, body, initiator, pageOrigin, origin: pageOrigin, isCrossOrigin }
}

function* follow(page: CrossOrigin, request: HttpRequestSpec, first: Leg): Process<Outcome> {
  const { context } = page.session.client
  let leg = first
  for (let redirects = 0; ; redirects += 1) {
    const secured = secure(page, leg)
    if ('seen' in secured) return secured
    leg = secured
    const fetched = yield* fetchOnce(page, request, leg)
    if (fetched.outcome === 'failed') return { seen: fetched.seen, because: fetched.because }
    const { response } = fetched
    const location = redirectTarget(response)
    if (location === undefined) return answered(response, leg.url, fetched.because)
    if (redirects === maxRedirects) {
      context.step('failed', say('too-many-redirects', { count: number(maxRedirects) }))
      return { seen: { type: 'too-many-redirects', status: response.status }, because: fetched.because }
    }
    const next = resolveReference(leg.url, location)
    if (!next.ok) {
      const because = context.step('failed', say('redirect-broken', { target: text(location) }))
      return { seen: { type: 'bad-url', detail: next.error }, because }
    }
    context.step('decided', say('redirect', { status: number(response.status), target: text(formatUrl(next.value)) }))
    leg = redirected(leg, next.value, response.status)
  }
}

/** The leg that may be sent, or why none may: bad port, mixed content. */
function secure(page: CrossOrigin, leg: Leg): Leg | Outcome {
  const { context } = page.session.client
  const { url } = leg
  if (isBadPort(url.port)) {
    const because = context.step('denied', say('bad-port', { port: portNumber(url.port) }))
    return { seen: { type: 'bad-url', detail: 'unsafe-port' }, because }
  }
  const verdict = mixedContent(url, leg.initiator, leg.pageOrigin)
  if (verdict === 'fine') return leg
  if (verdict === 'block') {
    const because = context.step('denied', say('mixed-blocked', { url: text(formatUrl(url)) }))
    return { seen: { type: 'mixed-content', detail: leg.initiator }, because }
  }
  context.step('decided', say('mixed-upgraded'))
  return { ...leg, url: { ...url, scheme: 'https', port: url.explicitPort ? url.port : 443 } }
}

function* fetchOnce(page: CrossOrigin, request: HttpRequestSpec, leg: Leg): Process<HttpOutcome> {
  const author = authorHeaders(request, leg)
  if (leg.isCrossOrigin) {
    const refused = yield* askFirst(page, leg, author)
    if (refused) return refused
  }
  const fetched = yield* sendHttp(page.session, leg.url, message(leg, author))
  if (fetched.outcome === 'failed' || !leg.isCrossOrigin) return fetched
  return checkAnswer(page, leg, fetched.response) ?? fetched
}

/** From one foreign origin to another nobody can tell who asked: Origin becomes `null` (Fetch, "HTTP-redirect fetch"). */
function redirected(leg: Leg, url: Url, status: number): Leg {
  const method = redirectMethod(leg.method, status)
  const isForeign = leg.pageOrigin !== undefined && originOf(leg.url) !== leg.pageOrigin
  const isTainted = isForeign && originOf(url) !== originOf(leg.url)
  return {
    ...leg,
    url,
    method,
    body: method === leg.method ? leg.body : undefined,
    origin: isTainted ? 'null' : leg.origin,
    isCrossOrigin:
      leg.initiator === 'fetch' && (leg.isCrossOrigin || (leg.pageOrigin ?? originOf(url)) !== originOf(url)),
  }
}
