import type { Translation } from '../../model/speaker.ts'
import dns from '../common/dns-texts.de.ts'
import type en from './texts.en.ts'

const de: Translation<typeof en> = {
  ...dns,

  'section.own': 'Eigene Namen',
  'section.rules': 'Regeln',
  'field.servers': 'Reicht Fragen weiter an',
  'field.servers.help': 'DNS-Server für alles, was er nicht selbst weiß. Leer: die, zu denen Leitungen führen.',
  'field.hosts': 'Rechner',
  'field.hosts.help': 'Namen von Geräten in diesem Netz.',
  'field.hosts.name': 'Name',
  'field.hosts.address': 'Führt zu',
  'field.domains': 'Ganze Domains',
  'field.domains.help': 'Eine Domain und jeder Name darunter führen zu einer Adresse, 0.0.0.0 sperrt sie.',
  'field.domains.domain': 'Domain',
  'field.domains.address': 'Führt zu',
  'field.aliases': 'Aliase',
  'field.aliases.help': 'Ein zweiter Name für einen der Rechner.',
  'field.aliases.name': 'Alias',
  'field.aliases.target': 'Steht für',
  'field.localDomains': 'Eigene Domains',
  'field.localDomains.help': 'Nach Namen darin wird nirgends sonst gefragt.',
  'field.stopRebind': 'Schutz vor Rebinding',
  'field.stopRebind.help': 'Eine Antwort von außen, die zu einer Adresse innen führt, wird weggelassen.',
  'field.localTtl': 'Eigene Namen dürfen gemerkt werden für',
  'field.localTtl.help': 'Danach fragen andere neu; bei 0 fragen sie jedes Mal.',
  'field.cacheSize': 'Gemerkte Antworten',
  'field.cacheSize.help': '0 merkt nichts: Jede Frage wird weitergereicht.',

  'not-read.unknown': 'Diese Option wird nicht nachgebildet',
  'not-read.value': 'Der Wert ist nicht lesbar',
}

export default de
