import { list, table, line, target, toggle } from '../../protocols/fields/builders.ts'
import type { SettingsOf } from '../../protocols/fields/field.ts'

export const fields = {
  /** `forward-zone` for everything: others look the answer up. Unset: the DNS servers that cables lead to. */
  forwardTo: list(target({ serves: 'dns' }), { maxRows: 10 }),
  /** The servers of the root. With them it looks everything up itself, from the top. */
  rootServers: list(target({ serves: 'dns' }), { maxRows: 13 }),
  /** `local-data`: names that it answers by itself. */
  localData: table({ name: line({ format: 'dns-name' }), address: target() }, { maxRows: 200 }),
  /** `rrset-roundrobin`: several addresses of one name come in turn. */
  roundRobin: toggle({ default: true }),
}

export type UnboundSettings = SettingsOf<typeof fields>
