import { device, ms, text, address as addressValue, type Value } from '../../model/message.ts'
import type { DnsMessage, DnsQuestion } from '../../model/packet.ts'
import type { StepRef } from '../../model/verdict.ts'
import { isAddress } from '../../protocols/ip/address.ts'
import type { Process } from '../contract/context.ts'
import type { ExchangeOutcome } from '../contract/outcome.ts'
import type { Client } from './client.ts'

/** What the servers together had to say. */
export type DnsOutcome =
  | { readonly outcome: 'answer'; readonly message: DnsMessage; readonly because: StepRef }
  | {
      readonly outcome: 'failed'
      readonly detail: 'no-server' | 'timed-out' | 'port-closed' | 'unreachable'
      readonly because: StepRef
    }

interface Server {
  readonly label: Value
  readonly address: string
}

/** Further servers are not asked (resolv.conf(5), MAXNS). */
const maxServers = 3

/** Server by server, round by round, as glibc does (resolv.conf(5)): the next one only when one is silent or fails. */
export function* askServers(client: Client, question: DnsQuestion, recursionDesired = true): Process<DnsOutcome> {
  const { context, say } = client
  const { dnsAttempts } = context.settings
  const servers = serversOf(client)
  if (servers.length === 0) {
    const because = context.step('failed', say('no-dns-server', { name: text(question.name) }), {
      setting: 'resolvers',
    })
    return { outcome: 'failed', detail: 'no-server', because }
  }
  let last: DnsOutcome | undefined
  for (let round = 0; round < dnsAttempts; round += 1) {
    for (const server of servers) {
      const outcome = yield* askServer(client, server, question, last !== undefined, recursionDesired)
      if (outcome.outcome === 'answer' && isFinal(outcome.message)) return outcome
      // A server that at least answered says more than one that was silent.
      if (last?.outcome !== 'answer' || outcome.outcome === 'answer') last = outcome
    }
  }
  return last ?? { outcome: 'failed', detail: 'no-server', because: context.step('failed', say('dns-gave-up')) }
}

const isFinal = ({ rcode }: DnsMessage): boolean => rcode === 'NOERROR' || rcode === 'NXDOMAIN'

function serversOf({ context }: Client): readonly Server[] {
  const { settings, wiring } = context
  return (settings.resolvers ?? []).slice(0, maxServers).flatMap((entry) => {
    if (isAddress(entry)) return [{ label: addressValue(entry), address: entry }]
    const address = wiring.addressOf(entry)
    return address === undefined ? [] : [{ label: device(entry), address }]
  })
}

function* askServer(
  client: Client,
  server: Server,
  question: DnsQuestion,
  isAgain: boolean,
  recursionDesired: boolean,
): Process<DnsOutcome> {
  const { context, say } = client
  const data = { server: server.label, name: text(question.name), type: text(question.type) }
  context.step(isAgain ? 'retried' : 'sent', isAgain ? say('dns-asks-again', data) : say('dns-asks', data))
  const query: DnsMessage = {
    protocol: 'dns',
    kind: 'query',
    id: Math.floor(context.random() * 65_536),
    question,
    recursionDesired,
  }
  const timeoutMs = context.settings.dnsTimeoutMs
  const reply = yield* context.exchange({ address: server.address, port: 53 }, query, { timeoutMs, purpose: 'lookup' })
  return read(client, server, reply)
}

function read({ context, say }: Client, server: Server, reply: ExchangeOutcome): DnsOutcome {
  const label = { server: server.label }
  if (reply.outcome === 'ok') {
    const { message, because } = reply
    if (message.protocol === 'dns' && isFinal(message)) return { outcome: 'answer', message, because }
    if (message.protocol === 'dns') {
      context.step('failed', say('dns-no-help', { ...label, rcode: text(message.rcode ?? '') }))
      return { outcome: 'answer', message, because }
    }
    return { outcome: 'failed', detail: 'unreachable', because: context.step('failed', say('dns-not-dns', label)) }
  }
  if (reply.outcome === 'timed-out') {
    context.step('failed', say('dns-timed-out', { ...label, time: ms(reply.afterMs) }))
    return { outcome: 'failed', detail: 'timed-out', because: reply.because }
  }
  if (reply.outcome === 'refused') {
    context.step('failed', say('dns-refused', label))
    const detail = reply.detail === undefined ? 'port-closed' : 'unreachable'
    return { outcome: 'failed', detail, because: reply.because }
  }
  context.step('failed', say('dns-unreachable', label))
  return { outcome: 'failed', detail: 'unreachable', because: reply.because }
}
