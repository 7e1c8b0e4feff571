import { address as addressValue, list, seconds, text } from '../../model/message.ts'
import type { DnsMessage, DnsRecord } from '../../model/packet.ts'
import { speaker } from '../../model/speaker.ts'
import type { StepRef } from '../../model/verdict.ts'
import { followAliases } from '../../protocols/dns/chain.ts'
import { normaliseName } from '../../protocols/dns/name.ts'
import { isAddress } from '../../protocols/ip/address.ts'
import { isRoutedOnInternet } from '../../protocols/ip/scope.ts'
import { keepNothing, keepRecords, recall } from '../common/dns-cache.ts'
import { resolverReply } from '../common/dns-reply.ts'
import type { Context, Process } from '../contract/context.ts'
import type { DnsmasqSettings } from './fields.ts'
import type en from './messages.en.ts'
import { isOwnName } from './own-names.ts'
import type { DnsmasqState } from './state.ts'

export type Dnsmasq = Context<DnsmasqSettings, DnsmasqState>
export const say = speaker<typeof en>('dnsmasq')

/** It hands a question on and keeps it for so long; whoever asked asks again by himself (dnsmasq(8), TIMEOUT 10 s). */
const patienceMs = 10_000

export type Forwarded =
  | { readonly type: 'answer'; readonly message: DnsMessage; readonly because: StepRef }
  | { readonly type: 'silence'; readonly because: StepRef }

/** What is kept of earlier answers: positive with aliases, or a "no" whose time has not run out. */
export function fromCache(context: Dnsmasq, query: DnsMessage): Forwarded | undefined {
  const { cache } = context.state
  const now = context.now()
  const { name, type } = query.question
  const answers: DnsRecord[] = []
  let end = normaliseName(name)
  for (let aliases = 0; aliases < 10; aliases += 1) {
    const set = recall(cache, end, type, now) ?? recall(cache, end, 'CNAME', now)
    if (!set) return undefined
    answers.push(...set.records)
    const [first] = set.records
    if (!first || first.type === type) {
      const time = seconds(first?.ttl ?? set.soa?.ttl ?? 0)
      const because = context.step('looked-up', say(first ? 'kept' : 'kept-nothing', { name: text(name), time }))
      // Of a "no" it keeps nothing that could be sent along.
      return { type: 'answer', message: resolverReply(query, { rcode: set.rcode, answers }), because }
    }
    end = first.data
  }
  return undefined
}

/** Asks the servers: the first that answers; REFUSED and SERVFAIL count only when all say so. */
export function* forward(context: Dnsmasq, query: DnsMessage): Process<Forwarded> {
  const { settings, wiring } = context
  const servers = (settings.servers ?? []).flatMap((one) => (isAddress(one) ? one : (wiring.addressOf(one) ?? [])))
  const name = text(query.question.name)
  if (servers.length === 0) {
    const because = context.step('denied', say('nobody-to-ask', { name }), { setting: 'servers' })
    return { type: 'answer', message: resolverReply(query, { rcode: 'REFUSED' }), because }
  }
  let refused: Forwarded | undefined
  let because: StepRef | undefined
  for (const server of servers) {
    const label = addressValue(server)
    context.step('sent', say('asks', { server: label, name, type: text(query.question.type) }))
    const reply = yield* context.exchange({ address: server, port: 53 }, query, {
      timeoutMs: patienceMs,
      purpose: 'lookup',
    })
    if (reply.outcome !== 'ok' || reply.message.protocol !== 'dns') {
      context.step('failed', say('silent', { server: label }))
      because = reply.because
      continue
    }
    const { rcode = 'NOERROR' } = reply.message
    if (rcode === 'NOERROR' || rcode === 'NXDOMAIN') return take(context, query, reply.message, reply.because)
    context.step('failed', say('no-help', { server: label, rcode: text(rcode) }))
    refused ??= { type: 'answer', message: resolverReply(query, { rcode }), because: reply.because }
  }
  return refused ?? { type: 'silence', because: because ?? context.step('failed', say('nobody-answers', { name })) }
}

/** Hands an answer on, as far as it may be believed, and keeps it. */
function take(context: Dnsmasq, query: DnsMessage, message: DnsMessage, because: StepRef): Forwarded {
  const { settings, state } = context
  const { name, type } = query.question
  const { answers = [], authority = [] } = message
  if (settings.stopRebind && answers.some(isInside)) {
    const data = list(answers.filter(isInside).map((record) => addressValue(record.data)))
    const step = context.step('denied', say('rebind', { name: text(name), addresses: data }), { setting: 'stopRebind' })
    return { type: 'answer', message: resolverReply(query, { rcode: 'NOERROR' }), because: step }
  }
  const chain = followAliases(answers, name, type)
  if (settings.cacheSize > 0) {
    keepRecords(state.cache, chain.records, context.now())
    if (!chain.isComplete) keepNothing(state.cache, chain.end, type, message, context.now())
    trim(state, settings.cacheSize)
  }
  const isOwn = message.rcode === 'NXDOMAIN' && isOwnName(settings, name)
  const rcode = isOwn ? 'NOERROR' : (message.rcode ?? 'NOERROR')
  return { type: 'answer', message: resolverReply(query, { rcode, answers, authority }), because }
}

const isInside = ({ type, data }: DnsRecord): boolean => (type === 'A' || type === 'AAAA') && !isRoutedOnInternet(data)

/** What was kept first goes first. */
function trim(state: DnsmasqState, size: number): void {
  const keys = Object.keys(state.cache)
  for (const key of keys.slice(0, Math.max(0, keys.length - size))) delete state.cache[key]
}
