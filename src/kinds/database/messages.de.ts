import type { Translation } from '../../model/speaker.ts'
import type en from './messages.en.ts'

const de: Translation<typeof en> = {
  name: 'Datenbank',
  summary: 'Bewahrt die Daten auf und beantwortet Abfragen',
}

export default de
