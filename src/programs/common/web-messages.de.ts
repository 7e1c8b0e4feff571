import type { Translation } from '../../model/speaker.ts'
import type en from './web-messages.en.ts'

const de: Translation<typeof en> = {
  'answer-missing': '{server} hat die Verbindung ohne Antwort geschlossen',
  'answer-reset': '{server} hat die Verbindung abgebrochen (RST), bevor eine Antwort kam',
  compressed: 'Komprimiert die Antwort von {before} mit gzip',
  'connect-late': '{server} hat die Verbindung nicht innerhalb von {timeout} angenommen',
  'connect-refused': '{server} weist Verbindungen an Port {port} ab: Dort lauscht kein Dienst',
  'connect-unreachable': '{server} ist an Port {port} nicht erreichbar',
  'directory-redirect': '{path} ist ein Verzeichnis: leitet auf den Pfad mit Schrägstrich am Ende weiter',
  'file-served': 'Die Datei {file} liegt hier, darum kommt die Antwort von hier',
  'forwarded-added': 'Sagt dem Backend, wer fragt: X-Forwarded-For ist {chain}',
  'host-missing': 'Eine Anfrage in HTTP/1.1 braucht einen Host-Header, diese hat keinen: antwortet mit 400',
  'host-twice': 'Die Anfrage hat zwei Host-Header: antwortet mit 400',
  'host-unreadable': 'Der Host-Header {host} ist fehlerhaft geschrieben: antwortet mit 400',
  'https-redirect': 'Unverschlüsseltes HTTP wird weitergeleitet auf {to}',
  'index-served': '{path} ist ein Verzeichnis; seine Startseite {file} liegt hier',
  'no-index': 'Das Verzeichnis {path} hat keine Startseite, und auflisten ist nicht erlaubt: 403',
  'no-way': 'Zu {server} führt keine Leitung, darum kann er nicht gefragt werden',
  'not-http': 'Was hier ankam, ist kein HTTP: antwortet mit 400',
  'not-modified': 'Der Anfragende hat diese Fassung schon: 304 ohne Inhalt',
  'plain-on-tls-port': 'Am HTTPS-Port kam eine unverschlüsselte Anfrage an: antwortet mit 400',
  'range-outside': 'Die gewünschten Bytes liegen hinter dem Ende der {size}: 416',
  'range-sent': 'Gefragt ist nur nach den Bytes {first} bis {last}: 206',
  'redirect-rewritten': 'Die Weiterleitung nennt das Innere: Aus {from} wird {to}',
  'request-passed': 'Gibt {request} an {server} weiter, mit Host {host}',
  'server-matched': 'Der Name {host} passt zum Servernamen {name}',
  'size-assumed': 'Annahme: Wie stark der Text schrumpft, ist geschätzt, hier auf {after}',
  'size-grown-assumed':
    'Annahme: Die komprimierte Größe ist geschätzt, hier {after}. Ein so kurzer Text wird durch gzip sogar größer',
  'tls-on-plain-port':
    'Jemand spricht TLS an dem Port für unverschlüsseltes HTTP: kann das nicht lesen und antwortet mit 400',
  'uncompressed-type': 'Wird nicht komprimiert: Dieser Typ ist nicht dafür ausgewählt',
  'uri-unreadable': 'Der Pfad {uri} ist fehlerhaft geschrieben: antwortet mit 400',
}

export default de
