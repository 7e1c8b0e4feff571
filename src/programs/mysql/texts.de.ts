import type { Translation } from '../../model/speaker.ts'
import type en from './texts.en.ts'

const de: Translation<typeof en> = {
  'section.access': 'Zugang',
  'section.data': 'Daten',
  'section.limits': 'Grenzen',
  'field.port': 'Port',
  'field.port.help': 'Hier wartet sie auf Verbindungen; üblich ist 3306.',
  'field.listenAddress': 'Lauscht auf',
  'field.listenAddress.help':
    'In manchen Distributionen lauscht ein frisches MySQL nur auf dem eigenen Rechner (bind_address).',
  'option.listenAddress.all': 'allen Adressen',
  'option.listenAddress.localhost': 'dem eigenen Rechner',
  'field.acceptsPassword': 'Passwort der Anwendung stimmt',
  'field.acceptsPassword.help': 'Aus: Jede Anmeldung der Anwendung wird abgelehnt.',
  'field.login': 'Anmeldung der Anwendung',
  'field.login.help': 'Was die Anwendung außer dem Passwort aussperrt.',
  'option.login.accepted': 'wird eingelassen',
  'option.login.host-not-allowed': 'von dort nicht erlaubt',
  'option.login.unknown-user': 'Benutzer unbekannt',
  'option.login.unknown-database': 'Datenbank unbekannt',
  'field.mayUseTables': 'Anwendung darf die Tabellen benutzen',
  'field.mayUseTables.help': 'Aus: Ihr Benutzer hat kein Recht an ihnen (GRANT). Jede Abfrage schlägt fehl.',
  'field.rowsLockedMs': 'Zeilen gesperrt für',
  'field.rowsLockedMs.help':
    'So lange nach dem Start hält eine andere Transaktion die Zeilen: Wer schreibt, wartet, wer liest, nicht.',
  'field.lockWaitMs': 'Wartet auf Sperren höchstens',
  'field.lockWaitMs.help': 'Danach schlägt die Abfrage fehl (innodb_lock_wait_timeout).',
  'field.hasTables': 'Tabellen vorhanden',
  'field.hasTables.help': 'Aus: als hätte niemand die Migrationen ausgeführt. Jede Abfrage schlägt fehl.',
  'field.rows': 'Zeilen, die eine Abfrage findet',
  'field.rows.help': 'So viele Zeilen gibt eine Leseabfrage zurück.',
  'field.queryMs': 'Zeit je Abfrage',
  'field.queryMs.help': 'So lange dauert einmal Lesen oder Schreiben.',
  'field.maxConnections': 'Verbindungen höchstens',
  'field.maxConnections.help': 'Eine weitere ist für den Administrator reserviert (max_connections).',
  'field.otherConnections': 'Verbindungen, die andere halten',
  'field.otherConnections.help': 'Sie belegen Plätze, egal was in diesem Diagramm geschieht.',

  'finding.localhost':
    'Die Datenbank lauscht nur auf dem eigenen Rechner, darum erreicht sie keine Anwendung von anderswo',
  'finding.no-app': 'Keine Anwendung benutzt diese Datenbank',
}

export default de
