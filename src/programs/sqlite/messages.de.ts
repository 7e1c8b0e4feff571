import type { Translation } from '../../model/speaker.ts'
import type en from './messages.en.ts'

const de: Translation<typeof en> = {
  read: 'Liest für {query} aus der Datei {file}: {time}',
  written: 'Sperrt die Datei {file} und schreibt für {query}: {time}',
  rows: 'Übergibt der Anwendung {rows,eine Zeile,# Zeilen}',
  changed: 'Hat {rows,eine Zeile,# Zeilen} geändert',
  'no-table': 'In der Datei {file} gibt es die Tabelle nicht: Der Fehler geht an die Anwendung zurück',
  'not-sql': '{file} ist eine Datenbankdatei: Was ankam, ist keine Datenbankabfrage',

  'finding.no-app': 'Keine Anwendung benutzt diese Datenbankdatei',

  'section.file': 'Datenbankdatei',
  'section.speed': 'Geschwindigkeit',
  'field.fileName': 'Datei',
  'field.fileName.help': 'Sie liegt auf dem Rechner der Anwendung. Zwischen beiden ist kein Netz.',
  'field.hasTables': 'Tabellen vorhanden',
  'field.hasTables.help': 'Aus: als hätte niemand die Migrationen ausgeführt. Jede Abfrage schlägt fehl.',
  'field.rows': 'Zeilen, die eine Abfrage findet',
  'field.rows.help': 'So viele Zeilen gibt eine Leseabfrage zurück.',
  'field.queryMs': 'Zeit je Abfrage',
  'field.queryMs.help': 'So lange dauert einmal Lesen oder Schreiben.',
}

export default de
