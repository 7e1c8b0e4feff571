import type { Translation } from '../../model/speaker.ts'
import server from '../common/sql-server-messages.de.ts'
import type en from './messages.en.ts'

const de: Translation<typeof en> = {
  ...server('MySQL'),

  'wrong-password': 'Das Passwort von {user} ist falsch: Zugriff abgelehnt (Fehler 1045)',
  'unknown-user': 'Ein Konto {user} gibt es nicht: Zugriff abgelehnt wie bei falschem Passwort (Fehler 1045)',
  'host-not-allowed': 'Kein Konto darf sich von {host} anmelden: Die Anmeldung wird abgelehnt (Fehler 1130)',
  'unknown-database': 'Die Anmeldung als {user} stimmt, aber die Datenbank gibt es nicht (Fehler 1049)',
  'too-many':
    'Von {limit,einer Verbindung,# Verbindungen} ist keine mehr frei: Die Anmeldung wird abgelehnt (Fehler 1040)',
  'no-table': 'Die Tabelle gibt es nicht: Der Fehler geht an die Anwendung zurück (Fehler 1146)',
  'no-permission': 'Das Konto hat kein Recht an dieser Tabelle: Der Fehler geht an die Anwendung zurück (Fehler 1142)',
  'rows-locked': 'Eine andere Transaktion hat die Zeilen gesperrt: wartet {time} auf sie',
  'lock-wait-over':
    'Eine andere Transaktion hat die Zeilen gesperrt, und nach {time} ist die Geduld zu Ende (Fehler 1205)',
}

export default de
