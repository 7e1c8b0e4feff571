import type { Finding } from '../../model/finding.ts'
import { speaker } from '../../model/speaker.ts'
import type en from './dns-texts.en.ts'

/** A server that has nobody to ask can only say what it knows of its own: a finding of the program `id` about a setting. */
export function nobodyToAsk(id: string, device: string, setting: string): Finding {
  const say = speaker<typeof en>(id)
  return {
    ...say('finding.nobody-to-ask'),
    severity: 'warning',
    subject: { type: 'device', id: device, setting },
    fixes: [],
  }
}
