import type { Translation } from '../../model/speaker.ts'
import type en from './messages.en.ts'

const de: Translation<typeof en> = {
  'rule-accepted': '{rule} lässt {what} von {from} an {to} zu',
  'rule-dropped': '{rule} verwirft {what} von {from} an {to}: Der Absender erfährt nichts',
  'rule-known': '{rule} lässt es zu: Es gehört zu einer Verbindung, die schon bekannt ist',
  'rule-queued': '{rule} übergibt {what} von {from} an ein Programm, das hier nicht läuft: Es wird verworfen',
  'rule-rejected': '{rule} lehnt {what} von {from} an {to} ab und teilt es dem Absender mit ({with})',
  'policy-dropped':
    'Keine Regel passt auf {what} von {from} an {to}, also verwirft es die Standardregel: Der Absender erfährt nichts',
  'policy-accepted': 'Keine Regel passt auf {what} von {from} an {to}, also lässt es die Standardregel zu',
  'chain-policy-dropped':
    'Keine Regel der Kette {chain} passt auf {what} von {from} an {to}, also verwirft es ihre Standardregel: Der Absender erfährt nichts',
  'chain-policy-accepted':
    'Keine Regel der Kette {chain} passt auf {what} von {from} an {to}, also lässt es ihre Standardregel zu',
  jumps: '{rule} führt weiter in die Kette {chain}; entscheidet dort nichts, geht es nach dieser Regel weiter',
  'goes-to': '{rule} führt weiter in die Kette {chain} und nicht wieder zurück',
  'line-not-read': '{rule} wird nicht verstanden und übergangen: Die echte Firewall kann anders entscheiden',
  established: 'Gehört zu einer Verbindung, die schon zugelassen ist: Die Regeln werden nicht mehr befragt',
  'established-by': 'Gehört zu der Verbindung, die {rule} zugelassen hat: Die Regeln werden nicht noch einmal befragt',
  'answer-established': 'Antwortet auf eine zugelassene Anfrage: Die Regeln werden nicht mehr befragt',
  'answer-established-by': 'Antwortet auf das, was {rule} zugelassen hat: Die Regeln werden nicht noch einmal befragt',
  related: 'Meldet etwas zu einer Verbindung, die schon zugelassen ist: Die Regeln werden nicht mehr befragt',
  'forwarded-port': '{rule}: Was auf Port {port} ankommt, geht weiter an {to}, Port {toPort}',
  'forwarded-address': '{rule}: Schickt es weiter an {to}',
  'source-replaced': '{rule} setzt {to} an die Stelle der Absenderadresse {from}',
  'forwarded-as-before': 'Geht an {to}, Port {toPort}, wie schon das erste Paket dieser Verbindung',
  'no-target-address': '{rule} führt zu {to}, wofür die Firewall keine Adresse kennt',
  masqueraded: 'Verbirgt die private Adresse {from} hinter der eigenen öffentlichen, {to}',
  'masqueraded-as-before': 'Verbirgt {from} wieder hinter {to}, wie beim ersten Paket dieser Verbindung',
  'hairpin-masqueraded': 'Setzt die eigene Adresse {to} an die Stelle von {from}, damit die Antwort hier zurückkommt',
  'answer-readdressed': 'Die Antwort geht an {to}, der sich hinter {from} verbarg',
  'translated-back': 'Die Antwort trägt als Absender wieder {to}; {from} dahinter bleibt verborgen',
  'input-policy-dropped':
    'Verwirft {what} von {from}: Es ist an die Firewall selbst gerichtet, und keine Portweiterleitung führt weiter. Der Absender erfährt nichts',
  'input-policy-accepted': 'Lässt {what} von {from} an die Firewall selbst zu',
  'own-policy-dropped':
    'Keine Regel des eigenen Paketfilters passt auf {what} von {from}, also verwirft es die Standardregel: Der Absender erfährt nichts',
  'own-policy-accepted':
    'Keine Regel des eigenen Paketfilters passt auf {what} von {from}, also lässt es die Standardregel zu',
  'input-local': 'Kommt von dieser Maschine selbst: Der eigene Paketfilter lässt es zu',
  'input-established': 'Gehört zu einer Verbindung dieser Maschine selbst',
  'input-echo': 'Lässt einen Ping von {from} an die Firewall selbst zu',
  'input-inside': 'Lässt {what} von {from} an die Firewall selbst zu, weil es von innen kommt',

  'rule-number': 'Regel {number}',
  'rule-named': 'Regel {number} „{name}“',
  'forwarding-number': 'Portweiterleitung {number}',
  'forwarding-named': 'Portweiterleitung {number} „{name}“',
  'input-rule-number': 'Regel {number} für die Maschine selbst',
  'input-rule-named': 'Regel {number} für die Maschine selbst „{name}“',
  'line-number': 'Regel {number} der Kette {chain} ({line})',
  'what.tcp': 'TCP-Port {port}',
  'what.udp': 'UDP-Port {port}',
  'what.ping': 'einen Ping',
  'what.icmp': 'eine ICMP-Meldung',
  'with.port-unreachable': 'Port nicht erreichbar',
  'with.net-unreachable': 'Netz nicht erreichbar',
  'with.protocol-unreachable': 'Protokoll nicht erreichbar',
  'with.net-prohibited': 'Netz verboten',
  'with.host-prohibited': 'Rechner verboten',
  'with.tcp-reset': 'TCP-Reset',
  'with.host-unreachable': 'Rechner nicht erreichbar',
  'with.admin-prohibited': 'vom Verwalter verboten',
  'default-policy': 'die Standardregel',
}

export default de
