import { code, ms, number } from '../../model/message.ts'
import type { StepRef } from '../../model/verdict.ts'
import { startTls } from '../common/tls.ts'
import type { Process } from '../contract/context.ts'
import type { ConnectFailure, Connection } from '../contract/outcome.ts'
import { pickServer, unusable, type Pick } from './pick.ts'
import { placeOf, serversOf, type Server } from './servers.ts'
import { countConnection, serverState, type Ctx, type ServerState } from './state.ts'
import { manual, nameOf, pickMessage, say, skipMessage, whyFailed } from './words.ts'

/** Counts a connection to a server as long as it is wanted. */
export class Seat {
  private readonly context: Ctx
  private taken: ServerState | undefined

  constructor(context: Ctx) {
    this.context = context
  }

  /** A new connection. */
  take(server: Server): void {
    this.keep(server)
    if (this.taken) this.taken.sessions++
  }

  /** The same connection as before. */
  keep({ key }: Server): void {
    this.leave()
    this.taken = serverState(this.context.state, key, this.context.settings)
    countConnection(this.context.state, this.taken, 1)
  }

  leave(): void {
    if (this.taken) countConnection(this.context.state, this.taken, -1)
    this.taken = undefined
  }
}

export interface Caller {
  /** Port that the client came to. */
  readonly port: number
  readonly address: string
}

type Failure = ConnectFailure['outcome'] | 'no-way' | 'no-tls'

export type Opened =
  | { readonly outcome: 'ok'; readonly server: Server; readonly connection: Connection }
  /** `termination`: HAProxy's own two letters for its log (manual 8.5). */
  | { readonly outcome: 'failed'; readonly because: StepRef; readonly termination: 'SC' | 'sC' }

/** A server that refuses is given this long before the next try, in ms (manual 4.2, "retries"). */
const turnAroundMs = 1000

/**
 * Picks a server and opens a connection to it. One that cannot be reached is tried again, `retries` times; with
 * `redispatch` another one is taken at once if there is one (manual 4.2, "retries" and "option redispatch").
 */
export function* openServer(context: Ctx, caller: Caller, seat: Seat): Process<Opened> {
  const { settings } = context
  const servers = serversOf(settings)
  let picked: Pick | undefined = pick(context, servers, caller)
  if (!picked) return nobody(context, servers)
  for (let tries = 1; ; tries++) {
    const { server }: Pick = picked
    seat.take(server)
    const tried = yield* tryServer(context, server, caller)
    if (tried.outcome === 'ok') return { outcome: 'ok', server, connection: tried.connection }
    seat.leave()
    if (tries > settings.retries) return gaveUp(context, server, tries, tried)
    picked = yield* tryAgain(context, { servers, caller, server, tries, failure: tried.failure })
  }
}

function pick(context: Ctx, servers: readonly Server[], caller: Caller): Pick | undefined {
  const { settings, state, wiring } = context
  for (const server of servers) {
    const why = unusable(server, { settings, state })
    if (why === undefined) continue
    const { message, setting } = skipMessage(server, why, wiring)
    context.step('decided', message, { setting, source: manual(why === 'down' ? '5.2 check' : '5.2 weight') })
  }
  const picked = pickServer({ servers, settings, state, client: caller.address })
  if (!picked) return undefined
  const setting = picked.by === 'only' || picked.by === 'last' ? 'servers' : 'algorithm'
  context.step('decided', pickMessage(picked, caller.address, wiring), {
    setting: picked.by === 'backup' ? picked.server.setting : setting,
    source: manual(picked.by === 'backup' ? '5.2 backup' : '4.2 balance'),
  })
  return picked
}

function nobody(context: Ctx, servers: readonly Server[]): Opened {
  const message = servers.length === 0 ? say('no-server') : say('no-usable-server')
  const because = context.step('failed', message, { setting: 'servers', source: manual('5.2 check') })
  return { outcome: 'failed', because, termination: 'SC' }
}

type Tried =
  | { readonly outcome: 'ok'; readonly connection: Connection }
  | { readonly outcome: 'failed'; readonly failure: Failure; readonly because: StepRef }

function* tryServer(context: Ctx, server: Server, { port }: Caller): Process<Tried> {
  const { settings, wiring } = context
  const { address, port: to } = placeOf(server, port, settings, wiring)
  if (address === undefined) {
    const because = context.step('failed', say('no-way', { server: nameOf(server, wiring) }), {
      setting: server.setting,
    })
    return { outcome: 'failed', failure: 'no-way', because }
  }
  const opened = yield* context.connect(
    { type: 'address', address, port: to },
    { timeoutMs: settings.connectTimeoutMs },
  )
  if (opened.outcome !== 'ok') return { outcome: 'failed', failure: opened.outcome, because: opened.because }
  if (settings.mode === 'tcp' || !server.row.tls) return opened
  const tls = yield* startTls(context, opened.connection, {
    serverName: undefined,
    timeoutMs: settings.connectTimeoutMs,
    profile: 'none',
  })
  return tls.outcome === 'ok' ? opened : { outcome: 'failed', failure: 'no-tls', because: tls.because }
}

interface Again {
  readonly servers: readonly Server[]
  readonly caller: Caller
  readonly server: Server
  readonly tries: number
  readonly failure: Failure
}

function* tryAgain(context: Ctx, { servers, caller, server, tries, failure }: Again): Process<Pick> {
  const { settings, state, wiring } = context
  const names = { server: nameOf(server, wiring), why: whyFailed(failure) }
  const ask = { servers, settings, state, client: caller.address, avoid: server.key }
  const same: Pick = { server, among: 1, by: 'last' }
  const other = settings.redispatch ? pickServer(ask) : undefined
  if (other && other.server.key !== server.key) {
    const message = say('redispatched', { ...names, other: nameOf(other.server, wiring) })
    context.step('retried', message, { setting: 'redispatch', source: manual('4.2 option redispatch') })
    return other
  }
  const waitMs = failure === 'timed-out' ? 0 : Math.min(turnAroundMs, settings.connectTimeoutMs)
  const data = { ...names, tries: number(tries), retries: number(settings.retries) }
  const message = waitMs > 0 ? say('retried-after', { ...data, wait: ms(waitMs) }) : say('retried', data)
  context.step('retried', message, { setting: 'retries', source: manual('4.2 retries') })
  yield* context.work(waitMs)
  // While it waited a check may have found out: with redispatch whoever is usable now is taken.
  return (settings.redispatch ? pickServer(ask) : undefined) ?? same
}

function gaveUp(
  context: Ctx,
  server: Server,
  tries: number,
  { failure, because }: Tried & { outcome: 'failed' },
): Opened {
  const termination = failure === 'timed-out' ? 'sC' : 'SC'
  context.step(
    'failed',
    say('gave-up', {
      server: nameOf(server, context.wiring),
      why: whyFailed(failure),
      tries: number(tries),
      termination: code(termination),
    }),
    { setting: 'retries', source: manual('8.5') },
  )
  return { outcome: 'failed', because, termination }
}
