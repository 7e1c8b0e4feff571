import { code, ms, portNumber, type Message } from '../../model/message.ts'
import type { Incoming, Process } from '../contract/context.ts'
import type { Connection, Reply } from '../contract/outcome.ts'
import { openServer, Seat } from './open.ts'
import type { Server } from './servers.ts'
import { type Ctx } from './state.ts'
import { manual, nameOf, say } from './words.ts'

/** What a client's connection is joined to. */
class Line {
  readonly server: Server
  readonly connection: Connection

  constructor(server: Server, connection: Connection) {
    this.server = server
    this.connection = connection
  }
}

const memoKey = 'haproxy'

/**
 * Mode `tcp`: one connection of its own per client connection, to the server that was picked when it came in; what
 * passes is not read, so TLS goes through (manual 4.2, "mode").
 */
export function* relay(context: Ctx, incoming: Incoming): Process<Reply> {
  const seat = new Seat(context)
  try {
    return yield* pass(context, incoming, seat)
  } finally {
    seat.leave()
  }
}

function* pass(context: Ctx, { connection, service, message }: Incoming, seat: Seat): Process<Reply> {
  const { settings } = context
  const known = connection.memo[memoKey]
  let line = known instanceof Line ? known : undefined
  if (line) {
    seat.keep(line.server)
    context.step('sent', say('relays-on', { server: nameOf(line.server, context.wiring) }), {
      setting: 'mode',
      source: manual('4.2 mode'),
    })
  } else {
    const opened = yield* openServer(context, { port: service.port, address: connection.remote.address }, seat)
    if (opened.outcome === 'failed') {
      context.step('failed', say('closes-client'), { setting: 'mode', source: manual('4.2 mode') })
      return { type: 'close', because: opened.because }
    }
    line = new Line(opened.server, opened.connection)
    connection.memo[memoKey] = line
    const { port } = line.connection.remote
    const data = { server: nameOf(line.server, context.wiring), port: portNumber(port) }
    context.step('sent', say('relays', data), { setting: 'mode', source: manual('4.2 mode') })
  }
  const timeoutMs = Math.min(settings.serverTimeoutMs, settings.clientTimeoutMs)
  const answer = yield* context.ask(line.connection, message, { timeoutMs })
  if (answer.outcome === 'ok') {
    context.step('forwarded', say('relays-back', { server: nameOf(line.server, context.wiring) }))
    return { type: 'answer', message: answer.message, because: answer.because }
  }
  context.close(line.connection)
  if (answer.outcome !== 'timed-out')
    return { type: answer.outcome === 'reset' ? 'reset' : 'close', because: answer.because }
  context.step('failed', silence(context, line), {
    setting: settings.clientTimeoutMs < settings.serverTimeoutMs ? 'clientTimeoutMs' : 'serverTimeoutMs',
    source: manual('8.5'),
  })
  return { type: 'close', because: answer.because }
}

/** Which of the two clocks ran out; both run while nothing passes. */
function silence({ settings, wiring }: Ctx, { server }: Line): Message {
  const { clientTimeoutMs, serverTimeoutMs } = settings
  if (clientTimeoutMs < serverTimeoutMs) {
    return say('client-idle', { timeout: ms(clientTimeoutMs), termination: code('cD') })
  }
  return say('server-idle', {
    server: nameOf(server, wiring),
    timeout: ms(serverTimeoutMs),
    termination: code('sD'),
  })
}
