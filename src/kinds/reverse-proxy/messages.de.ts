import type { Translation } from '../../model/speaker.ts'
import type en from './messages.en.ts'

const de: Translation<typeof en> = {
  name: 'Reverse Proxy',
  summary: 'Nimmt Anfragen für die inneren Server an, beendet TLS, speichert zwischen',
}

export default de
