import type { HttpRequestMessage } from '../../../model/packet.ts'
import { speaker } from '../../../model/speaker.ts'
import { has } from '../../../protocols/http/headers.ts'
import { endSession, sendHttp, startSession, type HttpOutcome } from '../../common/http-client.ts'
import type { Process } from '../../contract/context.ts'
import type { Browsing } from '../browsing.ts'
import { cookiesFor, keepCookies } from '../cookies.ts'
import { checkAnswer } from '../cross-origin.ts'
import { rememberHsts } from '../gates.ts'
import { message } from '../headers.ts'
import type { Leg } from '../leg.ts'
import { noteLocalNetwork } from '../local-network.ts'
import type en from '../messages.en.ts'
import { planFor, renewing, type Found, type Plan } from './plan.ts'
import { settle, type Came } from './settle.ts'
import { isKeptElsewhere, keyOf, messageOf } from './stored.ts'
import { tellAsking, tellOff, tellSettled, tellUse } from './tell.ts'

const say = speaker<typeof en>('chromium')

type Sent = Exclude<Plan, { type: 'use' }>

/** One exchange as far as the page may see it: answered by the browser's own cache, or by the net. */
export function* throughCache(browsing: Browsing, leg: Leg): Process<HttpOutcome> {
  const { state, session, httpCache } = browsing
  const { context } = session.client
  const cookies = cookiesFor(browsing, leg)
  const request = message(leg, cookies.header)
  const plan = planFor(state.cache, leg, request, context.date())
  if (httpCache.isOn && plan.type === 'use') return fromCache(browsing, leg, request, plan)
  const asking: Sent = plan.type === 'use' || !httpCache.isOn ? unasked(plan) : plan
  if (httpCache.isOn) {
    tellAsking(context, asking, isKeptElsewhere(state.cache, leg))
    sayOfParts(browsing, leg, request)
  } else if (!httpCache.isToldOff) httpCache.isToldOff = tellOff(context, plan)
  for (const one of cookies.told) context.step('decided', one)
  // What a cache that is on would not have asked for at all leaves it as it is.
  return yield* fromNet(browsing, leg, request, asking, plan.type !== 'use' || plan.found.why === 'grace')
}

/** How the net is asked where the cache must not answer. */
const unasked = (plan: Plan): Sent => (plan.type === 'past' ? plan : { type: 'ask' })

function fromCache(
  browsing: Browsing,
  leg: Leg,
  request: HttpRequestMessage,
  plan: Extract<Plan, { type: 'use' }>,
): HttpOutcome {
  const { context } = browsing.session.client
  const because = tellUse(context, plan)
  if (plan.found.why === 'grace') fetchBehind(browsing, leg, request, plan.found)
  const response = messageOf(plan.found.stored, request.method)
  return checkAnswer(browsing, leg, response) ?? { outcome: 'ok', response, because }
}

function* fromNet(
  browsing: Browsing,
  leg: Leg,
  request: HttpRequestMessage,
  plan: Sent,
  isSettled = true,
): Process<HttpOutcome> {
  const { session } = browsing
  const requestedAt = session.client.context.date()
  const asked = plan.type === 'confirm' ? { ...request, headers: [...request.headers, ...plan.conditions] } : request
  const fetched = yield* sendHttp(session, leg.url, asked)
  if (fetched.outcome === 'failed') return fetched
  const answer = fetched.response
  noteLocalNetwork(browsing, leg)
  rememberHsts(browsing, leg, answer)
  keepCookies(browsing, leg, answer)
  const times = { requestedAt, receivedAt: session.client.context.date() }
  const came: Came = { leg, plan, request, answer, times }
  if (plan.type === 'confirm' && answer.status === 304) return fromConfirmed(browsing, came, fetched)
  const refused = checkAnswer(browsing, leg, answer)
  if (isSettled) keepOf(browsing, came, refused !== undefined)
  return refused ?? fetched
}

/** The kept answer that still holds, as far as the page may see it. */
function fromConfirmed(browsing: Browsing, came: Came, fetched: Extract<HttpOutcome, { outcome: 'ok' }>): HttpOutcome {
  const settled = settle(browsing.state.cache, came)
  const because = tellSettled(browsing.session.client.context, settled, came.answer.status) ?? fetched.because
  const response = 'stored' in settled ? messageOf(settled.stored, came.request.method) : came.answer
  return checkAnswer(browsing, came.leg, response) ?? { outcome: 'ok', response, because }
}

/** What the cache makes of an answer. What the page must not see is not read to its end, and so not kept. */
function keepOf({ state, session, httpCache }: Browsing, came: Came, isRefused: boolean): void {
  if (isRefused && came.plan.type !== 'past') {
    delete state.cache[keyOf(came.leg)]
    return
  }
  const settled = settle(state.cache, came)
  if (httpCache.isOn) tellSettled(session.client.context, settled, came.answer.status)
}

/** Fetches anew what was given out late; nobody waits for it (RFC 5861 section 3). */
function fetchBehind(browsing: Browsing, leg: Leg, request: HttpRequestMessage, found: Found): void {
  const { client } = browsing.session
  client.context.errand(function* (context) {
    const session = startSession({ ...client, context }, {})
    yield* fromNet({ ...browsing, session }, leg, request, renewing(found))
    endSession(session)
  })
}

/** Parts of an answer that is kept whole are not cut out of it here. */
function sayOfParts({ state, session }: Browsing, leg: Leg, { headers }: HttpRequestMessage): void {
  if (has(headers, 'Range') && keyOf(leg) in state.cache)
    session.client.context.step('assumed', say('cache-parts'), { setting: 'httpCache' })
}
