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

/** Aliases in a row, before it stops to follow them. */
const maxAliases = 10

/** Looks among hosts and aliases, then in whole domains and local ones, in dnsmasq's order (dnsmasq(8)). */
export function ownAnswer(settings: DnsmasqSettings, wiring: Wiring, question: DnsQuestion): Own {
  const name = normaliseName(question.name)
  const { type } = question
  const aliases = aliasesFrom(settings, name, type)
  const end = aliases.at(-1)?.record.data ?? name
  const found = hostRecords(settings, wiring, end).filter(({ record }) => fits(record, type))
  const [first] = [...aliases, ...found]
  if (first) {
    return { type: 'answer', answers: [...aliases, ...found].map(({ record }) => record), setting: first.setting }
  }
  const own = ofDomains(settings, wiring, { name, type })
  return own.type === 'no-name' && isThere(settings, name) ? { type: 'no-data', setting: own.setting } : own
}

const fits = (record: DnsRecord, type: string): boolean => type === 'ANY' || record.type === type

/** The alias of a name, and the alias of that; one whose end is not its own is given all the same. */
function aliasesFrom({ aliases: rows = [], localTtl }: DnsmasqSettings, name: string, type: string) {
  const found: { readonly record: DnsRecord; readonly setting: string }[] = []
  let end = name
  while (found.length < maxAliases) {
    const index = rows.findIndex((row) => row.name !== undefined && normaliseName(row.name) === end)
    const written = rows[index]?.target
    if (written === undefined) break
    const data = normaliseName(written)
    found.push({ record: { name: end, type: 'CNAME', ttl: localTtl, data }, setting: `aliases[${index}]` })
    if (type === 'CNAME') break
    end = data
  }
  return found
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

/** What the closest domain around a name says that has something to say about the type; else the next one above. */
function ofDomains(settings: DnsmasqSettings, wiring: Wiring, { name, type }: DnsQuestion): Own {
  const { localTtl } = settings
  for (const domain of around(name)) {
    const rows = domainRows(settings, wiring).filter((row) => row.domain === domain)
    const records = rows.flatMap(({ data, setting }) => {
      if (data === undefined) return []
      const record: DnsRecord = { name, type: data.includes(':') ? 'AAAA' : 'A', ttl: localTtl, data }
      return fits(record, type) ? [{ record, setting }] : []
    })
    const [first] = records
    if (first) return { type: 'answer', answers: records.map(({ record }) => record), setting: first.setting }
    const closed = rows.find(({ data }) => data === undefined)
    if (closed) return { type: 'no-name', setting: closed.setting }
  }
  return { type: 'unknown' }
}

/** The name and all domains above it, the longest first. */
function around(name: string): readonly string[] {
  const parts = labels(name)
  return [...parts.map((_, index) => parts.slice(index).join('.')), '']
}

/** Domains with their addresses; one without an address, and a local one, has no names but those that are listed. */
function domainRows({ domains = [], localDomains = [] }: DnsmasqSettings, wiring: Wiring) {
  const led = domains.flatMap(({ domain, address }, index) => {
    if (domain === undefined) return []
    const data = address === undefined ? undefined : addressOf(address, wiring)
    return [{ domain: normaliseName(domain), data, setting: `domains[${index}]` }]
  })
  const local = localDomains.map((domain, index) => {
    return { domain: normaliseName(domain), data: undefined, setting: `localDomains[${index}]` }
  })
  return [...led, ...local]
}

/** Whether a name is one of its own, or one of those lies below it: then it exists, though it may have nothing. */
function isThere({ hosts = [], aliases = [] }: DnsmasqSettings, name: string): boolean {
  return [...hosts, ...aliases].some((row) => row.name !== undefined && isSubdomain(row.name, name))
}

/**
 * Whether it knows that a name exists, so that a "no such name" from elsewhere becomes "nothing of that type": one of
 * its own names, or any in a domain that it leads to an address.
 */
export function isKnown(settings: DnsmasqSettings, name: string): boolean {
  const { domains = [] } = settings
  return isThere(settings, name) || domains.some(({ domain }) => domain !== undefined && isSubdomain(name, domain))
}
