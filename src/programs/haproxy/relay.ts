import { code, ms, portNumber, text, type Message } from '../../model/message.ts'
import type { Incoming, Process } from '../contract/context.ts'
import type { Connection, Reply } from '../contract/outcome.ts'
import { modelOf } from './compile.ts'
import { settingOf, type Proxy, type Server } from './model.ts'
import { openServer } from './open.ts'
import { backendFor, namedServer } from './route.ts'
import { Seat } from './seat.ts'
import { sightOf } from './sights.ts'
import { countConnection, serverState, type Ctx } from './state.ts'
import { manual, nameOf, say } from './words.ts'

/** What a client's connection is joined to. */
class Line {
  readonly backend: Proxy
  readonly server: Server
  readonly connection: Connection

  constructor(backend: Proxy, server: Server, connection: Connection) {
    this.backend = backend
    this.server = server
    this.connection = connection
  }
}

const memoKey = 'haproxy'

/**
 * Mode `tcp`: one connection of its own per client connection, to the server that was picked when it came in; what
 * passes is not read, so TLS goes through (manual 4.2, "mode").
 */
export function* relay(context: Ctx, incoming: Incoming, frontend: Proxy): Process<Reply> {
  const seat = new Seat(context)
  try {
    return yield* pass(context, incoming, frontend, seat)
  } finally {
    seat.leave()
  }
}

function* pass(context: Ctx, incoming: Incoming, frontend: Proxy, seat: Seat): Process<Reply> {
  const { connection, message } = incoming
  const known = connection.memo[memoKey]
  let line = known instanceof Line ? known : undefined
  if (line) {
    countConnection(context.state, serverState(context.state, line.server), 1)
    seat.hold(line.backend, line.server)
    context.step('relayed', say('relays-on', { server: nameOf(line.server, context.wiring) }), {
      setting: settingOf(frontend, 'mode'),
      source: manual('4.2 mode'),
    })
  } else {
    const joined = yield* join(context, incoming, frontend, seat)
    if (!(joined instanceof Line)) return joined
    line = joined
  }
  const { backend } = line
  const timeoutMs = Math.min(backend.serverMs, frontend.clientMs)
  const answer = yield* context.ask(line.connection, message, { timeoutMs })
  if (answer.outcome === 'ok') {
    context.step('relayed', say('relays-back', { server: nameOf(line.server, context.wiring) }))
    return { type: 'answer', message: answer.message, because: answer.because }
  }
  context.close(line.connection)
  if (answer.outcome !== 'timed-out')
    return { type: answer.outcome === 'reset' ? 'reset' : 'close', because: answer.because }
  const isClient = frontend.clientMs < backend.serverMs
  context.step('failed', silence(context, frontend, line), {
    setting: isClient ? settingOf(frontend, 'clientMs') : settingOf(backend, 'serverMs'),
    source: manual('8.5'),
  })
  return { type: 'close', because: answer.because }
}

/** Joins a client's connection to a server, or says why it cannot. */
function* join(context: Ctx, incoming: Incoming, frontend: Proxy, seat: Seat): Process<Line | Reply> {
  const { connection } = incoming
  const model = modelOf(context.settings)
  const sight = sightOf(context, model, incoming, frontend)
  const setting = settingOf(frontend, 'mode')
  const backend = backendFor(context, model, frontend, sight)
  if (!backend) {
    const because = context.step('failed', say('no-backend', { frontend: text(frontend.name) }), {
      setting: settingOf(frontend, 'defaultBackend'),
      source: manual('4.2 default_backend'),
    })
    return { type: 'close', because }
  }
  const opened = yield* openServer(context, { backend, sight, seat, retries: 0, direct: namedServer(backend, sight) })
  if (opened.outcome === 'failed') {
    context.step('failed', say('closes-client'), { setting, source: manual('4.2 mode') })
    return { type: 'close', because: opened.because }
  }
  const line = new Line(backend, opened.server, opened.connection)
  connection.memo[memoKey] = line
  const { port } = line.connection.remote
  const data = { server: nameOf(line.server, context.wiring), port: portNumber(port) }
  context.step('relayed', say('relays', data), { setting, source: manual('4.2 mode') })
  return line
}

/** Which of the two clocks ran out; both run while nothing passes. */
function silence({ wiring }: Ctx, { clientMs }: Proxy, { server, backend }: Line): Message {
  const { serverMs } = backend
  if (clientMs < serverMs) return say('client-idle', { timeout: ms(clientMs), termination: code('cD') })
  return say('server-idle', { server: nameOf(server, wiring), timeout: ms(serverMs), termination: code('sD') })
}
