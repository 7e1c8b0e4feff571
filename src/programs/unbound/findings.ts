import type { Finding } from '../../model/finding.ts'
import { speaker } from '../../model/speaker.ts'
import type { FindingContext } from '../contract/program.ts'
import type { UnboundSettings } from './fields.ts'
import type en from './texts.en.ts'

const say = speaker<typeof en>('unbound')

/** A resolver that has nobody to ask can only say what it knows of its own. */
export function findings({ settings, wiring }: FindingContext<UnboundSettings>): readonly Finding[] {
  const canAsk = (settings.forwardTo ?? []).length + (settings.rootServers ?? []).length > 0
  if (canAsk || (settings.localData ?? []).length > 0) return []
  const subject = { type: 'device', id: wiring.device, setting: 'forwardTo' } as const
  return [{ ...say('finding.nobody-to-ask'), severity: 'warning', subject, fixes: [] }]
}
