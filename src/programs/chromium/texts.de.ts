import type { Translation } from '../../model/speaker.ts'
import client from '../common/client-texts.de.ts'
import type en from './texts.en.ts'

const de: Translation<typeof en> = {
  ...client,

  'state.preflights': 'Gemerkte Preflight-Anfragen',
  'state.preflights.page': 'Seite',
  'state.preflights.url': 'Adresse',
  'state.preflights.methods': 'Methoden',
  'state.preflights.headers': 'Header',
  'state.preflights.left': 'Noch',
}

export default de
