import type { Translation } from '../../model/speaker.ts'
import type en from './texts.en.ts'

const de: Translation<typeof en> = {
  'section.records': 'Namen',
  'section.zones': 'Zonen',
  'field.records.one': 'Eintrag',
  'field.records': 'Einträge',
  'field.records.help':
    'Welcher Name wohin führt. Leer: www.example.com führt dorthin, wo Anfragen von außen ankommen.',
  'field.records.name': 'Name',
  'field.records.type': 'Typ',
  'field.records.target': 'Führt zu',
  'field.records.value': 'Wert',
  'field.records.ttl': 'Darf gemerkt werden für',
  'option.records.type.A': 'A (IPv4-Adresse)',
  'option.records.type.AAAA': 'AAAA (IPv6-Adresse)',
  'option.records.type.CNAME': 'CNAME (Alias)',
  'option.records.type.MX': 'MX (Mailserver)',
  'option.records.type.NS': 'NS (Nameserver)',
  'option.records.type.TXT': 'TXT (Text)',
  'option.records.type.SOA': 'SOA (Beginn der Zone)',
  'option.records.type.SRV': 'SRV (Dienst)',
  'option.records.type.PTR': 'PTR (Name zu einer Adresse)',
  'field.zones': 'Zonen dieses Servers',
  'field.zones.help': 'Fragen nach anderen Namen lehnt er ab. Leer: die Domains, in denen die Einträge liegen.',
  'field.negativeTtl': '„Gibt es nicht“ darf gemerkt werden für',
  'field.negativeTtl.help': 'So lange merken sich Resolver, dass es einen Namen nicht gibt.',

  'not-read.syntax': 'Das ist kein Eintrag: Erwartet werden ein Name, ein Typ und ein Wert',
  'not-read.type': 'Einträge dieses Typs werden nicht nachgebildet (nur {types})',
  'not-read.class': 'Nur die Klasse IN wird nachgebildet',
  'not-read.directive': 'Diese Anweisung wird nicht nachgebildet',
  'not-read.no-owner': 'Der erste Eintrag muss sagen, für welchen Namen er gilt',
  'not-read.value': 'Der Wert passt nicht zum Typ des Eintrags',

  'finding.no-records': 'Dieser DNS-Server kennt keinen Namen',
  'finding.incomplete': 'Einem Eintrag fehlt der Name oder der Wert, darum bekommt ihn niemand als Antwort',
  'finding.without-address': '{name} nennt {target}, das für einen {type}-Eintrag keine Adresse hat',
  'finding.private-address': '{name} führt zu {address}, und diese Adresse erreicht aus dem Internet niemand',
  'finding.dangling': '{name} ist ein Alias von {target}, aber diesen Namen kennt der Server nicht',
  'finding.alias-beside-others':
    '{name} hat neben einem Alias (CNAME) noch andere Einträge: Eine solche Zone lädt BIND nicht',
}

export default de
