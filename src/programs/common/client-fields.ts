import { choice, duration, integer, line, list, table, target } from '../../protocols/fields/builders.ts'
import type { SettingsOf } from '../../protocols/fields/field.ts'
import type { Wiring } from '../contract/wiring.ts'

const tlsVersions = ['1.0', '1.1', '1.2', '1.3'] as const

/** What every client can be set to; labels in `client-texts`. The defaults are glibc's and the Linux kernel's. */
export const clientFields = {
  hosts: table({ name: line({ format: 'hostname' }), address: target() }, { maxRows: 100 }),
  resolvers: list(target({ serves: 'dns' }), { maxRows: 3 }),
  /** `search`: domains that are put behind a name that is not full (resolv.conf(5)). */
  searchDomains: list(line({ format: 'hostname' }), { maxRows: 6 }),
  /** From so many dots on a name is tried as it is first. */
  ndots: integer({ min: 0, max: 15, default: 1 }),
  /** glibc takes no more than 30 s (resolv.conf(5)). */
  dnsTimeoutMs: duration({ min: 1, max: 30_000, default: 5000 }),
  dnsAttempts: integer({ min: 1, max: 5, default: 2 }),
  tlsLowest: choice(tlsVersions, { default: '1.2' }),
  tlsHighest: choice(tlsVersions, { default: '1.3' }),
  tlsCiphers: line({ maxLength: 1000 }),
  clientCertificate: choice(['none', 'trusted', 'unknown-ca', 'self-signed', 'expired', 'server-only'], {
    default: 'none',
  }),
  /** The kernel sends a SYN seven times and gives up after 127 s, before curl or Chromium would. */
  connectTimeoutMs: duration({ min: 1, max: 127_000, default: 127_000 }),
  /** Neither has a limit of its own; five minutes stand for "nobody waits longer". */
  totalTimeoutMs: duration({ min: 1, max: 600_000, default: 300_000 }),
}

export const clientSections = [
  { code: 'names', fields: ['hosts', 'resolvers'] },
  {
    code: 'patience',
    fields: ['connectTimeoutMs', 'totalTimeoutMs', 'dnsTimeoutMs', 'dnsAttempts', 'searchDomains', 'ndots'],
    advanced: true,
  },
  { code: 'tls', fields: ['tlsLowest', 'tlsHighest', 'tlsCiphers', 'clientCertificate'], advanced: true },
] as const

export type ClientSettings = SettingsOf<typeof clientFields>

/** Unset, the resolver is the nearest DNS server. */
function derive(wiring: Wiring): { readonly resolvers?: readonly string[] } {
  const server = wiring.nearest('dns')
  return server ? { resolvers: [server.id] } : {}
}

/** What the definitions of all clients share: they send, and nobody can ask them for anything. */
export const clientProgram = {
  serves: undefined,
  forwards: false,
  sends: true,
  migrations: [],
  derive,
  services: () => [],
} as const
