import type { Translation } from '../../model/speaker.ts'
import type en from './messages.en.ts'

const de: Translation<typeof en> = {
  'rule-accepted': '{rule} lässt {what} von {from} an {to} zu',
  'rule-dropped': '{rule} verwirft {what} von {from} an {to}: Der Absender erfährt nichts',
  'rule-rejected': '{rule} lehnt {what} von {from} an {to} ab und teilt es dem Absender mit ({with})',
  'policy-dropped':
    'Keine Regel passt auf {what} von {from} an {to}, also verwirft es die Standardregel: Der Absender erfährt nichts',
  'policy-accepted': 'Keine Regel passt auf {what} von {from} an {to}, also lässt es die Standardregel zu',
  established: 'Gehört zu einer Verbindung, die schon zugelassen ist: Die Regeln werden nicht mehr befragt',
  'established-by': 'Gehört zu der Verbindung, die {rule} zugelassen hat: Die Regeln werden nicht noch einmal befragt',
  'answer-established': 'Antwortet auf eine zugelassene Anfrage: Die Regeln werden nicht mehr befragt',
  'answer-established-by': 'Antwortet auf das, was {rule} zugelassen hat: Die Regeln werden nicht noch einmal befragt',
  related: 'Meldet etwas zu einer Verbindung, die schon zugelassen ist: Die Regeln werden nicht mehr befragt',
  'forwarded-port': '{rule}: Was auf Port {port} ankommt, geht weiter an {to}, Port {toPort}',
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
  'input-established': 'Gehört zu einer Verbindung mit der Firewall selbst',
  'input-echo': 'Lässt einen Ping von {from} an die Firewall selbst zu',
  'input-inside': 'Lässt {what} von {from} an die Firewall selbst zu, weil es von innen kommt',

  'rule-number': 'Regel {number}',
  'rule-named': 'Regel {number} „{name}“',
  'forwarding-number': 'Portweiterleitung {number}',
  'forwarding-named': 'Portweiterleitung {number} „{name}“',
  'what.tcp': 'TCP-Port {port}',
  'what.udp': 'UDP-Port {port}',
  'what.ping': 'einen Ping',
  'what.icmp': 'eine ICMP-Meldung',
  'with.port-unreachable': 'Port nicht erreichbar',
  'with.tcp-reset': 'TCP-Reset',
  'with.host-unreachable': 'Rechner nicht erreichbar',
  'with.admin-prohibited': 'vom Verwalter verboten',
  'default-policy': 'die Standardregel',
}

export default de
