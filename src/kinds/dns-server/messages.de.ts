import type { Translation } from '../../model/speaker.ts'
import type en from './messages.en.ts'

const de: Translation<typeof en> = {
  name: 'DNS',
  summary: 'Sagt, welche Adresse zu einem Namen gehört',
}

export default de
