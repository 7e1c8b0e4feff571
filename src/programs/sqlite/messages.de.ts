import type { Translation } from '../../model/speaker.ts'
import type en from './messages.en.ts'

const de: Translation<typeof en> = {
  read: 'Liest für {query} aus der Datei {file}: {time}',
  written: 'Sperrt die Datei {file} und schreibt für {query}: {time}',
  rows: 'Übergibt der Anwendung {rows,eine Zeile,# Zeilen}',
  changed: 'Hat {rows,eine Zeile,# Zeilen} geändert',
  'no-table': 'In der Datei {file} gibt es die Tabelle nicht: Der Fehler geht an die Anwendung zurück',
  'no-directory': 'Das Verzeichnis von {file} gibt es nicht, darum lässt sich die Datei nicht öffnen',
  locked:
    'Ein anderer Prozess hält die Datei zum Schreiben, und nach {time} ist die Geduld zu Ende: database is locked',
  'locked-for-all':
    'Ein anderer Prozess hat die Datei für alle gesperrt, und nach {time} ist die Geduld zu Ende: database is locked',
  'waits-for-writer': 'Nur einer darf auf einmal schreiben: wartet {time} auf den anderen',
  'not-sql': '{file} ist eine Datenbankdatei: Was ankam, ist keine Datenbankabfrage',
}

export default de
