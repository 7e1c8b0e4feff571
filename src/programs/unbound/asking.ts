import { address as addressValue, ms, text } from '../../model/message.ts'
import type { DnsMessage, DnsQuestion } from '../../model/packet.ts'
import { speaker } from '../../model/speaker.ts'
import type { StepRef } from '../../model/verdict.ts'
import type { Context, Process } from '../contract/context.ts'
import type { UnboundSettings } from './fields.ts'
import type en from './messages.en.ts'
import type { UnboundState } from './state.ts'

export type Unbound = Context<UnboundSettings, UnboundState>
export const say = speaker<typeof en>('unbound')

/** An answer of one of several servers, or that none could be had. */
export type Asked =
  | { readonly type: 'answer'; readonly message: DnsMessage; readonly because: StepRef }
  | { readonly type: 'failed'; readonly because: StepRef }

/**
 * How long it waits for a server that it does not know, and how often it asks: the wait doubles each time
 * (iterator: UNKNOWN_SERVER_NICENESS 376 ms, `outbound-msg-retry` 5). A port that is closed is waited out too.
 */
const firstWait = 376
const tries = 5
/** A server that never answered is left alone for `infra-host-ttl`. */
const leftAloneMs = 900_000

/** Asks one server after the other until one gives an answer that helps; `isHelp` judges. */
export function* askOneOf(
  context: Unbound,
  servers: readonly string[],
  question: DnsQuestion,
  recursionDesired: boolean,
  isHelp: (message: DnsMessage) => boolean,
): Process<Asked> {
  let because: StepRef | undefined
  for (const server of servers) {
    const alone = context.state.silent[server] ?? 0
    if (alone > context.now()) {
      // Its tries for somebody else may not have ended yet: until then nobody gets an answer.
      const left = alone - leftAloneMs - context.now()
      if (left > 0) yield* context.work(left)
      because = context.step('failed', say('left-alone', { server: addressValue(server) }))
      continue
    }
    const asked = yield* askServer(context, server, question, recursionDesired)
    if (asked.type === 'answer' && isHelp(asked.message)) return asked
    because = asked.because
    if (asked.type === 'answer') {
      const rcode = text(asked.message.rcode ?? 'NOERROR')
      because = context.step('failed', say('no-help', { server: addressValue(server), rcode }))
    }
  }
  return {
    type: 'failed',
    because: because ?? context.step('failed', say('nobody-to-ask', { name: text(question.name) })),
  }
}

function* askServer(
  context: Unbound,
  server: string,
  question: DnsQuestion,
  recursionDesired: boolean,
): Process<Asked> {
  const label = addressValue(server)
  const data = { server: label, name: text(question.name === '' ? '.' : question.name), type: text(question.type) }
  let because: StepRef | undefined
  for (let attempt = 0; attempt < tries; attempt += 1) {
    context.step(attempt === 0 ? 'sent' : 'retried', attempt === 0 ? say('asks', data) : say('asks-again', data))
    const id = Math.floor(context.random() * 65_536)
    const query: DnsMessage = { protocol: 'dns', kind: 'query', id, question, recursionDesired }
    const timeoutMs = firstWait * 2 ** attempt
    const started = context.now()
    const reply = yield* context.exchange({ address: server, port: 53 }, query, { timeoutMs, purpose: 'lookup' })
    if (reply.outcome === 'ok' && reply.message.protocol === 'dns') {
      return { type: 'answer', message: reply.message, because: reply.because }
    }
    because = reply.because
    // Whatever the network says, unbound waits its time out: an ICMP message could be forged.
    const left = timeoutMs - (context.now() - started)
    if (left > 0) yield* context.work(left)
    context.step('failed', say('silent', { server: label, time: ms(timeoutMs) }))
  }
  context.state.silent[server] = context.now() + leftAloneMs
  return { type: 'failed', because: because ?? context.step('failed', say('left-alone', { server: label })) }
}
