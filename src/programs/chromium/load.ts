import { ok, type Result } from '../../lib/result.ts'
import { number, text } from '../../model/message.ts'
import type { HttpRequestSpec } from '../../model/request.ts'
import { speaker } from '../../model/speaker.ts'
import { formatUrl, parseUrl, resolveReference, type Url, type UrlError } from '../../protocols/url/url.ts'
import { badUrl } from '../common/bad-url.ts'
import type { Client } from '../common/client.ts'
import { endSession, startSession, type HttpOutcome } from '../common/http-client.ts'
import { redirectTarget } from '../common/redirect.ts'
import type { Process } from '../contract/context.ts'
import type { Outcome } from '../contract/program.ts'
import type { Browsing } from './browsing.ts'
import { askFirst } from './cross-origin.ts'
import { checkType } from './embedding.ts'
import { checkFraming } from './framing.ts'
import { pass } from './gates.ts'
import { throughCache } from './http-cache/through-cache.ts'
import { firstLeg, type Leg } from './leg.ts'
import type en from './messages.en.ts'
import { redirected } from './redirected.ts'
import { shown } from './shown.ts'
import { asWritten, readTyped, type Typed } from './typed.ts'

const say = speaker<typeof en>('chromium')

const maxRedirects = 20

/** So long Chromium waits for https before it tries http, when no scheme was typed. */
const fallbackMs = 3000

export interface Browser extends Omit<Browsing, 'session'> {
  readonly client: Client
  /** Public names are asked by https first, even where http is written. */
  readonly httpsFirst: boolean
}

/** Does what a person (or a page) asked for, up to what is to be seen. */
export function* load(browser: Browser, request: HttpRequestSpec): Process<Outcome> {
  const { context } = browser.client
  const typed = read(browser, request)
  if (!typed.ok) return badUrl(browser.client, request.url, typed.error)
  const { guess, urls } = typed.value
  const [first, plain] = urls
  if (guess === 'http-only') context.step('decided', say('typed-http'))
  if (!plain) return yield* run(browser, request, first)
  if (guess === 'upgrade') context.step('decided', say('upgrades-http'), { setting: 'httpsFirst' })
  else context.step('decided', say('typed-https'))
  const connectTimeoutMs = Math.min(fallbackMs, request.connectTimeoutMs ?? fallbackMs)
  const secure = yield* run(browser, { ...request, connectTimeoutMs }, first)
  if (secure.seen.type === 'answer' || secure.seen.type === 'name-not-found') return secure
  context.step('retried', say('falls-back'))
  return yield* run(browser, request, plain)
}

/** The address: what a person typed, or a reference on the page that asks. */
function read({ httpsFirst }: Browser, request: HttpRequestSpec): Result<Typed, UrlError> {
  const { initiator = 'address-bar', pageOrigin, method } = request
  const page = pageOrigin === undefined ? undefined : parseUrl(pageOrigin)
  const opensTab = initiator === 'address-bar' || initiator === 'link' || initiator === 'form'
  const upgrades = httpsFirst && opensTab && method === 'GET'
  if (initiator === 'address-bar' || !page?.ok) return readTyped(request.url, upgrades)
  const parsed = parseUrl(request.url, page.value)
  return parsed.ok ? ok(asWritten(parsed.value, upgrades)) : parsed
}

function* run({ client, ...browser }: Browser, request: HttpRequestSpec, url: Url): Process<Outcome> {
  const first = firstLeg(client.context, request, url, browser.profile)
  if ('seen' in first) return first
  const session = startSession(client, request)
  try {
    return yield* follow({ ...browser, session }, first)
  } finally {
    endSession(session)
  }
}

function* follow(browsing: Browsing, first: Leg): Process<Outcome> {
  const { context } = browsing.session.client
  let leg = first
  for (let redirects = 0; ; redirects += 1) {
    const passed = pass(browsing, leg)
    if ('seen' in passed) return passed
    leg = passed
    const fetched = yield* fetchOnce(browsing, leg)
    if (fetched.outcome === 'failed') return { seen: fetched.seen, because: fetched.because }
    const { response, because } = fetched
    const location = redirectTarget(response)
    if (location === undefined || leg.redirect === 'manual') {
      const refused = checkFraming(context, leg, response) ?? checkType(context, leg, response)
      return refused ? { seen: refused.seen, because: refused.because } : shown(context, leg, response, because)
    }
    if (leg.redirect === 'error') {
      const denied = context.step('denied', say('redirect-refused', { status: number(response.status) }))
      return { seen: { type: 'not-allowed', detail: 'redirect', status: response.status }, because: denied }
    }
    if (redirects === maxRedirects) {
      context.step('failed', say('too-many-redirects', { count: number(maxRedirects) }))
      return { seen: { type: 'too-many-redirects', status: response.status }, because }
    }
    const next = resolveReference(leg.url, location)
    if (!next.ok) {
      const broken = context.step('failed', say('redirect-broken', { target: text(location) }))
      return { seen: { type: 'bad-url', detail: brokenAs(next.error, location) }, because: broken }
    }
    context.step('decided', say('redirect', { status: number(response.status), target: text(formatUrl(next.value)) }))
    leg = redirected(leg, next.value, response.status)
  }
}

/** A redirect that no browser follows: to no URL, into the browser itself, or to another program. */
function brokenAs(error: UrlError, location: string): string {
  if (error !== 'scheme-not-modelled') return 'redirect'
  return /^(?:about|blob|chrome|data|file):/i.test(location) ? 'redirect-unsafe' : 'redirect-scheme'
}

function* fetchOnce(browsing: Browsing, leg: Leg): Process<HttpOutcome> {
  if (leg.response === 'cors') {
    const refused = yield* askFirst(browsing, leg)
    if (refused) return refused
  }
  return yield* throughCache(browsing, leg)
}
