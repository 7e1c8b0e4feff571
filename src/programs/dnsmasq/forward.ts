import { address as addressValue, list, seconds, text } from '../../model/message.ts'
import type { DnsMessage, DnsQuestion, DnsRecord } from '../../model/packet.ts'
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
import { isKnown } from './own-names.ts'
import { isFromInside } from './rebind.ts'
import type { DnsmasqState } from './state.ts'

export type Dnsmasq = Context<DnsmasqSettings, DnsmasqState>
export const say = speaker<typeof en>('dnsmasq')

/** It hands a question on and keeps it for so long; whoever asked asks again by himself (dnsmasq(8), TIMEOUT 10 s). */
const patienceMs = 10_000

/** In place of a type, for what is kept of a name of which there is nothing at all. */
const anyType = 'ANY'

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
    const set = [type, 'CNAME', anyType].map((one) => recall(cache, end, one, now)).find(Boolean)
    if (!set) return undefined
    answers.push(...set.records)
    const [first] = set.records
    if (!first || first.type === type) {
      const time = seconds(first?.ttl ?? set.soa?.ttl ?? 0)
      const because = context.step('looked-up', say(first ? 'kept' : 'kept-nothing', { name: text(name), time }))
      // An alias that was asked for as such goes out as if it were its own (dnsmasq 2.90).
      const authoritative = type === 'CNAME' && first !== undefined
      const authority = set.soa ? [set.soa] : []
      const message = resolverReply(query, { rcode: set.rcode, authoritative, answers, authority })
      return { type: 'answer', message, because }
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
  const { settings } = context
  const { name } = query.question
  const { answers = [], authority = [] } = message
  if (settings.stopRebind && answers.some(isInside)) {
    const found = answers.filter(isInside).map((record) => record.data)
    const words = { name: text(name), addresses: list(found.map((data) => addressValue(data))) }
    // The ranges for examples stand for public addresses in a diagram, which dnsmasq cannot know.
    const message = found.some(isRoutedOnInternet) ? say('rebind-example', words) : say('rebind', words)
    const step = context.step('denied', message, { setting: 'stopRebind' })
    return { type: 'answer', message: resolverReply(query, { rcode: 'NOERROR' }), because: step }
  }
  if (settings.cacheSize > 0) keep(context, query.question, message)
  // For a name that it knows, only the type can be missing, whatever others say; then it speaks for itself.
  if (message.rcode === 'NXDOMAIN' && isKnown(settings, name)) {
    const own = resolverReply(query, { rcode: 'NOERROR', authoritative: true, answers, authority })
    return { type: 'answer', message: own, because }
  }
  return {
    type: 'answer',
    message: resolverReply(query, { rcode: message.rcode ?? 'NOERROR', answers, authority }),
    because,
  }
}

/** What it remembers of others' answers (2.90 without `cache-rr`); for the rest it asks each time. */
const keptTypes: ReadonlySet<string> = new Set(['A', 'AAAA', 'CNAME', 'SRV'])

function keep(context: Dnsmasq, { name, type }: DnsQuestion, message: DnsMessage): void {
  const { settings, state } = context
  const { records, end, isComplete } = followAliases(message.answers ?? [], name, type)
  keepRecords(
    state.cache,
    records.filter((record) => keptTypes.has(record.type)),
    context.now(),
  )
  // That there is no such name counts for every type.
  const kept = message.rcode === 'NXDOMAIN' ? anyType : type
  if (!isComplete && (kept === anyType || keptTypes.has(type)))
    keepNothing(state.cache, end, kept, message, context.now())
  trim(state, settings.cacheSize)
}

const isInside = ({ type, data }: DnsRecord): boolean => (type === 'A' || type === 'AAAA') && isFromInside(data)

/** What was kept first goes first. */
function trim(state: DnsmasqState, size: number): void {
  const keys = Object.keys(state.cache)
  for (const key of keys.slice(0, Math.max(0, keys.length - size))) delete state.cache[key]
}
