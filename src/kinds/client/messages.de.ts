import type { Translation } from '../../model/speaker.ts'
import type en from './messages.en.ts'

const de: Translation<typeof en> = {
  name: 'Client',
  summary: 'Hier beginnt die Anfrage: ein Browser oder ein Programm auf der Kommandozeile',
}

export default de
