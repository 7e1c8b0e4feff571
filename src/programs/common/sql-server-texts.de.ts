import type { Translation } from '../../model/speaker.ts'
import type en from './sql-server-texts.en.ts'
import sql from './sql-texts.de.ts'

const de = (defaultPort: number): Translation<ReturnType<typeof en>> => ({
  ...sql,

  'section.access': 'Zugang',
  'section.data': 'Daten',
  'section.limits': 'Grenzen',
  'field.port': 'Port',
  'field.port.help': `Hier wartet sie auf Verbindungen; üblich ist ${defaultPort}.`,
  'field.listenAddress': 'Lauscht auf',
  'option.listenAddress.all': 'allen Adressen',
  'option.listenAddress.localhost': 'dem eigenen Rechner',
  'field.acceptsPassword': 'Passwort der Anwendung stimmt',
  'field.acceptsPassword.help': 'Aus: Jede Anmeldung der Anwendung wird abgelehnt.',
  'field.login': 'Anmeldung der Anwendung',
  'field.login.help': 'Was die Anwendung außer dem Passwort aussperrt.',
  'option.login.accepted': 'wird eingelassen',
  'option.login.unknown-user': 'Benutzer unbekannt',
  'option.login.unknown-database': 'Datenbank unbekannt',
  'field.mayUseTables': 'Anwendung darf die Tabellen benutzen',
  'field.mayUseTables.help': 'Aus: Ihr Benutzer hat kein Recht an ihnen (GRANT). Jede Abfrage schlägt fehl.',
  'field.maxConnections': 'Verbindungen höchstens',
  'field.otherConnections': 'Verbindungen, die andere halten',
  'field.otherConnections.help': 'Sie belegen Plätze, egal was in diesem Diagramm geschieht.',

  'finding.localhost':
    'Die Datenbank lauscht nur auf dem eigenen Rechner, darum erreicht sie keine Anwendung von anderswo',
  'finding.no-app': 'Keine Anwendung benutzt diese Datenbank',
})

export default de
