import type { Translation } from '../../model/speaker.ts'
import type en from './messages.en.ts'

const de: Translation<typeof en> = {
  name: 'Webanwendung',
  summary: 'Das Programm, das die Arbeit macht und die Antwort erstellt',
}

export default de
