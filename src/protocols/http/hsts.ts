import type { Header } from '../../model/request.ts'
import { isAddress } from '../ip/address.ts'
import { get } from './headers.ts'

/** Hosts that are asked by https only; `until` in virtual ms. */
export type HstsHosts = { [host: string]: { until: number; subdomains: boolean } }

/** Chromium remembers for a year at most. */
const longest = 365 * 86_400

/** Reads Strict-Transport-Security: seconds and scope; nothing where it is missing or not valid (RFC 6797 section 6.1). */
export function readHsts(headers: readonly Header[]): { maxAge: number; subdomains: boolean } | undefined {
  const directives = new Map<string, string>()
  for (const part of (get(headers, 'Strict-Transport-Security') ?? '').split(';')) {
    if (part.trim() === '') continue
    const [, name, plain, quoted = ''] = /^\s*([\w-]+)\s*(?:=\s*(?:([^\s"]+)|"([^"]*)"))?\s*$/.exec(part) ?? []
    const key = name?.toLowerCase()
    if (key === undefined || directives.has(key)) return undefined
    directives.set(key, plain ?? quoted)
  }
  const age = directives.get('max-age') ?? ''
  const scope = directives.get('includesubdomains')
  if (!/^\d+$/.test(age) || (scope !== undefined && scope !== '')) return undefined
  return { maxAge: Math.min(Number(age), longest), subdomains: scope === '' }
}

/** The host that asks for https, be it this one or one above it (RFC 6797 section 8.2). */
export function hstsFor(hosts: HstsHosts, host: string, now: number): string | undefined {
  if (isAddress(host)) return undefined
  const isKnown = (name: string) => (hosts[name]?.until ?? 0) > now
  if (isKnown(host)) return host
  const parts = host.split('.')
  const above = parts.slice(1).map((_, index) => parts.slice(index + 1).join('.'))
  return above.find((name) => isKnown(name) && hosts[name]?.subdomains)
}
