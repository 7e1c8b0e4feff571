import type { Finding } from '../../model/finding.ts'
import { list, text } from '../../model/message.ts'
import { speaker } from '../../model/speaker.ts'
import type { FindingContext } from '../contract/program.ts'
import type { DjangoSettings } from './fields.ts'
import { allowedNames, judgeHost } from './hosts.ts'
import type en from './texts.en.ts'

const say = speaker<typeof en>('django')

export function findings({ settings, wiring }: FindingContext<DjangoSettings>): readonly Finding[] {
  const at = (setting: string) => ({ subject: { type: 'device', id: wiring.device, setting } as const, fixes: [] })
  const found: Finding[] = []
  const { endpoints, database, allowedHosts, corsOrigins, corsCredentials } = settings
  const wanting = (endpoints ?? []).findIndex((endpoint) => endpoint.usesDatabase !== 'none')
  if (database === undefined && wanting >= 0) {
    found.push({ ...say('finding.database-missing'), severity: 'error', ...at(`endpoints[${wanting}]`) })
  } else if (database === undefined) {
    found.push({ ...say('finding.no-database'), severity: 'hint', ...at('database') })
  }
  const names = wiring.knownNames().filter((name) => !name.startsWith('*'))
  if (
    names.length > 0 &&
    names.every((name) => judgeHost(name, allowedNames(allowedHosts, settings.debug)) === 'not-allowed')
  ) {
    const words = say('finding.hosts', { names: list(names.map((name) => text(name))) })
    found.push({ ...words, severity: 'warning', ...at('allowedHosts') })
  }
  if (corsCredentials && corsOrigins?.includes('*')) {
    found.push({ ...say('finding.cors-open'), severity: 'warning', ...at('corsOrigins') })
  }
  return found
}
