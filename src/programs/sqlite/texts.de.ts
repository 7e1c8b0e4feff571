import type { Translation } from '../../model/speaker.ts'
import sql from '../common/sql-texts.de.ts'
import type en from './texts.en.ts'

const de: Translation<typeof en> = {
  ...sql,

  'section.file': 'Datenbankdatei',
  'section.speed': 'Geschwindigkeit',
  'section.locks': 'Sperren',
  'field.hasDirectory': 'Verzeichnis vorhanden',
  'field.hasDirectory.help': 'Aus: Die Datei lässt sich nicht öffnen, und jede Abfrage schlägt fehl.',
  'field.otherLock': 'Ein anderer Prozess hält',
  'field.otherLock.help': 'Eine Schreibsperre lässt Schreibende warten, eine exklusive Sperre alle.',
  'option.otherLock.none': 'nichts',
  'option.otherLock.write': 'eine Schreibsperre',
  'option.otherLock.exclusive': 'eine exklusive Sperre',
  'field.busyTimeoutMs': 'Wartet auf eine Sperre',
  'field.busyTimeoutMs.help': 'So lange wartet die Anwendung, bevor sie aufgibt: database is locked (timeout).',
  'field.fileName': 'Datei',
  'field.fileName.help': 'Sie liegt auf dem Rechner der Anwendung. Zwischen beiden ist kein Netz.',

  'finding.no-app': 'Keine Anwendung benutzt diese Datenbankdatei',

  'state.lock': 'Sperre',
  'state.lock.held': 'Datenbankdatei',
  'state-written': 'wird noch {left} beschrieben',
}

export default de
