import type { Finding } from '../../model/finding.ts'
import { speaker } from '../../model/speaker.ts'
import type { FindingRule } from '../contract/program.ts'
import type en from './sql-server-texts.en.ts'
import type { SqlServerSettings } from './sql-server.ts'

/** What the check notices about a database server, in the words of the program `id`, whose texts spread `sql-server-texts`. */
export function findingsOf(id: string): FindingRule<SqlServerSettings> {
  const say = speaker<ReturnType<typeof en>>(id)
  return ({ settings, wiring }) => {
    const device = { type: 'device', id: wiring.device } as const
    const found: Finding[] = []
    if (settings.listenAddress === 'localhost' && wiring.ledFrom.length > 0) {
      const subject = { ...device, setting: 'listenAddress' }
      found.push({ ...say('finding.localhost'), severity: 'error', subject, fixes: [] })
    }
    if (wiring.ledFrom.length === 0) {
      found.push({ ...say('finding.no-app'), severity: 'hint', subject: device, fixes: [] })
    }
    return found
  }
}
