import type { Translation } from '../../model/speaker.ts'
import type en from './client-texts.en.ts'
/** Texts of the settings that clients share, to be spread into the texts of each. */
const de: Translation<typeof en> = {
  'section.names': 'Namen',
  'section.patience': 'Geduld',
  'field.hosts.one': 'Eigener Name',
  'field.hosts': 'Eigene Namen (hosts-Datei)',
  'field.hosts.help': 'Hier wird zuerst nachgesehen, vor jedem DNS-Server.',
  'field.hosts.name': 'Name',
  'field.hosts.address': 'Führt zu',
  'field.resolvers': 'DNS-Server',
  'field.resolvers.help': 'In dieser Reihenfolge gefragt. Leer: der nächstgelegene DNS-Server.',
  'field.searchDomains': 'Such-Domains',
  'field.searchDomains.help':
    'Werden an einen kurzen Namen gehängt: Mit example.com wird „web“ als web.example.com nachgeschlagen.',
  'field.ndots': 'Punkte eines vollen Namens',
  'field.ndots.help':
    'Ein Name mit mindestens so vielen Punkten wird zuerst so nachgeschlagen, wie er ist, dann erst mit Such-Domain.',
  'field.dnsTimeoutMs': 'Wartet auf den DNS-Server',
  'field.dnsTimeoutMs.help': 'Danach ist der nächste Server dran oder die nächste Runde.',
  'field.dnsAttempts': 'Fragerunden',
  'field.dnsAttempts.help': 'Wie oft die Liste der DNS-Server durchgegangen wird.',
  'field.connectTimeoutMs': 'Wartet auf die Verbindung',
  'field.connectTimeoutMs.help': 'Leer: Das Betriebssystem gibt nach 127 s auf.',
  'field.totalTimeoutMs': 'Wartet insgesamt',
  'field.totalTimeoutMs.help': 'Vom Nachschlagen des Namens bis zur ganzen Antwort.',

  'state.names': 'Gemerkte Namen (DNS)',
  'state.names.name': 'Name',
  'state.names.type': 'Typ',
  'state.names.addresses': 'Adressen',
  'state.names.left': 'Noch',
  'state-no-name': 'gibt es nicht',
  'state-no-data': 'keine Adresse',
}

export default de
