import type { Translation } from '../../model/speaker.ts'
import type en from './dns-texts.en.ts'

const de: Translation<typeof en> = {
  'section.asking': 'Wen er fragt',
  'finding.nobody-to-ask': 'Dieser DNS-Server kann niemanden fragen und hat keine eigenen Namen',

  'state.cache': 'Gemerkte Antworten',
  'state.cache.name': 'Name',
  'state.cache.type': 'Typ',
  'state.cache.data': 'Antwort',
  'state.cache.left': 'Noch für',
  'state-no-name': 'kein solcher Name',
  'state-no-data': 'kein solcher Eintrag',
}

export default de
