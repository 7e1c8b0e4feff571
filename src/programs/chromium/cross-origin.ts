import { assertNever } from '../../lib/assert.ts'
import { code, list, number, seconds, text, type Message } from '../../model/message.ts'
import type { HttpResponseMessage } from '../../model/packet.ts'
import type { Header } from '../../model/request.ts'
import { speaker } from '../../model/speaker.ts'
import type { StepRef } from '../../model/verdict.ts'
import { corsCheck, type CorsVerdict } from '../../protocols/cors/check.ts'
import { needsPreflight, preflightCheck, type PreflightNeed } from '../../protocols/cors/preflight.ts'
import { formatUrl, originOf } from '../../protocols/url/url.ts'
import { sendHttp, type Failure, type Session } from '../common/http-client.ts'
import type { Process } from '../contract/context.ts'
import { preflightMessage, type Leg } from './headers.ts'
import type en from './messages.en.ts'

const say = speaker<typeof en>('chromium')

/** What a server has allowed, by page, URL and credentials. */
export type PreflightCache = {
  [key: string]: { methods: string[]; headers: string[]; /** Virtual ms. */ until: number }
}

export interface CrossOrigin {
  readonly session: Session
  readonly preflights: PreflightCache
  readonly credentials: boolean
}

const fetchStandard = { title: 'Fetch standard', section: 'CORS-preflight fetch' }

/** Asks in advance where that is needed; a failure if the server does not allow the request. */
export function* askFirst(page: CrossOrigin, leg: Leg, author: readonly Header[]): Process<Failure | undefined> {
  const { context } = page.session.client
  const need = needsPreflight({ method: leg.method, headers: author }, 'chromium')
  if (!need.needed) {
    context.step('decided', say('no-preflight', { method: code(leg.method) }), { source: fetchStandard })
    return undefined
  }
  const key = `${leg.origin} ${formatUrl(leg.url)} ${page.credentials}`
  const known = page.preflights[key]
  if (known && known.until > context.now() && isCovered(known, leg, need)) {
    const left = seconds(Math.ceil((known.until - context.now()) / 1000))
    context.step('looked-up', say('preflight-known', { origin: text(originOf(leg.url)), left }))
    return undefined
  }
  const headers = list(need.headers.map((name) => code(name)))
  const why =
    need.headers.length > 0
      ? say('preflight-headers', { headers })
      : say('preflight-method', { method: code(leg.method) })
  context.step('decided', why, { source: fetchStandard })
  const asked = yield* sendHttp(page.session, leg.url, preflightMessage(leg, need.headers), 'preflight')
  if (asked.outcome === 'failed') return asked
  const requester = { origin: leg.origin ?? 'null', credentials: page.credentials }
  const verdict = preflightCheck(asked.response, { ...requester, method: leg.method, headers: author }, 'chromium')
  if (!verdict.ok) return block(page, leg, asked.response, verdict, 'preflight')
  context.step('permitted', say('preflight-passed', { time: seconds(verdict.maxAge) }), { source: fetchStandard })
  if (verdict.maxAge > 0) {
    const until = context.now() + verdict.maxAge * 1000
    page.preflights[key] = { methods: [leg.method], headers: [...need.headers], until }
  }
  return undefined
}

function isCovered(known: PreflightCache[string], { method }: Leg, need: PreflightNeed): boolean {
  const isMethodKnown = !need.method || known.methods.includes(method)
  return isMethodKnown && need.headers.every((name) => known.headers.includes(name))
}

/** Whether the page may see the answer; the server has carried the request out either way. */
export function checkAnswer(page: CrossOrigin, leg: Leg, response: HttpResponseMessage): Failure | undefined {
  const verdict = corsCheck(response, { origin: leg.origin ?? 'null', credentials: page.credentials })
  if (!verdict.ok) return block(page, leg, response, verdict, 'answer')
  const source = { title: 'Fetch standard', section: 'CORS check' }
  page.session.client.context.step('permitted', say('cors-passed', { origin: text(leg.origin ?? 'null') }), { source })
  return undefined
}

type Refusal = Extract<CorsVerdict, { ok: false }>

function block(
  page: CrossOrigin,
  leg: Leg,
  { status }: HttpResponseMessage,
  refusal: Refusal,
  what: 'preflight' | 'answer',
): Failure {
  const source = what === 'preflight' ? fetchStandard : { title: 'Fetch standard', section: 'CORS check' }
  const because: StepRef = page.session.client.context.step('denied', complaint(leg, refusal, status, what), { source })
  return { outcome: 'failed', seen: { type: 'blocked-by-cors', detail: refusal.reason, status }, because }
}

function complaint(leg: Leg, { reason, header = '' }: Refusal, status: number, what: 'preflight' | 'answer'): Message {
  const origin = text(leg.origin ?? 'null')
  switch (reason) {
    case 'preflight-status':
      return say('blocked-preflight-status', { status: number(status) })
    case 'method-not-allowed':
      return say('blocked-method-not-allowed', { method: code(leg.method) })
    case 'header-not-allowed':
      return say('blocked-header-not-allowed', { header: code(header) })
    case 'preflight-invalid':
      return say('blocked-preflight-invalid')
    case 'no-allow-origin':
    case 'several-allow-origins':
    case 'origin-mismatch':
    case 'wildcard-with-credentials':
    case 'no-allow-credentials':
      return say(what === 'preflight' ? `unsent-${reason}` : `blocked-${reason}`, { origin })
    default:
      return assertNever(reason)
  }
}
