import type { DnsQuestion, DnsRecord } from '../../model/packet.ts'
import { isSubdomain, labels, normaliseName } from '../../protocols/dns/name.ts'
import { isAddress } from '../../protocols/ip/address.ts'
import type { Wiring } from '../contract/wiring.ts'
import type { DnsmasqSettings } from './fields.ts'

/** What dnsmasq says of itself about a question, and the setting that says it. */
export type Own =
  | { readonly type: 'answer'; readonly answers: readonly DnsRecord[]; readonly setting: string }
  /** The name is its own, but not with such a record. */
  | { readonly type: 'no-data'; readonly setting: string }
  /** The domain is its own, and the name is not there. */
  | { readonly type: 'no-name'; readonly setting: string }
  /** It has to ask. */
  | { readonly type: 'unknown' }

/** Looks among hosts, aliases, whole domains and local domains, in dnsmasq's order (dnsmasq(8)). */
export function ownAnswer(settings: DnsmasqSettings, wiring: Wiring, question: DnsQuestion): Own {
  const name = normaliseName(question.name)
  const { type } = question
  const alias = aliasOf(settings, name)
  const end = alias?.target ?? name
  const hosts = hostRecords(settings, wiring, end)
  const found = hosts.filter(({ record }) => record.type === type)
  const [first] = found
  if (first) {
    const answers = [...(alias ? [alias.record] : []), ...found.map(({ record }) => record)]
    return { type: 'answer', answers, setting: alias?.setting ?? first.setting }
  }
  if (alias && hosts.length > 0) {
    const { record, setting } = alias
    return type === 'CNAME' ? { type: 'answer', answers: [record], setting } : { type: 'no-data', setting }
  }
  const domain = domainOf(settings, name)
  if (domain) return ofDomain(domain, settings, wiring, question)
  const local = (settings.localDomains ?? []).findIndex((one) => isSubdomain(name, one))
  if (local < 0) return { type: 'unknown' }
  const setting = `localDomains[${local}]`
  return hosts.length > 0 || isAbove(settings, name) ? { type: 'no-data', setting } : { type: 'no-name', setting }
}

function aliasOf({ aliases = [], localTtl }: DnsmasqSettings, name: string) {
  const index = aliases.findIndex((row) => row.name !== undefined && normaliseName(row.name) === name)
  const written = aliases[index]?.target
  if (written === undefined) return undefined
  const target = normaliseName(written)
  const record: DnsRecord = { name, type: 'CNAME', ttl: localTtl, data: target }
  return { target, record, setting: `aliases[${index}]` }
}

function hostRecords({ hosts = [], localTtl }: DnsmasqSettings, wiring: Wiring, name: string) {
  return hosts.flatMap((row, index) => {
    const data = row.address === undefined ? undefined : addressOf(row.address, wiring)
    if (data === undefined || row.name === undefined || normaliseName(row.name) !== name) return []
    const record: DnsRecord = { name, type: data.includes(':') ? 'AAAA' : 'A', ttl: localTtl, data }
    return [{ record, setting: `hosts[${index}]` }]
  })
}

const addressOf = (target: string, wiring: Wiring): string | undefined =>
  isAddress(target) ? target : wiring.addressOf(target)

/** The closest domain above the name; the longest one counts. */
function domainOf({ domains = [] }: DnsmasqSettings, name: string) {
  const around = domains
    .map((row, index) => ({ ...row, index }))
    .filter(({ domain }) => domain !== undefined && isSubdomain(name, domain))
  return around.toSorted((a, b) => labels(b.domain ?? '').length - labels(a.domain ?? '').length)[0]
}

function ofDomain(
  row: NonNullable<ReturnType<typeof domainOf>>,
  { localTtl }: DnsmasqSettings,
  wiring: Wiring,
  { name, type }: DnsQuestion,
): Own {
  const setting = `domains[${row.index}]`
  const data = row.address === undefined ? undefined : addressOf(row.address, wiring)
  if (data === undefined) return { type: 'no-name', setting }
  const isAsked = type === (data.includes(':') ? 'AAAA' : 'A')
  if (!isAsked) return { type: 'no-data', setting }
  return { type: 'answer', answers: [{ name: normaliseName(name), type, ttl: localTtl, data }], setting }
}

/** Whether a name of its own lies below this one: then it exists, though it has nothing (dnsmasq 2.90). */
function isAbove({ hosts = [] }: DnsmasqSettings, name: string): boolean {
  return hosts.some((row) => row.name !== undefined && isSubdomain(row.name, name))
}

/** Whether a name is one of its own, so that a "no such name" from elsewhere becomes "nothing of that type". */
export function isOwnName(settings: DnsmasqSettings, name: string): boolean {
  const own = [...(settings.hosts ?? []), ...(settings.aliases ?? [])]
  return own.some((row) => row.name !== undefined && normaliseName(row.name) === normaliseName(name))
}
