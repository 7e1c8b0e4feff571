import type { Finding } from '../../model/finding.ts'
import { speaker } from '../../model/speaker.ts'
import type { FindingContext } from '../contract/program.ts'
import type en from './texts.en.ts'

const say = speaker<typeof en>('sqlite')

export function findings({ wiring }: FindingContext<unknown>): readonly Finding[] {
  if (wiring.ledFrom.length > 0) return []
  return [{ ...say('finding.no-app'), severity: 'hint', subject: { type: 'device', id: wiring.device }, fixes: [] }]
}
