import type { Finding } from '../../model/finding.ts'
import { nobodyToAsk } from '../common/dns-findings.ts'
import type { FindingContext } from '../contract/program.ts'
import type { DnsmasqSettings } from './fields.ts'

/** A forwarder with neither servers to ask nor names of its own. */
export function findings({ settings, wiring }: FindingContext<DnsmasqSettings>): readonly Finding[] {
  const own = [settings.hosts, settings.domains, settings.aliases].some((rows) => (rows ?? []).length > 0)
  if (own || (settings.servers ?? []).length > 0) return []
  return [nobodyToAsk('dnsmasq', wiring.device, 'servers')]
}
