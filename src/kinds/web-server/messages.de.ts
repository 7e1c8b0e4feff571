import type { Translation } from '../../model/speaker.ts'
import type en from './messages.en.ts'

const de: Translation<typeof en> = {
  name: 'Webserver',
  summary: 'Antwortet mit Dateien oder gibt Anfragen an eine Anwendung weiter',
}

export default de
