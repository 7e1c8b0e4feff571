import type { Translation } from '../../model/speaker.ts'
import type en from './sql-server-messages.en.ts'

const de = (product: string): Translation<ReturnType<typeof en>> => ({
  login: 'Die Anmeldung als {user} stimmt: Die Sitzung beginnt',
  'no-login': 'Eine Abfrage ohne Anmeldung wird abgelehnt',
  'not-sql': `Was ankam, ist nicht das Protokoll von ${product}: Die Verbindung wird geschlossen`,
  read: 'Liest für {query}: {time}',
  written: 'Schreibt für {query}: {time}',
  rows: 'Gibt {rows,eine Zeile,# Zeilen} zurück',
  changed: 'Hat {rows,eine Zeile,# Zeilen} geändert',
})

export default de
