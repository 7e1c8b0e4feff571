import type { Translation } from '../../model/speaker.ts'
import type en from './messages.en.ts'

const de: Translation<typeof en> = {
  read: 'Liest für {query} aus der Datei {file}: {time}',
  written: 'Sperrt die Datei {file} und schreibt für {query}: {time}',
  rows: 'Übergibt der Anwendung {rows,eine Zeile,# Zeilen}',
  changed: 'Hat {rows,eine Zeile,# Zeilen} geändert',
  'no-table': 'In der Datei {file} gibt es die Tabelle nicht: Der Fehler geht an die Anwendung zurück',
  'not-sql': '{file} ist eine Datenbankdatei: Was ankam, ist keine Datenbankabfrage',
}

export default de
