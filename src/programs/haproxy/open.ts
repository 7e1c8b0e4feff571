import { code, ms, number, type Value } from '../../model/message.ts'
import type { StepRef } from '../../model/verdict.ts'
import { startTls } from '../common/tls.ts'
import type { Process } from '../contract/context.ts'
import type { ConnectFailure, Connection } from '../contract/outcome.ts'
import { settingOf, type Proxy, type Server } from './model.ts'
import { observe } from './observe.ts'
import { candidates, isDown, isFull, pickServer, unusable, type Picked } from './pick.ts'
import { queue, waitingBefore } from './queue.ts'
import type { Seat } from './seat.ts'
import { placeOf } from './servers.ts'
import type { Sight } from './sight.ts'
import type { Ctx } from './state.ts'
import { tlsTo } from './tls-to.ts'
import { manual, nameOf, pickMessage, say, skipMessage, whyFailed } from './words.ts'

/** A request, or a client's connection, on its way to a server. */
export interface Call {
  readonly backend: Proxy
  readonly sight: Sight
  readonly seat: Seat
  /** Tries after the first one, of connecting and of asking. */
  retries: number
  /** The server that a cookie or a rule names. */
  direct: { readonly server: Server; readonly by: 'cookie' | 'rule'; readonly setting: string } | undefined
}

type Failure = ConnectFailure['outcome'] | 'no-way' | 'no-tls'

type Failed = {
  readonly outcome: 'failed'
  readonly because: StepRef
  /** HAProxy's own two letters for its log (manual 8.5). */
  readonly termination: 'SC' | 'sC' | 'sQ'
}

export type Opened = { readonly outcome: 'ok'; readonly server: Server; readonly connection: Connection } | Failed

type Assigned = { readonly outcome: 'assigned'; readonly server: Server } | Failed

/** A server that refuses is given this long before the next try, in ms (manual 4.2, "retries"). */
const turnAroundMs = 1000

/** Picks a server, or waits until one has room. */
export function* assign(context: Ctx, call: Call, avoid?: string): Process<Assigned> {
  const { backend, seat } = call
  if (avoid === undefined) sayWhoIsLeftOut(context, backend)
  const picked = direct(context, call) ?? pickServer({ ...call, state: context.state, now: context.now(), avoid })
  if (!picked) return nobody(context, backend)
  const chosen = picked === 'full' ? undefined : picked
  if (chosen && avoid === undefined) sayPick(context, call, chosen)
  if (chosen && !isFull(chosen.server, context.state)) {
    seat.take(backend, chosen.server)
    return { outcome: 'assigned', server: chosen.server }
  }
  return yield* wait(context, call, chosen?.server)
}

/** The server that a cookie or rule names, while it may be used. */
function direct(context: Ctx, call: Call): Picked | undefined {
  if (!call.direct) return undefined
  const { server, by } = call.direct
  const { backend } = call
  const why = unusable(server, context)
  const isKept = why === undefined || why === 'no-weight' || why === 'drained' || (why === 'down' && backend.persist)
  if (isKept) return { server, among: backend.servers.length, by }
  call.direct = undefined
  return undefined
}

function* wait(context: Ctx, { backend, seat }: Call, server: Server | undefined): Process<Assigned> {
  const { wiring, state } = context
  const before = number(waitingBefore(context, backend, server))
  const setting = server?.setting ?? candidates(backend, state).list[0]?.setting ?? backend.setting
  const message = server ? say('queued-for', { server: nameOf(server, wiring), before }) : say('queued', { before })
  context.step('worked', message, { setting, source: manual('5.2 maxconn') })
  const since = context.now()
  const queued = yield* queue(context, backend, server)
  const waited = ms(context.now() - since)
  if (queued.outcome === 'given') {
    seat.hold(backend, queued.server)
    const name = nameOf(queued.server, wiring)
    context.step('decided', say('dequeued', { server: name, waited }), { setting, source: manual('5.2 maxconn') })
    return { outcome: 'assigned', server: queued.server }
  }
  const because = context.step('failed', say('queue-timed-out', { waited, termination: code('sQ') }), {
    setting: settingOf(backend, backend.queueMs === undefined ? 'connectMs' : 'queueMs'),
    source: manual('4.2 timeout queue'),
  })
  return { outcome: 'failed', because, termination: 'sQ' }
}

function sayWhoIsLeftOut(context: Ctx, backend: Proxy): void {
  for (const server of backend.servers) {
    const why = unusable(server, context)
    if (why === undefined) continue
    const { message, setting } = skipMessage(server, why, backend, context.wiring)
    context.step('decided', message, { setting, source: manual(why === 'down' ? '5.2 check' : '5.2 weight') })
  }
}

function sayPick(context: Ctx, call: Call, picked: Picked): void {
  const { backend } = call
  const { by, server } = picked
  const own = by === 'backup' || by === 'only' || by === 'last' ? server.setting : settingOf(backend, 'balance')
  const setting = by === 'cookie' || by === 'rule' ? (call.direct?.setting ?? own) : own
  const sections = { backup: '5.2 backup', cookie: '4.2 cookie', rule: '4.2 use-server' }
  const section = by === 'backup' || by === 'cookie' || by === 'rule' ? sections[by] : '4.2 balance'
  const isFlatList = !backend.isNamed && (by === 'only' || by === 'last')
  context.step('decided', pickMessage(picked, backend, call.sight, context.wiring), {
    setting: isFlatList ? 'servers' : setting,
    source: manual(section),
  })
}

function nobody(context: Ctx, backend: Proxy): Failed {
  const left = { termination: code('SC') }
  const message = backend.servers.length === 0 ? say('no-server', left) : say('no-usable-server', left)
  const setting = backend.isNamed ? `${backend.setting}.servers` : 'servers'
  const because = context.step('failed', message, { setting, source: manual('5.2 check') })
  return { outcome: 'failed', because, termination: 'SC' }
}

/**
 * Opens a connection to the server that was assigned. One that cannot be reached is tried again, `retries` times; with
 * `option redispatch` another one is taken (manual 4.2, "retries" and "option redispatch").
 */
export function* openServer(context: Ctx, call: Call, first?: Server): Process<Opened> {
  let server = first
  if (!server) {
    const assigned = yield* assign(context, call)
    if (assigned.outcome === 'failed') return assigned
    server = assigned.server
  }
  for (;;) {
    const tried: Tried = yield* tryServer(context, call, server)
    observe(context, server, { layer: 4, isGood: tried.outcome === 'ok' })
    if (tried.outcome === 'ok') return { outcome: 'ok', server, connection: tried.connection }
    if (tried.isFinal === true || call.retries >= call.backend.retries || !call.backend.retryOn.has('conn-failure')) {
      return gaveUp(context, call, server, tried)
    }
    const next: Assigned = yield* tryAgain(context, call, server, tried.failure)
    if (next.outcome === 'failed') return next
    server = next.server
  }
}

type Tried =
  | { readonly outcome: 'ok'; readonly connection: Connection }
  | {
      readonly outcome: 'failed'
      readonly failure: Failure
      readonly because: StepRef
      /** Trying again would not help: HAProxy leaves it. */
      readonly isFinal?: boolean
    }

function* tryServer(context: Ctx, { backend, sight }: Call, server: Server): Process<Tried> {
  const { wiring } = context
  const { address, port } = placeOf(server, sight.local.port, backend, wiring)
  const timeoutMs = backend.connectMs
  if (address === undefined) {
    const because = context.step('failed', say('no-way', { server: nameOf(server, wiring) }), {
      setting: server.setting,
    })
    return { outcome: 'failed', failure: 'no-way', because }
  }
  const opened = yield* context.connect({ type: 'address', address, port }, { timeoutMs })
  if (opened.outcome !== 'ok') return { outcome: 'failed', failure: opened.outcome, because: opened.because }
  if (!server.tls) return opened
  const serverName = server.serverName?.values(sight).at(-1)
  const tls = yield* startTls(context, opened.connection, {
    ...tlsTo(context, server, serverName),
    timeoutMs,
  })
  if (tls.outcome === 'ok') return opened
  // A certificate that does not bear the name that was asked for by SNI is not asked for again (manual 5.2, "sni").
  const isFinal = tls.outcome === 'bad-certificate' && tls.reason === 'wrong-name' && server.verify?.name === undefined
  return { outcome: 'failed', failure: 'no-tls', because: tls.because, isFinal }
}

/** Whether the next try may go to another server. */
function mayRedispatch({ backend, direct: kept, retries }: Call, server: Server, context: Ctx): boolean {
  const { redispatch } = backend
  if (redispatch === 0) return false
  if (!server.enabled || isDown(server, context.state)) return true
  const every = redispatch > 0 ? redispatch : backend.retries + 1 + redispatch
  if (retries % every === 0) return true
  return !kept && !isKeyed(backend) && activesOf(backend, context) > 1
}

/** The same key always leads to the same server: another one would not be its own. */
const isKeyed = ({ balance }: Proxy): boolean => ['source', 'uri', 'url_param', 'hdr', 'hash'].includes(balance.type)

function activesOf(backend: Proxy, context: Ctx): number {
  const { list, isBackup } = candidates(backend, context.state)
  return isBackup ? 0 : list.length
}

/** One more try: of another server, or of the same one after a pause. */
export function* tryAgain(
  context: Ctx,
  call: Call,
  server: Server,
  failure: Failure | { readonly answer: Value },
): Process<Assigned> {
  const { backend, seat } = call
  const { wiring } = context
  call.retries++
  const isFree = mayRedispatch(call, server, context)
  const isAnswered = typeof failure === 'object'
  const names = { server: nameOf(server, wiring), why: isAnswered ? failure.answer : whyFailed(failure) }
  const data = { ...names, tries: number(call.retries), retries: number(backend.retries) }
  const isPaused = !isAnswered && failure !== 'timed-out' && (!isFree || activesOf(backend, context) <= 1)
  const waitMs = isPaused ? Math.min(turnAroundMs, backend.connectMs) : 0
  const options = { setting: settingOf(backend, 'retries'), source: manual('4.2 retries') }
  if (isFree) {
    seat.leave()
    call.direct = undefined
  }
  if (waitMs > 0) {
    context.step('retried', say('retried-after', { ...data, wait: ms(waitMs) }), options)
    yield* context.work(waitMs)
  }
  if (!isFree) {
    if (waitMs === 0) context.step('retried', say(isAnswered ? 'asked-again' : 'retried', data), options)
    return { outcome: 'assigned', server }
  }
  const assigned = yield* assign(context, call, server.key)
  if (assigned.outcome === 'failed') return assigned
  if (assigned.server.key !== server.key) {
    const others = { ...names, other: nameOf(assigned.server, wiring) }
    const message = isAnswered ? say('asked-other', others) : say('redispatched', others)
    const setting = settingOf(backend, 'redispatch')
    context.step('retried', message, { setting, source: manual('4.2 option redispatch') })
  } else if (waitMs === 0) context.step('retried', say(isAnswered ? 'asked-again' : 'retried', data), options)
  return assigned
}

function gaveUp(
  context: Ctx,
  { backend, retries, seat }: Call,
  server: Server,
  { failure, because }: Tried & { outcome: 'failed' },
): Failed {
  const termination = failure === 'timed-out' ? 'sC' : 'SC'
  seat.leave()
  context.step(
    'failed',
    say('gave-up', {
      server: nameOf(server, context.wiring),
      why: whyFailed(failure),
      tries: number(retries + 1),
      termination: code(termination),
    }),
    { setting: settingOf(backend, 'retries'), source: manual('8.5') },
  )
  return { outcome: 'failed', because, termination }
}

/** Servers of a backend that could be picked now. */
export function usableCount(backend: Proxy | undefined, context: Ctx): number {
  return (backend?.servers ?? []).filter((server) => unusable(server, context) === undefined).length
}
