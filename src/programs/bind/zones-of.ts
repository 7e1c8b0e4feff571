import type { DnsRecord } from '../../model/packet.ts'
import { isSubdomain, labels, normaliseName } from '../../protocols/dns/name.ts'
import { changeNames } from '../../protocols/dns/names-in-data.ts'
import { isAddress } from '../../protocols/ip/address.ts'
import type { Wiring } from '../contract/wiring.ts'
import type { BindSettings, RecordRow } from './fields.ts'
import type { Zone } from './zone.ts'

/** The zones that the settings make: named ones, those that have an SOA, or one for each domain of a record. */
export function zonesOf(settings: BindSettings, wiring: Wiring): readonly Zone[] {
  const written = (settings.records ?? []).flatMap((row) => recordOf(row, wiring) ?? [])
  const apexes = apexesOf(settings)
  return apexes.map((apex) => {
    // The same server may have the zone below too: what is told there is not told here, but for the cut itself.
    const inner = apexes.filter((other) => other !== apex && isSubdomain(other, apex))
    const isMine = ({ name, type }: DnsRecord) =>
      isSubdomain(name, apex) && !inner.some((other) => isSubdomain(name, other) && !(name === other && type === 'NS'))
    const own = unlike(fromBeginning(written, apex).filter(isMine))
    const soa = own.find((record) => record.type === 'SOA' && record.name === apex) ?? plainSoa(apex, settings)
    return { apex, soa, records: [soa, ...own.filter((record) => record.type !== 'SOA')] }
  })
}

/** The zone above may name the same servers with another time: what stands below a zone's own SOA goes before that. */
function fromBeginning(records: readonly DnsRecord[], apex: string): readonly DnsRecord[] {
  const start = records.findIndex(({ type, name }) => type === 'SOA' && name === apex)
  return start < 0 ? records : [...records.slice(start), ...records.slice(0, start)]
}

/** What stands in for a start of authority that nobody wrote down. */
export function plainSoa(apex: string, { negativeTtl }: BindSettings): DnsRecord {
  const below = (label: string) => (apex === '' ? label : `${label}.${apex}`)
  const data = `${below('ns')} ${below('hostmaster')} 1 3600 600 86400 ${negativeTtl}`
  return { name: apex, type: 'SOA', ttl: negativeTtl, data }
}

/** The names at which this server's authority begins. */
export function apexesOf(settings: BindSettings): readonly string[] {
  if (settings.zones !== undefined && settings.zones.length > 0) return unique(settings.zones.map(normaliseName))
  const rows = (settings.records ?? []).filter((row) => row.name !== undefined)
  const begun = rows.filter(({ type }) => type === 'SOA').map(({ name = '' }) => normaliseName(name))
  const others = rows.map(({ name = '' }) => name).filter((name) => !begun.some((apex) => isSubdomain(name, apex)))
  return unique([...begun, ...others.map(domainOf)])
}

/** The registered domain of a name, as far as one can guess it: the last two labels. */
const domainOf = (name: string): string =>
  labels(name)
    .filter((label) => label !== '*')
    .slice(-2)
    .join('.')

const identityOf = ({ name, type, data }: DnsRecord) => `${name} ${type} ${data}`

/** A record that is there twice counts once (RFC 2181 section 5). */
function unlike(records: readonly DnsRecord[]): readonly DnsRecord[] {
  return [...new Map(records.toReversed().map((record) => [identityOf(record), record])).values()].toReversed()
}

const unique = (names: readonly string[]): readonly string[] => [...new Set(names)]

/** The record that a row makes; none while its name or value is missing or does not fit its type. */
export function recordOf(row: RecordRow, wiring: Wiring): DnsRecord | undefined {
  if (row.name === undefined) return undefined
  const data = dataOf(row, wiring)
  return data === undefined ? undefined : { name: normaliseName(row.name), type: row.type, ttl: row.ttl, data }
}

function dataOf({ type, target, value }: RecordRow, wiring: Wiring): string | undefined {
  if (type !== 'A' && type !== 'AAAA')
    return value === undefined || value === '' ? undefined : changeNames(type, value, normaliseName)
  if (target === undefined) return undefined
  const address = isAddress(target) ? target : (wiring.publicAddressOf(target) ?? wiring.addressOf(target))
  const isIpv6 = address?.includes(':') ?? false
  return isIpv6 === (type === 'AAAA') ? address : undefined
}
