import type { Translation } from '../../model/speaker.ts'
import server from '../common/sql-server-messages.de.ts'
import type en from './messages.en.ts'

const de: Translation<typeof en> = {
  ...server('PostgreSQL'),

  'wrong-password': 'Das Passwort von {user} ist falsch: Die Anmeldung wird abgelehnt',
  'too-many':
    'Von {limit,einer Verbindung,# Verbindungen} ist keine mehr frei, die letzten drei sind für den Administrator: Die Anmeldung wird abgelehnt',
  'no-hba-entry': 'Keine Zeile in pg_hba.conf lässt {user} von dort herein: Die Anmeldung wird abgelehnt',
  'unknown-user': 'Einen Benutzer {user} gibt es nicht: Die Anmeldung wird abgelehnt wie bei falschem Passwort',
  'unknown-database': 'Die Anmeldung als {user} stimmt, aber die Datenbank gibt es nicht',
  'no-permission': 'Der Benutzer hat kein Recht an dieser Tabelle: Der Fehler geht an die Anwendung zurück',
  'table-locked': 'Eine andere Transaktion hält die Tabelle: wartet {time} auf sie',
  'no-table': 'Die Tabelle gibt es nicht: Der Fehler geht an die Anwendung zurück',
}

export default de
