import type { DnsMessage, DnsRecord } from '../../model/packet.ts'

/** A set of records, or the news that there is none; each set keeps its own time (RFC 2181 section 5.2). */
export type CachedSet = {
  rcode: 'NOERROR' | 'NXDOMAIN'
  records: { name: string; type: string; ttl: number; data: string }[]
  /** The start of authority that came with a "no". */
  soa: { name: string; type: string; ttl: number; data: string } | null
  /** Virtual ms at which it runs out. */
  until: number
}

/** By name and type: `www.example.com A`. */
export type DnsCache = { [key: string]: CachedSet }

export const keyOf = (name: string, type: string): string => `${name} ${type}`

/** What is kept and has not run out, with what is left of its time, in whole seconds. */
export function recall(cache: DnsCache, name: string, type: string, now: number): CachedSet | undefined {
  const found = cache[keyOf(name, type)]
  if (!found || found.until <= now) return undefined
  const ttl = Math.floor((found.until - now) / 1000 + 1e-6)
  const soa = found.soa && { ...found.soa, ttl }
  return { ...found, soa, records: found.records.map((record) => ({ ...record, ttl })) }
}

/** Keeps each set of records for its own time. What may be kept for no time at all is not kept. */
export function keepRecords(cache: DnsCache, records: readonly DnsRecord[], now: number): void {
  const sets = new Map<string, DnsRecord[]>()
  for (const record of records) {
    const key = keyOf(record.name, record.type)
    sets.set(key, [...(sets.get(key) ?? []), record])
  }
  for (const [key, set] of sets) {
    const ttl = Math.min(...set.map((record) => record.ttl))
    if (ttl > 0) cache[key] = { rcode: 'NOERROR', records: set.map(plain), soa: null, until: now + ttl * 1000 }
  }
}

/** Keeps a "no" for as long as the start of authority allows (RFC 2308 section 5); without one it is not kept. */
export function keepNothing(cache: DnsCache, name: string, type: string, reply: DnsMessage, now: number): void {
  const soa = reply.authority?.find((record) => record.type === 'SOA')
  const seconds = soa ? Math.min(soa.ttl, Number(soa.data.split(' ').at(-1)) || 0) : 0
  if (!soa || seconds <= 0) return
  const rcode = reply.rcode === 'NXDOMAIN' ? 'NXDOMAIN' : 'NOERROR'
  cache[keyOf(name, type)] = { rcode, records: [], soa: plain(soa), until: now + seconds * 1000 }
}

const plain = ({ name, type, ttl, data }: DnsRecord) => ({ name, type, ttl, data })
