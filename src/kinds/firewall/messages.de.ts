import type { Translation } from '../../model/speaker.ts'
import type en from './messages.en.ts'

const de: Translation<typeof en> = {
  name: 'Firewall',
  summary: 'Lässt durch, was die Regeln erlauben, und sonst nichts',
}

export default de
