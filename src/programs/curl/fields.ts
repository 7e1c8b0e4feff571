import { integer, toggle } from '../../protocols/fields/builders.ts'
import type { SettingsOf } from '../../protocols/fields/field.ts'
import { clientFields } from '../common/client-fields.ts'

export const fields = {
  /** `-k`: takes any certificate. */
  insecure: toggle({ default: false }),
  followRedirects: toggle({ default: false }),
  /** `--max-redirs`; beyond it exit code 47. */
  maxRedirects: integer({ min: 0, max: 10_000, default: 50, when: { field: 'followRedirects', is: [true] } }),
  cachesNames: toggle({ default: false }),
  ...clientFields,
}

export type CurlSettings = SettingsOf<typeof fields>
