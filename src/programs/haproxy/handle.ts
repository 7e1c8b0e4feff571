import { answerHello, certificateFor } from '../common/tls.ts'
import type { Incoming, Process } from '../contract/context.ts'
import type { Reply } from '../contract/outcome.ts'
import { answerSelf, forward } from './forward.ts'
import { relay } from './relay.ts'
import type { Ctx } from './state.ts'
import { manual, say } from './words.ts'

const memoKey = 'haproxy-tls'

/** Answers what came in on a frontend. */
export function* handle(context: Ctx, incoming: Incoming): Process<Reply> {
  const { settings, wiring } = context
  const { message, service, connection } = incoming
  if (settings.mode === 'tcp') return yield* relay(context, incoming)
  if (service.tls && message.protocol === 'tls') {
    connection.memo[memoKey] = true
    return answerHello(context, incoming, certificateFor(settings, wiring, context.date()))
  }
  if (service.tls && connection.memo[memoKey] !== true) {
    return { type: 'close', because: context.step('failed', say('plain-on-tls'), { source: manual('5.1 ssl') }) }
  }
  if (message.protocol === 'http' && message.kind === 'request') return yield* forward(context, incoming, message)
  return answerSelf(context, 400, context.step('failed', say('not-http'), { source: manual('4.2 mode') }))
}
