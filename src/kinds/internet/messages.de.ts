import type { Translation } from '../../model/speaker.ts'
import type en from './messages.en.ts'

const de: Translation<typeof en> = {
  name: 'Internet',
  summary: 'Das öffentliche Netz: viele Router, die Pakete weiterreichen',
}

export default de
