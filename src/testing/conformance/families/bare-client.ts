import type { ApplicationMessage } from '../../../model/packet.ts'
import type { HttpRequestSpec } from '../../../model/request.ts'
import type { Seen } from '../../../model/verdict.ts'
import type { Context, Process } from '../../../programs/contract/context.ts'
import { defineProgram, type AnyProgram, type Outcome } from '../../../programs/contract/program.ts'
import { bareProgram } from '../../bare-program.ts'

/** What a client makes of a request. */
interface Sending {
  /** One after the other over one connection, each when the one before is answered. */
  readonly messages: readonly ApplicationMessage[]
  /** Virtual ms for the connection to stand, and for each answer. */
  readonly connectMs: number
  readonly answerMs: number
  /** What the client sees in an answer. */
  readonly seen: (answer: ApplicationMessage) => Seen
}

/** A request's URL, taken apart; nothing is tidied. */
export interface Target {
  readonly host: string
  readonly port: number
  /** What stands behind the authority; empty where nothing does. */
  readonly path: string
}

/**
 * A recorder's own client, no product: it connects to the host and port of the request's URL and sends exactly the
 * messages that `plan` makes of the request.
 */
export function bareClient(
  id: string,
  name: string,
  plan: (request: HttpRequestSpec, target: Target) => Sending,
): AnyProgram {
  return defineProgram({
    ...bareProgram,
    id,
    name,
    *originate(context, request) {
      if (request.type !== 'http') throw new Error(`The ${name.toLowerCase()} sends HTTP only`)
      const [, host = '', port = '80', path = ''] =
        /^http:\/\/(\[[^\]]+\]|[^/:]+)(?::(\d+))?(.*)/.exec(request.url) ?? []
      const target = { host, port: Number(port), path }
      return yield* send(context, target, `${id}.sends`, plan(request, target))
    },
  })
}

function* send(
  context: Context<unknown, unknown>,
  { host, port }: Target,
  code: string,
  { messages, connectMs, answerMs, seen }: Sending,
): Process<Outcome> {
  const opened = yield* context.connect({ type: 'address', address: host, port }, { timeoutMs: connectMs })
  if (opened.outcome !== 'ok') {
    const type = opened.outcome === 'prohibited' ? 'host-unreachable' : opened.outcome
    return { seen: { type }, because: opened.because }
  }
  let outcome: Outcome = { seen: { type: 'closed' }, because: context.step('sent', { code, data: {} }) }
  for (const message of messages) {
    const answer = yield* context.ask(opened.connection, message, { timeoutMs: answerMs })
    const { because } = answer
    if (answer.outcome !== 'ok') {
      return { seen: { type: answer.outcome === 'closed' ? 'empty-reply' : answer.outcome }, because }
    }
    outcome = { seen: seen(answer.message), because }
  }
  context.close(opened.connection)
  return outcome
}
