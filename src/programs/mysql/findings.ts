import type { Finding } from '../../model/finding.ts'
import { speaker } from '../../model/speaker.ts'
import type { FindingContext } from '../contract/program.ts'
import type { MysqlSettings } from './fields.ts'
import type en from './texts.en.ts'

const say = speaker<typeof en>('mysql')

export function findings({ settings, wiring }: FindingContext<MysqlSettings>): readonly Finding[] {
  const about = (setting?: string) =>
    ({
      subject: { type: 'device', id: wiring.device, ...(setting === undefined ? {} : { setting }) },
      fixes: [],
    }) as const
  const found: Finding[] = []
  if (settings.listenAddress === 'localhost' && wiring.ledFrom.length > 0) {
    found.push({ ...say('finding.localhost'), severity: 'error', ...about('listenAddress') })
  }
  if (wiring.ledFrom.length === 0) found.push({ ...say('finding.no-app'), severity: 'hint', ...about() })
  return found
}
