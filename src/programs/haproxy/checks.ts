import { number, portNumber, type Value } from '../../model/message.ts'
import { request } from '../../protocols/http/messages.ts'
import { startTls } from '../common/tls.ts'
import type { Process } from '../contract/context.ts'
import type { Connection } from '../contract/outcome.ts'
import type { Check } from '../contract/program.ts'
import type { Wiring } from '../contract/wiring.ts'
import type { Settings } from './fields.ts'
import { healthAfter, isUp } from './health.ts'
import { checkPlaceOf, serversOf, type Server } from './servers.ts'
import { serverState, type Ctx, type State } from './state.ts'
import { manual, nameOf, say, whyFailed } from './words.ts'

/** A health check per server that is switched on (manual 5.2, "check"). */
export function checks(settings: Settings, _wiring: Wiring): readonly Check<Settings, State>[] {
  if (!settings.check) return []
  return serversOf(settings)
    .filter(({ row }) => row.enabled)
    .map((server) => ({
      id: server.key,
      intervalMs: settings.checkIntervalMs,
      run: (context) => checkServer(context, server),
    }))
}

function* checkServer(context: Ctx, server: Server): Process<void> {
  conclude(context, server, yield* probe(context, server))
}

/** Whether the server passes: it takes the connection, and in type `http` answers with 2xx or 3xx. */
function* probe(context: Ctx, server: Server): Process<boolean> {
  const { settings, wiring } = context
  const { address, port } = checkPlaceOf(server, settings, wiring)
  const name = nameOf(server, wiring)
  if (address === undefined) return fails(context, name, whyFailed('no-way'))
  // Without `timeout check` the connection has to be there before the next check is due.
  const timeoutMs = Math.min(settings.connectTimeoutMs, settings.checkIntervalMs)
  const opened = yield* context.connect({ type: 'address', address, port }, { timeoutMs, purpose: 'check' })
  if (opened.outcome !== 'ok') return fails(context, name, whyFailed(opened.outcome))
  const { connection } = opened
  if (settings.mode === 'http' && server.row.tls) {
    const options = { serverName: undefined, timeoutMs, profile: 'none' } as const
    const tls = yield* startTls(context, connection, options)
    if (tls.outcome !== 'ok') return fails(context, name, whyFailed('no-tls'))
  }
  const passes = settings.checkType === 'tcp' ? accepts(context, name, port) : yield* asks(context, name, connection)
  context.close(connection)
  return passes
}

function accepts(context: Ctx, server: Value, port: number): true {
  context.step('permitted', say('check-accepted', { server, port: portNumber(port) }), {
    setting: 'checkType',
    source: manual('5.2 check'),
  })
  return true
}

/** HTTP/1.0 without `Host` unless one is set (manual 4.2, "option httpchk"). */
function* asks(context: Ctx, server: Value, connection: Connection): Process<boolean> {
  const { checkPath, checkHost, checkIntervalMs } = context.settings
  const headers = checkHost === undefined ? [] : ([['Host', checkHost]] as const)
  const message = request({ method: 'GET', target: checkPath, version: '1.0', headers })
  const answer = yield* context.ask(connection, message, { timeoutMs: checkIntervalMs, purpose: 'check' })
  if (answer.outcome !== 'ok') return fails(context, server, whyFailed(answer.outcome))
  const status = answer.message.protocol === 'http' && answer.message.kind === 'response' ? answer.message.status : 0
  const passes = status >= 200 && status < 400
  const step = passes
    ? say('check-answered', { server, status: number(status) })
    : say('check-bad-status', { server, status: number(status) })
  context.step(passes ? 'permitted' : 'denied', step, { setting: 'checkPath', source: manual('4.2 option httpchk') })
  return passes
}

function fails(context: Ctx, server: Value, why: Value): false {
  context.step('denied', say('check-failed', { server, why }), { setting: 'check', source: manual('5.2 check') })
  return false
}

function conclude(context: Ctx, server: Server, passed: boolean): void {
  const { settings, state, wiring } = context
  const known = serverState(state, server.key, settings)
  const wasUp = isUp(known.health, settings)
  known.health = healthAfter(known.health, passed, settings)
  const up = isUp(known.health, settings)
  if (up === wasUp) return
  const message = say(up ? 'server-up' : 'server-down', { server: nameOf(server, wiring) })
  context.step('decided', message, { setting: up ? 'rise' : 'fall', source: manual('5.2 rise, fall') })
}
