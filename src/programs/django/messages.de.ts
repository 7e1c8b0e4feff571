import type { Translation } from '../../model/speaker.ts'
import type en from './messages.en.ts'

const de: Translation<typeof en> = {
  'any-path': 'Es ist kein Endpunkt eingestellt, darum beantwortet die Anwendung {method} {path} wie jeden Pfad',
  endpoint: 'Der Endpunkt {path} beantwortet {method}',
  preflight: 'Beantwortet die Preflight-Anfrage des Browsers selbst; kein Endpunkt bekommt sie zu sehen',
  options: 'Antwortet mit den Methoden, die dieser Pfad kennt: {allowed}',
  'append-slash': 'Den Pfad gibt es nur mit Schrägstrich am Ende: schickt den Browser zu {path}',
  'not-found': 'Kein Endpunkt passt zum Pfad {path}: 404',
  'method-not-allowed': '{method} ist hier nicht erlaubt, nur {allowed}: 405',
  'host-malformed': '{host} ist kein richtig geschriebener Hostname: 400',
  'host-not-allowed': 'Der Name {host} steht nicht in ALLOWED_HOSTS ({allowed}): 400',
  'not-http': 'Was ankam, ist keine HTTP-Anfrage: 400',
  works: 'Arbeitet {time} daran',
  answers: 'Antwortet mit Status {status} und {type}',
  'asks-database': 'Braucht Daten und fragt {database}',
  'tells-database': 'Speichert Daten in {database}',
  'no-database': 'Braucht eine Datenbank, aber es ist keine angeschlossen',
  'database-unreachable': 'Nach {time} keine Verbindung zu {database}',
  'database-broke-off': 'Die Datenbank hat die Verbindung ohne Ergebnis beendet',
  'database-not-sql': 'Was da antwortet, ist keine Datenbank',
  'database-error': 'Die Datenbank meldet einen Fehler: {error}',
  'database-rows': 'Hat das Ergebnis bekommen: {rows}',
  'server-error': 'Im Code fängt nichts den Fehler der Datenbank ab: 500',
  'worker-timeout':
    'gunicorn hat {limit} auf seinen Worker gewartet und beendet ihn: Der Aufrufer bekommt keine Antwort',
}

export default de
