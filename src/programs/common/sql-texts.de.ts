import type { Translation } from '../../model/speaker.ts'
import type en from './sql-texts.en.ts'

const de: Translation<typeof en> = {
  'field.hasTables': 'Tabellen vorhanden',
  'field.hasTables.help': 'Aus: als hätte niemand die Migrationen ausgeführt. Jede Abfrage schlägt fehl.',
  'field.rows': 'Zeilen, die eine Abfrage findet',
  'field.rows.help': 'So viele Zeilen gibt eine Leseabfrage zurück.',
  'field.queryMs': 'Zeit je Abfrage',
  'field.queryMs.help': 'So lange dauert einmal Lesen oder Schreiben.',
}

export default de
