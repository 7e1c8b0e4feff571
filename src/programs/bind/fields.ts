import { choice, integer, line, list, table, target } from '../../protocols/fields/builders.ts'
import type { SettingsOf } from '../../protocols/fields/field.ts'

const addressTypes = ['A', 'AAAA'] as const
const textTypes = ['CNAME', 'MX', 'NS', 'TXT', 'SOA', 'SRV', 'PTR'] as const

export const fields = {
  records: table({
    name: line({ format: 'dns-name' }),
    type: choice([...addressTypes, ...textTypes], { default: 'A' }),
    /** A device stands for the address at which the public net reaches it. */
    target: target({ when: { field: 'type', is: addressTypes } }),
    value: line({ when: { field: 'type', is: textTypes } }),
    ttl: integer({ min: 0, max: 2_147_483_647, unit: 'seconds', default: 300 }),
  }),
  zones: list(line({ format: 'dns-name' })),
  negativeTtl: integer({ min: 0, max: 86_400, unit: 'seconds', default: 300 }),
}

export type BindSettings = SettingsOf<typeof fields>
export type RecordRow = BindSettings['records'] extends readonly (infer Row)[] | undefined ? Row : never
