import { code, ms, number } from '../../model/message.ts'
import type { ApplicationMessage, HttpRequestMessage, HttpResponseMessage } from '../../model/packet.ts'
import type { StepRef } from '../../model/verdict.ts'
import type { Process } from '../contract/context.ts'
import { newSelection, triesOf } from './balance-peers.ts'
import { by, say, type Exchange } from './exchange.ts'
import type { Group, Server } from './group.ts'
import { countsAsFailure, decideNext, reasonOfStatus, type NextDecision } from './next-server.ts'
import { passRules, type PassRules } from './pass-rules.ts'
import type { PassTarget } from './pass-target.ts'
import { choose, remember } from './upstream-choose.ts'
import { addressNote, noteTry } from './upstream-states.ts'
import { tryServer, type Tried } from './upstream-try.ts'

/** What came of asking the servers behind. */
export type Passed =
  | {
      readonly type: 'answer'
      readonly message: HttpResponseMessage
      readonly because: StepRef
      readonly server: Server
    }
  /** Bytes that are no HTTP: nginx takes them for HTTP/0.9 and hands them on. */
  | { readonly type: 'garbage'; readonly message: ApplicationMessage; readonly because: StepRef }
  | { readonly type: 'failed'; readonly status: 502 | 504; readonly because: StepRef }

/** One request on its way through a group. */
interface Round {
  readonly exchange: Exchange
  readonly group: Group
  readonly rules: PassRules
  /** Virtual ms at which it began. */
  readonly begun: number
  triesLeft: number
  isFirst: boolean
}

/** Asks one server after the other until one answers or none may be tried any more (`proxy_next_upstream`). */
export function* askServers(
  exchange: Exchange,
  group: Group,
  target: PassTarget,
  message: HttpRequestMessage,
): Process<Passed> {
  const { context } = exchange
  const rules = passRules(exchange.scope)
  const selection = newSelection()
  const most = triesOf(group.servers)
  const triesLeft = rules.tries > 0 ? Math.min(rules.tries, most) : most
  const round: Round = { exchange, group, rules, begun: context.now(), triesLeft, isFirst: true }
  let failure: StepRef | undefined
  for (;;) {
    const server = choose(exchange, group, selection)
    if (!server) {
      const step = context.step('failed', say('no-live-server'), by('upstream', group.settings.setting))
      note(round, { address: group.settings.name, status: 502, responseMs: 0 })
      return { type: 'failed', status: 502, because: failure ?? step }
    }
    round.triesLeft -= 1
    const since = context.now()
    const tried = yield* tryServer(exchange, server, target, message)
    noteTried(round, server, tried, since)
    const passed = settle(round, server, tried)
    if (passed) return passed
    failure = tried.because
  }
}

/** What one try means for the request: its end, or nothing where another server is to be tried. */
function settle(round: Round, server: Server, tried: Tried): Passed | undefined {
  const { exchange, group } = round
  if (tried.ended === 'garbage' || tried.ended === 'answer') {
    if (tried.ended === 'answer' && passOver(round, server, tried.message.status)) return undefined
    remember(exchange, group, server, false)
    if (tried.ended === 'garbage') return { type: 'garbage', message: tried.message, because: tried.because }
    return { type: 'answer', message: tried.message, because: tried.because, server }
  }
  remember(exchange, group, server, true)
  const decision = decide(round, tried.ended, tried.wasSent)
  if (decision.next) {
    const { rules } = round
    exchange.context.step(
      'retried',
      say('next-server'),
      by('proxy_next_upstream', rules.settingOf('proxy_next_upstream')),
    )
    return undefined
  }
  explainEnd(round, decision.why)
  return { type: 'failed', status: tried.ended === 'timeout' ? 504 : 502, because: tried.because }
}

function decide(
  { exchange: { context, method }, rules, begun, triesLeft }: Round,
  reason: Parameters<typeof decideNext>[1],
  wasSent: boolean,
): NextDecision {
  const isLate = rules.nextTimeoutMs > 0 && context.now() - begun >= rules.nextTimeoutMs
  return decideNext(rules.next, reason, { method, wasSent, triesLeft, isLate })
}

/** Whether this answer is passed over for another server's; the last server's is always passed on. */
function passOver(round: Round, server: Server, status: number): boolean {
  const { exchange, group, rules } = round
  const reason = reasonOfStatus(status)
  if (reason === undefined || !decide(round, reason, true).next) return false
  const data = { server: server.label, status: number(status) }
  exchange.context.step(
    'retried',
    say('answer-passed-over', data),
    by('proxy_next_upstream', rules.settingOf('proxy_next_upstream')),
  )
  remember(exchange, group, server, countsAsFailure(reason))
  return true
}

/** Why nobody else is asked, where somebody would be left. */
function explainEnd(
  { exchange: { context, method }, rules, group }: Round,
  why: 'no-more' | 'not-set' | 'sent' | 'late',
) {
  const setting = rules.settingOf('proxy_next_upstream')
  const options = by('proxy_next_upstream', setting)
  if (why === 'sent') context.step('decided', say('not-repeated', { method: code(method) }), options)
  if (why === 'not-set') context.step('decided', say('next-not-set'), options)
  if (why === 'late') {
    const timeout = by('proxy_next_upstream_timeout', rules.settingOf('proxy_next_upstream_timeout'))
    context.step('decided', say('next-late', { time: ms(rules.nextTimeoutMs) }), timeout)
  }
  if (why === 'no-more' && rules.tries > 0 && rules.tries < triesOf(group.servers)) {
    const tries = by('proxy_next_upstream_tries', rules.settingOf('proxy_next_upstream_tries'))
    context.step('decided', say('tries-used', { count: number(rules.tries) }), tries)
  }
}

function note(round: Round, one: Parameters<typeof noteTry>[1]): void {
  noteTry(round.exchange, one, round.isFirst)
  round.isFirst = false
}

const statusOf: Readonly<Record<Exclude<Tried['ended'], 'answer'>, number>> = {
  // What stands for HTTP/0.9.
  garbage: 9,
  error: 502,
  invalid_header: 502,
  timeout: 504,
}

function noteTried(round: Round, { place }: Server, tried: Tried, since: number): void {
  const responseMs = round.exchange.context.now() - since
  const isAnswer = tried.ended === 'answer'
  note(round, {
    address: addressNote(place),
    status: isAnswer ? tried.message.status : statusOf[tried.ended],
    connectMs: tried.connectMs,
    headerMs: isAnswer ? responseMs : undefined,
    responseMs,
    bytes: isAnswer ? (tried.message.body?.bytes ?? 0) : 0,
  })
}
