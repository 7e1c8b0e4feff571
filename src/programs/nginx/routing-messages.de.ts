import type { Translation } from '../../model/speaker.ts'
import type en from './routing-messages.en.ts'

/** Was nginx auf dem Weg zur Antwort sagt: Server-Blöcke, Umschreiben, Grenzen, Dateien, Fehlerseiten. */
const de: Translation<typeof en> = {
  'server-default': 'Kein Servername passt zu {host}, darum antwortet der Standard-Server-Block dieses Ports',
  'server-without-name': 'Die Anfrage nennt keinen Host, darum antwortet der Standard-Server-Block dieses Ports',
  'header-too-long': 'Der Header {name} ist länger als der Puffer dafür: nginx antwortet 400',
  'method-unreadable': 'Die Methode {method} ist fehlerhaft: nginx antwortet 400',
  'method-refused': 'Auf {method} antwortet nginx nicht: 405',
  'length-unreadable': 'Die Content-Length {length} ist fehlerhaft: nginx antwortet 400',
  'head-unreadable': 'Eine Header-Zeile ist fehlerhaft: nginx antwortet 400',
  'chunk-unreadable': 'Der Inhalt ist nicht richtig in Stücke (chunks) geteilt: nginx antwortet 400',
  'version-unknown': 'Diese Version von HTTP oder diese Übertragungskodierung spricht nginx hier nicht',
  'simple-request': 'Nur {target} wird verlangt, wie in HTTP/0.9: Die Antwort hat keinen Kopf',
  'body-missing': 'Der Rest der Anfrage kommt nicht innerhalb von {timeout}: nginx schließt die Verbindung',

  'location-internal': 'Diese Pfadregel gilt nur für Weiterleitungen innerhalb von nginx (internal): 404',
  'named-missing': 'Eine Pfadregel {name} gibt es nicht: 500',
  'method-excepted': '{method} steht nicht unter den Methoden von limit_except, darum gelten die Direktiven darin',

  'if-true': 'Die Bedingung {condition} ist erfüllt',
  'variable-set': 'Setzt {name} auf {value}',
  rewritten: 'Schreibt {from} um in {to}',
  'rewrite-redirect': 'Leitet weiter auf {to}',
  'uri-empty': 'Die umgeschriebene Adresse ist leer: 500',
  'redirect-cycle': 'Die Adresse hat sich mehr als zehnmal geändert, darum gibt nginx auf: 500',
  'error-page': 'Für die {status} übernimmt die Fehlerseite {to}',

  'address-allowed': '{client} darf herein: {rule}',
  'address-denied': '{client} darf nicht herein ({rule}): 403',
  'password-missing': 'Mit der Anfrage kamen kein Benutzername und Passwort: 401',
  'password-file-missing': 'Die Passwortdatei {file} gibt es nicht: 403',
  'password-right': '{user} hat das richtige Passwort angegeben',
  'password-wrong': 'Der Benutzername {user} oder das Passwort ist falsch: 401',
  'password-assumed': 'Annahme: Das Passwort stimmt, denn bekannt ist nur sein Hash',
  'rate-exceeded':
    'Zu viele Anfragen: In der Zone {zone} sind {excess} mehr aufgelaufen, als die Rate erlaubt, und burst lässt nicht so viele zu',
  'rate-delayed': 'Zu schnell: Die Anfrage wartet {time}, bis sie in {zone} an der Reihe ist',
  'rate-within': 'Die Rate der Anfragen liegt innerhalb der Grenze',
  'connections-exceeded': 'Zu viele Verbindungen zugleich: In {zone} sind {count} offen',

  'try-files-found': 'try_files findet {file}',
  'try-files-status': 'try_files findet keine der Dateien: {status}',
  'try-files-last': 'try_files findet keine der Dateien und macht mit {target} weiter',
  'file-sent': 'Sendet die Startseite',
  'file-unreadable': 'Die Datei {file} gibt es, aber nginx darf sie nicht lesen: 403',
  'directory-listed': 'Listet das Verzeichnis {path} auf (autoindex)',

  'pass-unreadable': '{to} ist keine Adresse, an die eine Anfrage weitergegeben werden kann: 500',
  'uncompressed-disabled': 'Wird nicht komprimiert: gzip_disable nennt diesen Browser',
}

export default de
