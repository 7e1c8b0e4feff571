import type { Translation } from '../model/speaker.ts'
import type en from './app.en.ts'

const de: Translation<typeof en> = {
  'app.name': 'Paketweg',
}
export default de
