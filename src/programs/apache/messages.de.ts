import type { Translation } from '../../model/speaker.ts'
import web from '../common/web-messages.de.ts'
import type en from './messages.en.ts'

const de: Translation<typeof en> = {
  ...web,

  'tls-on-plain-port':
    'Jemand spricht TLS an dem Port für unverschlüsseltes HTTP: Apache kann das nicht lesen und antwortet 400',
  'plain-on-tls-port': 'Am HTTPS-Port kam eine unverschlüsselte Anfrage an: Apache antwortet 400',
  'not-http': 'Was hier ankam, ist kein HTTP: Apache antwortet 400',
  'uri-too-long': 'Die Adresse in der Anfrage ist länger als 8190 Bytes: Apache antwortet 414',
  'uri-unreadable': 'Der Pfad {uri} ist fehlerhaft geschrieben: Apache antwortet 400',
  'uri-encoded': 'Im Pfad {uri} steckt ein kodierter Schrägstrich oder ein Nullbyte: Apache antwortet 404',
  'host-missing': 'Eine Anfrage in HTTP/1.1 braucht einen Host-Header, diese hat keinen: Apache antwortet 400',
  'host-twice': 'Die Anfrage hat zwei Host-Header: Apache antwortet 400',
  'host-unreadable': 'Der Host-Header {host} ist fehlerhaft geschrieben: Apache antwortet 400',
  'server-matched': 'Der Name {host} passt zum Servernamen {name}',
  'server-unknown': 'Kein Servername passt zu {host}: Der Standardserver antwortet 404',
  'https-redirect': 'Unverschlüsseltes HTTP wird weitergeleitet auf {to}',
  'path-mapped': '{path} liegt unter {alias} und wird weitergegeben (ProxyPass)',
  'stays-here': 'Für diesen Pfad ist kein ProxyPass zuständig, darum bleibt er hier',
  'unset-proxy': 'Es ist kein ProxyPass gesetzt: Alles geht an die Backend-Server',
  'unset-try': 'Eine solche Datei gibt es hier nicht, darum geht die Anfrage an die Backend-Server',

  'file-served': 'Die Datei {file} liegt hier, darum kommt die Antwort von hier',
  'index-served': '{path} ist ein Verzeichnis; seine Startseite {file} liegt hier',
  'directory-redirect': '{path} ist ein Verzeichnis: Apache leitet auf den Pfad mit Schrägstrich am Ende weiter',
  'no-index': 'Das Verzeichnis {path} hat keine Startseite, und auflisten ist nicht erlaubt: 403',
  'no-file': 'Eine Datei {path} gibt es hier nicht: 404',
  'method-not-allowed': 'Nach einer Datei kann man nicht mit {method} fragen: 405',
  'options-answered': 'Sagt, welche Methoden für diese Datei erlaubt sind',
  'trace-answered': 'Schickt die Anfrage zurück, wie sie ankam (TRACE)',
  'not-modified': 'Der Anfragende hat diese Fassung schon: 304 ohne Inhalt',
  'precondition-failed': 'Der Anfragende will eine andere Fassung, als es gibt (If-Match): 412',
  'range-sent': 'Gefragt ist nur nach den Bytes {first} bis {last}: 206',
  'range-outside': 'Die gewünschten Bytes liegen hinter dem Ende der {size}: 416',
  'ranges-not-modelled': 'Mehrere Bereiche in einer Antwort sind nicht nachgebildet: Alles geht hinaus',

  'only-member': 'Hier gibt es nichts zu verteilen: {server} ist der einzige Backend-Server',
  'member-by-turn': '{server} ist an der Reihe (byrequests, Gewicht {weight})',
  'member-standby': 'Kein regulärer Server ist verfügbar, darum springt der Ersatzserver {server} ein',
  'member-down': '{server} ist außer Betrieb genommen (status=+D)',
  'member-left-out': '{server} war vorhin nicht zu erreichen und wird noch {left} lang ausgelassen',
  'member-failed': '{server} gilt jetzt als gestört und wird {time} lang ausgelassen',
  'all-failed-retried': 'Alle Backend-Server gelten als gestört, darum versucht Apache es wieder mit allen',
  'next-member': 'Fragt den nächsten Server',
  'no-member': 'Es ist kein Backend-Server mehr übrig, den man fragen könnte',
  'no-way': 'Zu {server} führt keine Leitung, darum kann er nicht gefragt werden',
  'request-passed': 'Gibt {request} an {server} weiter, mit Host {host}',
  'uri-rewritten': 'ProxyPass macht aus {from} den Pfad {to}',
  'forwarded-added': 'Sagt dem Backend, wer fragt: X-Forwarded-For ist {chain}',
  'connect-refused': '{server} weist Verbindungen an Port {port} ab: Dort lauscht kein Dienst',
  'connect-unreachable': '{server} ist an Port {port} nicht erreichbar',
  'connect-late': '{server} hat die Verbindung nicht innerhalb von {timeout} angenommen',
  'answer-late': '{server} hat nicht innerhalb von {timeout} geantwortet; einen anderen fragt Apache dann nicht',
  'answer-reset': '{server} hat die Verbindung abgebrochen (RST), bevor eine Antwort kam',
  'answer-missing': '{server} hat die Verbindung ohne Antwort geschlossen',
  'answer-not-http': '{server} hat mit etwas geantwortet, das kein HTTP ist',
  'service-unavailable':
    'Kein Backend-Server hat die Verbindung angenommen: Apache antwortet selbst mit 503 (nginx sagte hier 502)',
  'proxy-error': 'Das Backend hat nicht gültig geantwortet: Apache antwortet selbst mit 502',
  'redirect-rewritten': 'Die Weiterleitung nennt das Innere: Aus {from} wird {to}',
  'server-hidden': 'Antwortet von der eigenen Adresse: Die Adresse von {server} bleibt verborgen',
  compressed: 'Komprimiert die Antwort von {before} mit gzip',
  'size-assumed': 'Annahme: Texte schrumpfen auf drei Zehntel, hier auf {after}',
  'uncompressed-type': 'Wird nicht komprimiert: Dieser Typ ist nicht dafür ausgewählt',

  'finding.path-covered': 'Eine frühere Zeile deckt {path} schon ab, darum kommt diese nie zum Zug',
  'finding.path-leads-nowhere': '{path} wird weitergegeben, aber es gibt keinen Backend-Server',
  'finding.slash-uneven':
    'Nur einer von {path} und seinem Zielpfad endet mit einem Schrägstrich: Die Pfade werden dann falsch',
  'finding.all-down': 'Alle Backend-Server sind außer Betrieb genommen: Jede Anfrage endet mit 503',
  'finding.connect-longer': 'Apache wartet auf eine Verbindung länger als auf eine Antwort',
}

export default de
