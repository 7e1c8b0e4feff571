import { portNumber, seconds, text } from '../../model/message.ts'
import type { HttpResponseMessage } from '../../model/packet.ts'
import { speaker } from '../../model/speaker.ts'
import { get } from '../../protocols/http/headers.ts'
import { hstsFor, readHsts } from '../../protocols/http/hsts.ts'
import { isAddress } from '../../protocols/ip/address.ts'
import { formatUrl, originOf, type Url } from '../../protocols/url/url.ts'
import type { Outcome } from '../contract/program.ts'
import type { Browsing } from './browsing.ts'
import type { Leg } from './leg.ts'
import type en from './messages.en.ts'
import { mixedContent } from './mixed-content.ts'
import { isBadPort } from './typed.ts'

const say = speaker<typeof en>('chromium')

/** The leg that may be sent, or why none may (Fetch, "main fetch"): mixed content, bad port, HSTS, foreign origin. */
export function pass(browsing: Browsing, leg: Leg): Leg | Outcome {
  const { context } = browsing.session.client
  const verdict = mixedContent(leg.url, leg.initiator, leg.pageOrigin)
  if (verdict === 'block') {
    const because = context.step('denied', say('mixed-blocked', { url: text(formatUrl(leg.url)) }))
    return { seen: { type: 'mixed-content', detail: leg.initiator }, because }
  }
  if (verdict === 'upgrade') context.step('decided', say('mixed-upgraded'))
  if (isBadPort(leg.url.port)) {
    const because = context.step('denied', say('bad-port', { port: portNumber(leg.url.port) }))
    return { seen: { type: 'bad-url', detail: 'unsafe-port' }, because }
  }
  if (leg.mode !== 'navigate' && (leg.url.username !== undefined || leg.url.password !== undefined)) {
    const because = context.step('denied', say('refused-url-credentials'))
    return { seen: { type: 'not-allowed', detail: 'url-credentials' }, because }
  }
  const url = strict(browsing, verdict === 'upgrade' ? secured(leg.url) : leg.url)
  const response = responseTo(leg, url)
  if (response === 'opaque' && leg.redirect !== 'follow') {
    const because = context.step('denied', say('refused-no-cors-redirect'))
    return { seen: { type: 'not-allowed', detail: 'no-cors-redirect' }, because }
  }
  if (response !== 'refused') return { ...leg, url, response }
  const because = context.step('denied', say('same-origin-only', { origin: text(originOf(url)) }))
  return { seen: { type: 'not-allowed', detail: 'same-origin' }, because }
}

const secured = (url: Url): Url => ({
  ...url,
  scheme: 'https',
  port: url.explicitPort && url.port !== 80 ? url.port : 443,
})

/** A host that has asked for https is asked by https only (RFC 6797 section 8.3). */
function strict({ session, state }: Browsing, url: Url): Url {
  const { context } = session.client
  const host = url.scheme === 'http' ? hstsFor(state.hsts, url.host, context.now()) : undefined
  if (host === undefined) return url
  context.step('looked-up', say('hsts-upgraded', { host: text(host) }), { source: rfc6797 })
  return secured(url)
}

const rfc6797 = { title: 'RFC 6797', section: '8' }

/** An address, or this very machine. */
const isOwn = (host: string): boolean => isAddress(host) || /^(?:.*\.)?localhost$/.test(host)

/** Keeps what an answer says of https; only what came protected may say so, and no mere address. */
export function rememberHsts({ session, state }: Browsing, { url }: Leg, { headers }: HttpResponseMessage): void {
  const { context } = session.client
  if (get(headers, 'Strict-Transport-Security') === undefined) return
  const wish = readHsts(headers)
  const host = text(url.host)
  if (url.scheme !== 'https' || isOwn(url.host) || !wish) {
    context.step('decided', say('hsts-ignored'), { source: rfc6797 })
  } else if (wish.maxAge === 0) {
    delete state.hsts[url.host]
    context.step('decided', say('hsts-forgotten', { host }), { source: rfc6797 })
  } else {
    state.hsts[url.host] = { until: context.now() + wish.maxAge * 1000, subdomains: wish.subdomains }
    context.step('decided', say('hsts-kept', { host, time: seconds(wish.maxAge) }), { source: rfc6797 })
  }
}

/** What the one who asks gets of the answer (Fetch, "response tainting"): once foreign, always foreign. */
function responseTo({ mode, pageOrigin, response }: Leg, url: Url): Leg['response'] | 'refused' {
  if (mode === 'navigate' || (response === 'basic' && pageOrigin === originOf(url))) return 'basic'
  if (mode === 'same-origin') return 'refused'
  return mode === 'no-cors' ? 'opaque' : 'cors'
}
