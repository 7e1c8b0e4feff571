import type { Translation } from '../../model/speaker.ts'
import client from '../common/client-messages.de.ts'
import type en from './messages.en.ts'

const de: Translation<typeof en> = {
  ...client,

  'typed-https': 'Es wurde kein Schema eingegeben: versucht zuerst https',
  'typed-http':
    'Es wurde kein Schema eingegeben, und dies ist kein Name des öffentlichen Netzes (oder hat einen Port): nimmt http',
  'falls-back': 'Mit https hat es nicht geklappt: versucht http',
  'address-bar-method':
    'Eine Adresszeile sendet nur GET; dieses {method} wird gesendet, wie es die Entwicklerwerkzeuge täten',
  'bad-port': 'Port {port} gehört einem anderen Dienst: Mit ihm spricht der Browser nicht',
  'mixed-blocked': 'Die Seite ist gesichert, {url} nicht: Der Browser sendet das nicht (Mixed Content)',
  'mixed-upgraded': 'Die Seite ist gesichert, darum wird das Bild mit https statt http angefragt',
  'no-preflight': 'Andere Herkunft (Origin), aber eine einfache Anfrage ({method}): geht ohne Preflight-Anfrage hinaus',
  'preflight-method':
    'Andere Herkunft (Origin) und {method}: fragt erst mit einer Preflight-Anfrage, ob das erlaubt ist',
  'preflight-headers':
    'Andere Herkunft (Origin) und die Header {headers}: fragt erst mit einer Preflight-Anfrage, ob das erlaubt ist',
  'preflight-known': '{origin} hat das schon erlaubt, noch {left} lang: keine Preflight-Anfrage nötig',
  'preflight-passed': 'Die Anfrage ist erlaubt; das darf {time} lang gemerkt werden',
  'cors-passed': 'Der Server lässt Seiten von {origin} die Antwort sehen',
  'blocked-no-allow-origin':
    'Die Antwort sagt nicht, dass Seiten von {origin} sie sehen dürfen (kein Access-Control-Allow-Origin): Die Seite bekommt sie nicht',
  'blocked-several-allow-origins':
    'Die Antwort nennt für {origin} mehrere Origins, gültig ist nur einer: Die Seite bekommt sie nicht',
  'blocked-origin-mismatch': 'Die Antwort erlaubt einen anderen Origin als {origin}: Die Seite bekommt sie nicht',
  'blocked-wildcard-with-credentials':
    'Mit Cookies genügt „*“ nicht, die Antwort müsste {origin} nennen: Die Seite bekommt sie nicht',
  'blocked-no-allow-credentials':
    'Die Antwort erlaubt {origin} keine Cookies (Access-Control-Allow-Credentials): Die Seite bekommt sie nicht',
  'unsent-no-allow-origin':
    'Die Antwort auf die Preflight-Anfrage lässt Seiten von {origin} nicht zu (kein Access-Control-Allow-Origin): Die Anfrage selbst wird nicht gesendet',
  'unsent-several-allow-origins':
    'Die Antwort auf die Preflight-Anfrage nennt für {origin} mehrere Origins, gültig ist nur einer: Die Anfrage selbst wird nicht gesendet',
  'unsent-origin-mismatch':
    'Die Antwort auf die Preflight-Anfrage erlaubt einen anderen Origin als {origin}: Die Anfrage selbst wird nicht gesendet',
  'unsent-wildcard-with-credentials':
    'Mit Cookies genügt „*“ nicht, die Antwort auf die Preflight-Anfrage müsste {origin} nennen: Die Anfrage selbst wird nicht gesendet',
  'unsent-no-allow-credentials':
    'Die Antwort auf die Preflight-Anfrage erlaubt {origin} keine Cookies (Access-Control-Allow-Credentials): Die Anfrage selbst wird nicht gesendet',
  'blocked-preflight-status':
    'Die Preflight-Anfrage wurde mit {status} statt mit einem guten Status beantwortet: Die Anfrage selbst wird nicht gesendet',
  'blocked-preflight-invalid':
    'Die Antwort auf die Preflight-Anfrage ist nicht lesbar: Die Anfrage selbst wird nicht gesendet',
  'blocked-method-not-allowed':
    'Der Server erlaubt {method} von anderer Herkunft nicht: Die Anfrage selbst wird nicht gesendet',
  'blocked-header-not-allowed':
    'Der Server erlaubt den Header {header} von anderer Herkunft nicht: Die Anfrage selbst wird nicht gesendet',
}

export default de
