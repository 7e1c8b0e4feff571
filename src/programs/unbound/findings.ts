import type { Finding } from '../../model/finding.ts'
import { nobodyToAsk } from '../common/dns-findings.ts'
import type { FindingContext } from '../contract/program.ts'
import type { UnboundSettings } from './fields.ts'

/** A resolver with neither servers to ask nor names of its own. */
export function findings({ settings, wiring }: FindingContext<UnboundSettings>): readonly Finding[] {
  const canAsk = (settings.forwardTo ?? []).length + (settings.rootServers ?? []).length > 0
  if (canAsk || (settings.localData ?? []).length > 0) return []
  return [nobodyToAsk('unbound', wiring.device, 'forwardTo')]
}
