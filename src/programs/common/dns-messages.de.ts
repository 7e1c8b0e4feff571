import type { Translation } from '../../model/speaker.ts'
import type en from './dns-messages.en.ts'

const de: Translation<typeof en> = {
  'not-dns': 'Was an Port 53 ankam, ist keine DNS-Anfrage',
  'no-help': '{server} antwortet {rcode}, und das hilft nicht weiter',
  waited: 'Nach {name} wird schon gefragt: wartet auf diese Antwort',
}

export default de
