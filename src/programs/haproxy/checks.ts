import { byteLength } from '../../lib/utf8.ts'
import { number, portNumber, type Value } from '../../model/message.ts'
import type { HttpResponseMessage } from '../../model/packet.ts'
import type { Header } from '../../model/request.ts'
import { append, has } from '../../protocols/http/headers.ts'
import { request } from '../../protocols/http/messages.ts'
import { startTls } from '../common/tls.ts'
import type { Process } from '../contract/context.ts'
import type { Connection, ConnectFailure } from '../contract/outcome.ts'
import type { Check } from '../contract/program.ts'
import type { Wiring } from '../contract/wiring.ts'
import { modelOf } from './compile.ts'
import type { Settings } from './fields.ts'
import { healthAfter, intervalOf, isUp } from './health.ts'
import { settingOf, type HttpCheck, type Model, type Proxy, type Server } from './model.ts'
import { serveQueues } from './queue.ts'
import { checkPlaceOf } from './servers.ts'
import { serverState, writeLog, type Ctx, type State } from './state.ts'
import { tlsTo } from './tls-to.ts'
import { manual, nameOf, say, whyFailed } from './words.ts'

/** A health check per server that is switched on (manual 5.2, "check"). */
export function checks(settings: Settings, _wiring: Wiring): readonly Check<Settings, State>[] {
  const model = modelOf(settings)
  return model.proxies.flatMap((backend) =>
    backend.servers
      .filter(({ isChecked, enabled }) => isChecked && enabled)
      .map((server): Check<Settings, State> => ({
        id: server.key,
        intervalMs: server.check.intervalMs,
        firstMs: firstOf(model, server),
        nextMs: (state) => intervalOf(serverState(state, server).health, server.check),
        run: (context) => checkServer(context, { backend, server, ports: portsOf(model, backend) }),
      })),
  )
}

/** Intervals shorter than this, ms, do not make all others start closer together. */
const shortMs = 1000

/** At its start HAProxy spreads the first checks over the shortest interval, so that they do not come all at once. */
function firstOf({ proxies }: Model, server: Server): number {
  const checked = proxies.flatMap(({ servers }) => servers).filter(({ isChecked, enabled }) => isChecked && enabled)
  const long = checked.map(({ check }) => check.intervalMs).filter((ms) => ms >= shortMs)
  const span = Math.max(server.check.intervalMs, long.length > 0 ? Math.min(...long) : 0)
  return Math.floor((span * checked.indexOf(server)) / checked.length)
}

/** Ports on which clients come to a backend. */
function portsOf({ proxies }: Model, backend: Proxy): readonly number[] {
  const leads = proxies.filter((one) => one === backend || one.defaultBackend === backend.name || one.uses.length > 0)
  return leads.flatMap(({ binds }) => binds.map(({ port }) => port))
}

interface Checked {
  readonly backend: Proxy
  readonly server: Server
  readonly ports: readonly number[]
}

/** What a check found. `result` is spelled as on HAProxy's statistics page (manual of the management, 9.1). */
interface Found {
  readonly verdict: 'good' | 'bad' | 'draining'
  readonly result: string
}

function* checkServer(context: Ctx, checked: Checked): Process<void> {
  conclude(context, checked, yield* probe(context, checked))
}

/** Whether the server passes: it takes the connection, and over HTTP answers as expected. */
function* probe(context: Ctx, { backend, server, ports }: Checked): Process<Found> {
  const { wiring } = context
  const { address, port } = checkPlaceOf(server, backend, ports, wiring)
  const name = nameOf(server, wiring)
  const failing = (result: string, why: Value) => fails(context, backend, server, name, { result, why })
  if (address === undefined) return failing('L4CON', whyFailed('no-way'))
  // Without `timeout check` the whole check has to be over before the next one is due (manual 4.2, "timeout check").
  const { intervalMs } = server.check
  const started = context.now()
  const connectMs = backend.checkMs === undefined ? intervalMs : Math.min(backend.connectMs, intervalMs)
  const opened = yield* context.connect({ type: 'address', address, port }, { timeoutMs: connectMs, purpose: 'check' })
  if (opened.outcome !== 'ok') return failing(connectResult(opened.outcome), whyFailed(opened.outcome))
  const { connection } = opened
  const restMs = backend.checkMs ?? Math.max(1, intervalMs - (context.now() - started))
  if (server.check.tls ?? (server.tls && server.check.port === undefined)) {
    const options = { ...tlsTo(context, server, server.checkName), timeoutMs: restMs }
    const tls = yield* startTls(context, connection, options)
    if (tls.outcome !== 'ok') return failing('L6RSP', whyFailed('no-tls'))
  }
  const found = backend.httpCheck
    ? yield* asks(context, { backend, server, connection, restMs, check: backend.httpCheck })
    : accepts(context, backend, name, port)
  context.close(connection)
  return found
}

const connectResult = (outcome: ConnectFailure['outcome']): string => (outcome === 'timed-out' ? 'L4TOUT' : 'L4CON')

function accepts(context: Ctx, backend: Proxy, server: Value, port: number): Found {
  context.step('permitted', say('check-accepted', { server, port: portNumber(port) }), {
    setting: settingOf(backend, 'checkType'),
    source: manual('5.2 check'),
  })
  return { verdict: 'good', result: 'L4OK' }
}

interface Asked {
  readonly backend: Proxy
  readonly server: Server
  readonly connection: Connection
  readonly restMs: number
  readonly check: HttpCheck
}

/** HTTP/1.0 without `Host` unless one is set (manual 4.2, "option httpchk"). */
function* asks(context: Ctx, { backend, server, connection, restMs, check }: Asked): Process<Found> {
  const name = nameOf(server, context.wiring)
  const answer = yield* context.ask(connection, checkRequest(check), { timeoutMs: restMs, purpose: 'check' })
  const failing = (result: string, why: Value) => fails(context, backend, server, name, { result, why })
  if (answer.outcome !== 'ok') {
    return failing(answer.outcome === 'timed-out' ? 'L7TOUT' : 'L7RSP', whyFailed(answer.outcome))
  }
  if (answer.message.protocol !== 'http' || answer.message.kind !== 'response') {
    return failing('L7RSP', whyFailed('not-http'))
  }
  const { status } = answer.message
  const options = { setting: settingOf(backend, 'httpCheck'), source: manual('4.2 option httpchk') }
  const data = { server: name, status: number(status) }
  if (check.drainOn404 && status === 404) {
    context.step('decided', say('check-drains', data), options)
    return { verdict: 'draining', result: 'L7OKC' }
  }
  const passes = isExpected(check, answer.message)
  const isPlain = check.expect === undefined
  const bad = isPlain ? say('check-bad-status', data) : say('check-unexpected', data)
  context.step(passes ? 'permitted' : 'denied', passes ? say('check-answered', data) : bad, options)
  return { verdict: passes ? 'good' : 'bad', result: passes ? 'L7OK' : isStatusCheck(check) ? 'L7STS' : 'L7RSP' }
}

const isStatusCheck = ({ expect }: HttpCheck): boolean => expect === undefined || expect.type.endsWith('status')

function checkRequest({ method, uri, version, headers, body }: HttpCheck) {
  let lines: readonly Header[] = headers
  if (body !== undefined) lines = append(lines, 'Content-Length', String(byteLength(body)))
  if (version === '1.1' && !has(lines, 'Connection')) lines = append(lines, 'Connection', 'close')
  const sent = body === undefined ? undefined : { bytes: byteLength(body), text: body }
  return request({ method, target: uri, version, headers: lines, body: sent })
}

/** 2xx and 3xx, or what `http-check expect` says. */
function isExpected({ expect }: HttpCheck, { status, body }: HttpResponseMessage): boolean {
  if (!expect) return status >= 200 && status < 400
  const { type, pattern, negated } = expect
  const text = body?.text ?? ''
  const matches = {
    status: () => pattern.split(',').some((part) => inRange(status, part)),
    rstatus: () => new RegExp(pattern).test(String(status)),
    string: () => text.includes(pattern),
    rstring: () => new RegExp(pattern).test(text),
  }
  return matches[type]() !== negated
}

function inRange(status: number, part: string): boolean {
  const [first = '', last = first] = part.split('-')
  return status >= Number(first) && status <= Number(last)
}

function fails(
  context: Ctx,
  backend: Proxy,
  server: Server,
  name: Value,
  { result, why }: { result: string; why: Value },
): Found {
  const setting = backend.isNamed ? server.setting : 'check'
  context.step('denied', say('check-failed', { server: name, why }), { setting, source: manual('5.2 check') })
  return { verdict: 'bad', result }
}

function conclude(context: Ctx, { backend, server }: Checked, { verdict, result }: Found): void {
  const { state, wiring } = context
  const known = serverState(state, server)
  const wasUp = isUp(known.health, server.check)
  const wasDrained = known.isDrained
  // Only one that is up can be let go; for one that is down the answer is a bad one.
  const isLetGo = verdict === 'draining' && wasUp
  known.result = verdict === 'draining' && !wasUp ? 'L7STS' : result
  known.health = healthAfter(known.health, isLetGo || verdict === 'good', server.check)
  if (verdict !== 'bad') known.isDrained = isLetGo
  const up = isUp(known.health, server.check)
  if (up) serveQueues(context, backend, server)
  const event = !up ? 'down' : known.isDrained ? 'drained' : 'up'
  if (up !== wasUp || (up && known.isDrained !== wasDrained)) {
    writeLog(state, { at: context.now(), server: server.key, event, reason: result })
  }
  if (up === wasUp) return
  if (up) known.upSince = context.now()
  known.errors = 0
  const message = say(up ? 'server-up' : 'server-down', { server: nameOf(server, wiring) })
  const setting = backend.isNamed ? server.setting : up ? 'rise' : 'fall'
  context.step('decided', message, { setting, source: manual('5.2 rise, fall') })
}
