import type { Finding } from '../../model/finding.ts'
import { speaker } from '../../model/speaker.ts'
import type { FindingContext } from '../contract/program.ts'
import type { DnsmasqSettings } from './fields.ts'
import type en from './texts.en.ts'

const say = speaker<typeof en>('dnsmasq')

/** A forwarder that has nobody to ask can only say what it knows of its own. */
export function findings({ settings, wiring }: FindingContext<DnsmasqSettings>): readonly Finding[] {
  const own = [settings.hosts, settings.domains, settings.aliases].some((rows) => (rows ?? []).length > 0)
  if (own || (settings.servers ?? []).length > 0) return []
  const subject = { type: 'device', id: wiring.device, setting: 'servers' } as const
  return [{ ...say('finding.nobody-to-ask'), severity: 'warning', subject, fixes: [] }]
}
