import { list, seconds, text } from '../../model/message.ts'
import type { DnsMessage, DnsQuestion, DnsRecord } from '../../model/packet.ts'
import type { StepRef } from '../../model/verdict.ts'
import { followAliases } from '../../protocols/dns/chain.ts'
import { isSubdomain, labels, normaliseName } from '../../protocols/dns/name.ts'
import { isAddress } from '../../protocols/ip/address.ts'
import { keepNothing, keepRecords, recall } from '../common/dns-cache.ts'
import type { Process } from '../contract/context.ts'
import { askOneOf, say, type Unbound } from './asking.ts'

export interface Found {
  readonly rcode: 'NOERROR' | 'NXDOMAIN' | 'SERVFAIL'
  readonly answers: readonly DnsRecord[]
  readonly authority: readonly DnsRecord[]
  readonly because?: StepRef
}

/** Aliases in a row, referrals in a row, and look-ups inside look-ups, before it gives up (iterator limits). */
const maxAliases = 11
const maxReferrals = 30
const maxDepth = 8

/** What there is under a name: from the cache, else by asking others; aliases are followed to their end. */
export function* lookUp(context: Unbound, question: DnsQuestion, depth = 0): Process<Found> {
  const answers: DnsRecord[] = []
  let name = normaliseName(question.name)
  for (let aliases = 0; aliases <= maxAliases; aliases += 1) {
    const kept = fromCache(context, name, question.type)
    const found = kept ?? (yield* askOthers(context, { name, type: question.type }, depth))
    if (found.rcode === 'SERVFAIL') return { ...found, answers: [], authority: [] }
    const chain = followAliases(found.answers, name, question.type)
    if (chain.isLoop || chain.records.some((record) => answers.some((other) => isSame(other, record))))
      return loop(context, question)
    answers.push(...chain.records)
    if (chain.isComplete) return { rcode: 'NOERROR', answers, authority: [] }
    if (found.rcode === 'NXDOMAIN' || found.authority.length > 0 || chain.records.length === 0) {
      return { ...found, answers }
    }
    name = chain.end
    context.step('decided', say('follows-alias', { target: text(name) }))
  }
  return loop(context, question)
}

const isSame = (one: DnsRecord, other: DnsRecord): boolean => one.name === other.name && one.type === other.type

function loop(context: Unbound, question: DnsQuestion): Found {
  const because = context.step('failed', say('loop', { name: text(question.name) }))
  return { rcode: 'SERVFAIL', answers: [], authority: [], because }
}

/** What is still remembered of a name, the alias it is if nothing else. */
export function fromCache(context: Unbound, name: string, type: string): Found | undefined {
  const { state } = context
  const now = context.now()
  const kept = recall(state.cache, name, type, now)
  const set = kept ?? (type === 'CNAME' ? undefined : recall(state.cache, name, 'CNAME', now))
  if (!set) return undefined
  const [first] = set.records
  if (first) {
    const data = list(set.records.map((record) => text(record.data)))
    context.step('looked-up', say('kept', { name: text(name), type: text(first.type), data, time: seconds(first.ttl) }))
    return { rcode: 'NOERROR', answers: set.records, authority: [] }
  }
  const because = context.step('looked-up', say('kept-nothing', { name: text(name), time: seconds(set.soa?.ttl ?? 0) }))
  return { rcode: set.rcode, answers: [], authority: set.soa ? [set.soa] : [], because }
}

/** Forwards the question where others look up for it, else goes down from the closest zone that it knows. */
function* askOthers(context: Unbound, question: DnsQuestion, depth: number): Process<Found> {
  const { settings } = context
  const forwarders = addressesOf(context, settings.forwardTo ?? [])
  const roots = addressesOf(context, settings.rootServers ?? [])
  if (roots.length === 0) return yield* forward(context, question, forwarders)
  if (depth > maxDepth) return giveUp(context, question)
  return yield* descend(context, question, roots, depth)
}

function addressesOf({ wiring }: Unbound, targets: readonly string[]): readonly string[] {
  return targets.flatMap((target) => (isAddress(target) ? target : (wiring.addressOf(target) ?? [])))
}

function* forward(context: Unbound, question: DnsQuestion, servers: readonly string[]): Process<Found> {
  const asked = yield* askOneOf(context, servers, question, true, isFinal)
  if (asked.type === 'failed') return failed(context, question, asked.because)
  return take(context, question, asked.message, '')
}

const isFinal = ({ rcode = 'NOERROR' }: DnsMessage): boolean => rcode === 'NOERROR' || rcode === 'NXDOMAIN'

/** From the closest zone whose servers are known, one referral at a time (RFC 1034 section 5.3.3). */
function* descend(context: Unbound, question: DnsQuestion, roots: readonly string[], depth: number): Process<Found> {
  let { zone, servers } = closest(context, question.name, roots)
  for (let referrals = 0; referrals < maxReferrals; referrals += 1) {
    const from = zone
    const addresses = yield* addressesOfServers(context, servers, depth)
    const asked = yield* askOneOf(context, addresses, question, false, (message) => isUseful(message, question, from))
    if (asked.type === 'failed') return failed(context, question, asked.because)
    const referral = referralOf(asked.message, question, from)
    if (!referral) return take(context, question, asked.message, from)
    context.step('received', say('referred', { name: text(question.name), zone: text(referral.zone) }))
    keepRecords(context.state.cache, [...referral.records, ...(asked.message.additional ?? [])], context.now())
    zone = referral.zone
    servers = referral.records.map((record) => ({ name: record.data, known: glueOf(asked.message, record.data) }))
  }
  return giveUp(context, question)
}

interface NameServer {
  readonly name: string
  readonly known: readonly string[]
}

function closest(
  context: Unbound,
  name: string,
  roots: readonly string[],
): { zone: string; servers: readonly NameServer[] } {
  const parts = labels(name)
  for (const index of parts.keys()) {
    const zone = parts.slice(index).join('.')
    const kept = recall(context.state.cache, zone, 'NS', context.now())
    if (kept && kept.records.length > 0)
      return { zone, servers: kept.records.map(({ data }) => ({ name: data, known: [] })) }
  }
  return { zone: '', servers: [{ name: '.', known: roots }] }
}

const glueOf = ({ additional = [] }: DnsMessage, name: string): readonly string[] =>
  additional.filter((record) => record.name === name && record.type === 'A').map((record) => record.data)

/** The addresses of name servers: from the referral, the cache, or by looking them up first. */
function* addressesOfServers(
  context: Unbound,
  servers: readonly NameServer[],
  depth: number,
): Process<readonly string[]> {
  const found: string[] = []
  for (const { name, known } of servers) {
    const kept = recall(context.state.cache, name, 'A', context.now())
    if (known.length > 0) found.push(...known)
    else if (kept) found.push(...kept.records.map((record) => record.data))
  }
  for (const { name, known } of servers) {
    if (found.length > 0 || known.length > 0 || depth >= maxDepth) break
    context.step('decided', say('needs-address', { name: text(name) }))
    const looked = yield* lookUp(context, { name, type: 'A' }, depth + 1)
    found.push(...looked.answers.filter((record) => record.type === 'A').map((record) => record.data))
  }
  return found
}

function referralOf(message: DnsMessage, question: DnsQuestion, zone: string) {
  const { rcode = 'NOERROR', answers = [], authority = [] } = message
  if (rcode !== 'NOERROR' || answers.length > 0 || message.authoritative) return undefined
  const records = authority.filter((record) => record.type === 'NS')
  const [first] = records
  const isDeeper =
    first && first.name !== zone && isSubdomain(first.name, zone) && isSubdomain(question.name, first.name)
  return isDeeper ? { zone: first.name, records } : undefined
}

/** A server that neither knows nor sends further is lame (RFC 1912 section 2.8). */
function isUseful(message: DnsMessage, question: DnsQuestion, zone: string): boolean {
  return isFinal(message) && (message.authoritative === true || referralOf(message, question, zone) !== undefined)
}

/** Keeps what an answer says, as far as the server may say it: nothing about names outside its zone. */
function take(context: Unbound, question: DnsQuestion, message: DnsMessage, zone: string): Found {
  const { state } = context
  const now = context.now()
  const inside = (message.answers ?? []).filter((record) => isSubdomain(record.name, zone))
  const chain = followAliases(inside, question.name, question.type)
  keepRecords(state.cache, chain.records, now)
  if (chain.isComplete) return { rcode: 'NOERROR', answers: chain.records, authority: [] }
  const soa = (message.authority ?? []).filter((record) => record.type === 'SOA' && isSubdomain(chain.end, record.name))
  const saysNo = message.rcode === 'NXDOMAIN' || soa.length > 0
  if (saysNo) keepNothing(state.cache, chain.end, question.type, message, now)
  const rcode = message.rcode === 'NXDOMAIN' ? 'NXDOMAIN' : 'NOERROR'
  return { rcode, answers: chain.records, authority: saysNo ? soa : [] }
}

function failed(context: Unbound, question: DnsQuestion, because: StepRef): Found {
  context.step('failed', say('gave-up', { name: text(question.name) }))
  return { rcode: 'SERVFAIL', answers: [], authority: [], because }
}

function giveUp(context: Unbound, question: DnsQuestion): Found {
  const because = context.step('failed', say('too-far', { name: text(question.name) }))
  return { rcode: 'SERVFAIL', answers: [], authority: [], because }
}
