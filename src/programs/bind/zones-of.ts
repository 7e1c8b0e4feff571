import type { DnsRecord } from '../../model/packet.ts'
import { isSubdomain, labels, normaliseName } from '../../protocols/dns/name.ts'
import { isAddress } from '../../protocols/ip/address.ts'
import type { Wiring } from '../contract/wiring.ts'
import type { BindSettings, RecordRow } from './fields.ts'
import type { Zone } from './zone.ts'

/** The zones that the settings make: named ones, or one for each domain (last two labels) that a record lies in. */
export function zonesOf(settings: BindSettings, wiring: Wiring): readonly Zone[] {
  const records = (settings.records ?? []).flatMap((row) => recordOf(row, wiring) ?? [])
  return apexesOf(settings).map((apex) => ({
    apex,
    negativeTtl: settings.negativeTtl,
    records: records.filter((record) => isSubdomain(record.name, apex)),
  }))
}

/** The names at which this server's authority begins. */
export function apexesOf(settings: BindSettings): readonly string[] {
  if (settings.zones !== undefined && settings.zones.length > 0) return unique(settings.zones.map(normaliseName))
  const names = (settings.records ?? []).flatMap((row) => (row.name === undefined ? [] : [row.name]))
  return unique(
    names.map((name) =>
      labels(name)
        .filter((label) => label !== '*')
        .slice(-2)
        .join('.'),
    ),
  )
}

const unique = (names: readonly string[]): readonly string[] => [...new Set(names)]

/** The record that a row makes; none while its name or value is missing or does not fit its type. */
export function recordOf(row: RecordRow, wiring: Wiring): DnsRecord | undefined {
  if (row.name === undefined) return undefined
  const data = dataOf(row, wiring)
  return data === undefined ? undefined : { name: normaliseName(row.name), type: row.type, ttl: row.ttl, data }
}

function dataOf({ type, target, value }: RecordRow, wiring: Wiring): string | undefined {
  if (type === 'CNAME' || type === 'NS') return value === undefined || value === '' ? undefined : normaliseName(value)
  if (type === 'MX' || type === 'TXT') return value
  if (target === undefined) return undefined
  const address = isAddress(target) ? target : (wiring.publicAddressOf(target) ?? wiring.addressOf(target))
  const isIpv6 = address?.includes(':') ?? false
  return isIpv6 === (type === 'AAAA') ? address : undefined
}
