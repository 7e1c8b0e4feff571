import type { Source } from '../../model/trace.ts'
import type { StepOptions } from '../contract/context.ts'

/** The directive that a step follows, in nginx's reference. */
const directiveSource = (section: string): Source => ({ title: 'nginx', section })

/** The directive that decided and the setting that says so. */
export const by = (section: string, setting?: string): StepOptions => ({
  source: directiveSource(section),
  ...(setting === undefined ? {} : { setting }),
})
