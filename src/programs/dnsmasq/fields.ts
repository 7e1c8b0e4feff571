import { integer, line, list, table, target, toggle } from '../../protocols/fields/builders.ts'
import type { SettingsOf } from '../../protocols/fields/field.ts'

export const fields = {
  /** `server`: who is asked. Unset: the DNS servers that cables lead to. */
  servers: list(target({ serves: 'dns' }), { maxRows: 10 }),
  /** `host-record`, `addn-hosts`, /etc/hosts: a name and its address. */
  hosts: table({ name: line({ format: 'dns-name' }), address: target() }, { maxRows: 500 }),
  /** `address`: a domain and all below it lead to one address. */
  domains: table({ domain: line({ format: 'dns-name' }), address: target() }, { maxRows: 200 }),
  /** `cname`: an alias of a name of its own. */
  aliases: table({ name: line({ format: 'dns-name' }), target: line({ format: 'dns-name' }) }, { maxRows: 200 }),
  /** `local`: domains that are never asked for elsewhere. */
  localDomains: list(line({ format: 'dns-name' }), { maxRows: 50 }),
  /** `stop-dns-rebind`: answers from outside that lead to private addresses are left out. */
  stopRebind: toggle({ default: false }),
  /** `local-ttl`: how long its own names may be kept. */
  localTtl: integer({ min: 0, max: 604_800, unit: 'seconds', default: 0 }),
  /** `cache-size`: 0 keeps nothing. */
  cacheSize: integer({ min: 0, max: 10_000, default: 150 }),
}

export type DnsmasqSettings = SettingsOf<typeof fields>
