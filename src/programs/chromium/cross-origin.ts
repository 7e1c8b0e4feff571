import { assertNever } from '../../lib/assert.ts'
import { code, list, number, seconds, text, type Message } from '../../model/message.ts'
import type { HttpResponseMessage } from '../../model/packet.ts'
import { speaker } from '../../model/speaker.ts'
import { isSameSite } from '../../protocols/cookies/send.ts'
import { corsCheck, type CorsVerdict } from '../../protocols/cors/check.ts'
import { isGranted, needsPreflight, readGrant, type PreflightNeed } from '../../protocols/cors/preflight.ts'
import { get } from '../../protocols/http/headers.ts'
import { essence } from '../../protocols/http/media-type.ts'
import { judgeOpaque } from '../../protocols/http/opaque-response.ts'
import { formatUrl, originOf } from '../../protocols/url/url.ts'
import { sendHttp, type Failure } from '../common/http-client.ts'
import { redirectTarget } from '../common/redirect.ts'
import type { Process } from '../contract/context.ts'
import type { Browsing } from './browsing.ts'
import { preflightMessage } from './headers.ts'
import { pageOf, type Leg } from './leg.ts'
import type en from './messages.en.ts'

const say = speaker<typeof en>('chromium')

const preflightFetch = { title: 'Fetch standard', section: 'CORS-preflight fetch' }
const opaqueBlocking = { title: 'Fetch standard', section: 'Opaque-response blocking' }
const corsCheckSection = { title: 'Fetch standard', section: 'CORS check' }

/** Whether the server is asked for an answer that shows itself to this person's cookies. */
export const withCredentials = ({ credentials, response }: Leg): boolean =>
  credentials === 'include' || (credentials === 'same-origin' && response === 'basic')

const requesterOf = (leg: Leg) => ({ origin: leg.origin ?? 'null', credentials: withCredentials(leg) })

/** Asks in advance where that is needed; a failure if the server does not allow the request. */
export function* askFirst(browsing: Browsing, leg: Leg): Process<Failure | undefined> {
  const { profile, session } = browsing
  const { context } = session.client
  const { preflights } = browsing.state
  const asked = { method: leg.method, headers: leg.headers, credentials: withCredentials(leg) }
  const need = needsPreflight(asked, profile)
  if (!need.needed) {
    context.step('decided', say('no-preflight', { method: code(leg.method) }), { source: preflightFetch })
    return undefined
  }
  const key = `${leg.origin} ${formatUrl(leg.url)}`
  const known = preflights[key]
  if (known && known.until > context.now() && isGranted({ ...known, maxAge: 0 }, asked, profile, true).ok) {
    const left = seconds(Math.ceil((known.until - context.now()) / 1000))
    context.step('looked-up', say('preflight-known', { origin: text(originOf(leg.url)), left }))
    return undefined
  }
  delete preflights[key]
  context.step('decided', whyAsk(leg, need), { source: preflightFetch })
  const reply = yield* sendHttp(session, leg.url, preflightMessage(leg, need.headers), 'preflight')
  if (reply.outcome === 'failed') return reply
  const grant = readGrant(reply.response, requesterOf(leg), profile)
  if (!grant.ok) return block(browsing, leg, reply.response, { ok: false, reason: grant.error }, 'preflight')
  const { maxAge, ...allowed } = grant.value
  // Chromium remembers what the server allows even if that is not enough for this request.
  if (maxAge > 0) {
    const until = context.now() + maxAge * 1000
    preflights[key] = { ...allowed, methods: [...allowed.methods], headers: [...allowed.headers], until }
  }
  const verdict = isGranted(grant.value, asked, profile)
  if (!verdict.ok) return block(browsing, leg, reply.response, verdict, 'preflight')
  context.step('permitted', say('preflight-passed', { time: seconds(maxAge) }), { source: preflightFetch })
  return undefined
}

function whyAsk({ method }: Leg, { headers }: PreflightNeed): Message {
  if (headers.length === 0) return say('preflight-method', { method: code(method) })
  return say('preflight-headers', { headers: list(headers.map((name) => code(name))) })
}

/** Whether the page may see the answer; the server has carried the request out either way. */
export function checkAnswer(browsing: Browsing, leg: Leg, response: HttpResponseMessage): Failure | undefined {
  if (leg.response === 'basic') return undefined
  if (leg.response === 'opaque') return checkPolicy(browsing, leg, response) ?? checkOpaque(browsing, leg, response)
  const verdict = corsCheck(response, requesterOf(leg))
  if (!verdict.ok) return block(browsing, leg, response, verdict, 'answer')
  const origin = text(leg.origin ?? 'null')
  browsing.session.client.context.step('permitted', say('cors-passed', { origin }), { source: corsCheckSection })
  return undefined
}

/** A server may keep what it has from being embedded elsewhere (Fetch, "cross-origin resource policy check"). */
function checkPolicy({ session }: Browsing, leg: Leg, { headers, status }: HttpResponseMessage): Failure | undefined {
  const policy = get(headers, 'Cross-Origin-Resource-Policy')?.trim()
  const page = pageOf(leg)
  const isFine = policy === 'same-site' ? page && isSameSite(page, leg.url) : policy !== 'same-origin'
  if (isFine) return undefined
  const because = session.client.context.step('denied', say('resource-policy', { policy: code(policy ?? '') }))
  return { outcome: 'failed', seen: { type: 'not-allowed', detail: 'resource-policy', status }, because }
}

/** What a page of another origin embeds must be something that can be embedded; a script's own request ends empty. */
function checkOpaque({ session }: Browsing, leg: Leg, response: HttpResponseMessage): Failure | undefined {
  const isMoving = redirectTarget(response) !== undefined
  if (leg.initiator === 'fetch' || isMoving || originOf(leg.url) === leg.pageOrigin) return undefined
  const verdict = judgeOpaque(response)
  if (verdict === 'allowed') return undefined
  const type = code(essence(response.headers) ?? '')
  const because = session.client.context.step('denied', say(`orb-${verdict}`, { type }), { source: opaqueBlocking })
  return { outcome: 'failed', seen: { type: 'not-allowed', detail: 'orb', status: response.status }, because }
}

type Refusal = Extract<CorsVerdict, { ok: false }>
type Asked = 'preflight' | 'answer'

function block(browsing: Browsing, leg: Leg, { status }: HttpResponseMessage, refusal: Refusal, what: Asked): Failure {
  const source = what === 'preflight' ? preflightFetch : corsCheckSection
  const { context } = browsing.session.client
  const because = context.step('denied', complaint(leg, refusal, status, what), { source })
  return { outcome: 'failed', seen: { type: 'blocked-by-cors', detail: refusal.reason, status }, because }
}

function complaint(leg: Leg, { reason, header = '' }: Refusal, status: number, what: Asked): Message {
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
