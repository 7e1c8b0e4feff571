import type { DnsMessage, DnsQuestion, DnsRecord } from '../../model/packet.ts'
import { isSubdomain, labels, normaliseName } from '../../protocols/dns/name.ts'

/** What one server knows of one part of the name space; names in lower case, without the root's dot. */
export interface Zone {
  readonly apex: string
  /** The start of authority; its last number is how long "there is no such thing" may be kept (RFC 2308 section 5). */
  readonly soa: DnsRecord
  /** Everything in the zone, the start of authority too. */
  readonly records: readonly DnsRecord[]
}

/** How the answer came about, for the step that tells of it. */
export type Basis =
  | { readonly type: 'data' }
  | { readonly type: 'delegated'; readonly cut: string }
  | { readonly type: 'no-data'; readonly name: string }
  | { readonly type: 'no-name'; readonly name: string }
  | { readonly type: 'left-zones'; readonly name: string }
  | { readonly type: 'other-zone'; readonly name: string }
  | { readonly type: 'not-served' }
  | { readonly type: 'loop' }
  | { readonly type: 'too-many-aliases'; readonly count: number }
  | { readonly type: 'not-loaded'; readonly name: string }

export interface Answer {
  readonly rcode: NonNullable<DnsMessage['rcode']>
  readonly authoritative: boolean
  readonly answers: readonly DnsRecord[]
  readonly authority: readonly DnsRecord[]
  /** Addresses of the servers that are named. */
  readonly additional: readonly DnsRecord[]
  readonly basis: Basis
  /** The wildcard that the answer was made from (RFC 4592), if any. */
  readonly wildcard?: string
}

/** BIND follows no more aliases in a row (9.18.49, "max. restarts reached"); it then says what it has found so far. */
const maxAliases = 11

const isNotHeld: ReadonlySet<Basis['type']> = new Set(['not-served', 'not-loaded'])

/** Answers from authoritative data alone (RFC 1034 section 4.3.2, without recursion). */
export function answerQuestion(zones: readonly Zone[], question: DnsQuestion): Answer {
  const answers: DnsRecord[] = []
  let name = normaliseName(question.name)
  let wildcard: string | undefined
  const first = zoneOf(zones, name)
  const finish = (rcode: Answer['rcode'], basis: Basis, authority: readonly DnsRecord[] = []): Answer => ({
    rcode,
    authoritative: !isNotHeld.has(basis.type) && (basis.type !== 'delegated' || answers.length > 0),
    answers: basis.type === 'not-loaded' ? [] : answers,
    authority,
    additional: first ? addressesOf([first], [...answers, ...authority]) : [],
    basis,
    ...(wildcard === undefined ? {} : { wildcard }),
  })
  for (let aliases = 0; aliases <= maxAliases; aliases += 1) {
    const zone = zoneOf(zones, name)
    if (!zone)
      return answers.length > 0
        ? finish('NOERROR', { type: 'left-zones', name })
        : finish('REFUSED', { type: 'not-served' })
    // Where nobody may ask for a look-up, the search stays in the zone of the first name (BIND's query_validatezonedb).
    if (zone !== first) return finish('NOERROR', { type: 'other-zone', name })
    const broken = aliasBesideOthers(zone)
    if (broken !== undefined) return finish('SERVFAIL', { type: 'not-loaded', name: broken })
    const cut = delegationOf(zone, name)
    if (cut) return finish('NOERROR', { type: 'delegated', cut: cut.name }, cut.records)
    const node = nodeOf(zone, name)
    if (!node) return finish('NXDOMAIN', { type: 'no-name', name }, [soaOfNoName(zone, question.type)])
    wildcard ??= node.wildcard
    const found = node.records.filter((record) => question.type === 'ANY' || record.type === question.type)
    answers.push(...found)
    if (found.length > 0) return finish('NOERROR', { type: 'data' }, nameServers(zone, found))
    const alias = node.records.find((record) => record.type === 'CNAME')
    if (!alias) return finish('NOERROR', { type: 'no-data', name }, [soaOf(zone)])
    if (answers.some((record) => record.name === alias.name)) return finish('SERVFAIL', { type: 'loop' })
    answers.push(alias)
    name = normaliseName(alias.data)
  }
  return finish('SERVFAIL', { type: 'too-many-aliases', count: answers.length })
}

function zoneOf(zones: readonly Zone[], name: string): Zone | undefined {
  const around = zones.filter((zone) => isSubdomain(name, zone.apex))
  return around.toSorted((a, b) => b.apex.length - a.apex.length)[0]
}

/** A name with an alias may have nothing else (RFC 1034 section 3.6.2); BIND does not load such a zone. */
export function aliasBesideOthers({ records }: Zone): string | undefined {
  const aliases = records.filter((record) => record.type === 'CNAME')
  return aliases.find((alias) => records.some((other) => other !== alias && other.name === alias.name))?.name
}

/** The highest cut between the apex and the name: below it others are in charge. */
function delegationOf(zone: Zone, name: string): { name: string; records: readonly DnsRecord[] } | undefined {
  const above = ancestors(name).filter((ancestor) => ancestor !== zone.apex && isSubdomain(ancestor, zone.apex))
  for (const cut of above.toReversed()) {
    const records = zone.records.filter((record) => record.name === cut && record.type === 'NS')
    if (records.length > 0) return { name: cut, records }
  }
  return undefined
}

/** The name and all above it, the longest first. */
function ancestors(name: string): string[] {
  const parts = labels(name)
  return parts.map((_, index) => parts.slice(index).join('.'))
}

interface Node {
  readonly records: readonly DnsRecord[]
  readonly wildcard?: string
}

/** What is at a name, or at the wildcard below its closest encloser (RFC 4592 section 3.3.1). */
function nodeOf(zone: Zone, name: string): Node | undefined {
  if (exists(zone, name)) return { records: zone.records.filter((record) => record.name === name) }
  const encloser = ancestors(name).find((ancestor) => exists(zone, ancestor)) ?? zone.apex
  const wildcard = `*.${encloser}`
  const records = zone.records.filter((record) => record.name === wildcard)
  if (records.length === 0) return undefined
  return { records: records.map((record) => ({ ...record, name })), wildcard }
}

/** A name exists also if only names below it do (an empty non-terminal, RFC 4592 section 2.2.2). */
function exists(zone: Zone, name: string): boolean {
  return name === zone.apex || zone.records.some((record) => isSubdomain(record.name, name))
}

/** The start of authority, sent along with every "no" so that it can be kept (RFC 2308 sections 3 and 5). */
function soaOf({ soa }: Zone): DnsRecord {
  const minimum = Number(soa.data.split(' ').at(-1))
  return { ...soa, ttl: Number.isFinite(minimum) ? Math.min(soa.ttl, minimum) : soa.ttl }
}

/** A resolver that looks for a zone's beginning shall not keep that there is none (`zero-no-soa-ttl`). */
function soaOfNoName(zone: Zone, type: string): DnsRecord {
  const soa = soaOf(zone)
  return type === 'SOA' ? { ...soa, ttl: 0 } : soa
}

const named = new Set(['NS', 'MX', 'SRV'])

/** The addresses, as far as this server knows them, of the hosts that records name (RFC 1034 section 4.3.2, step 6). */
function addressesOf(zones: readonly Zone[], records: readonly DnsRecord[]): readonly DnsRecord[] {
  const hosts = records.filter(({ type }) => named.has(type)).map(({ data }) => data.split(' ').at(-1))
  const isGlue = ({ name, type }: DnsRecord) => (type === 'A' || type === 'AAAA') && hosts.includes(name)
  return hosts.length === 0 ? [] : zones.flatMap((zone) => zone.records.filter(isGlue))
}

function nameServers(zone: Zone, found: readonly DnsRecord[]): readonly DnsRecord[] {
  const servers = zone.records.filter((record) => record.type === 'NS' && record.name === zone.apex)
  return servers.filter((server) => !found.includes(server))
}
