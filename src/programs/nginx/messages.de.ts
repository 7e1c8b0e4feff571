import type { Translation } from '../../model/speaker.ts'
import web from '../common/web-messages.de.ts'
import type en from './messages.en.ts'
import routing from './routing-messages.de.ts'
import upstream from './upstream-messages.de.ts'

const de: Translation<typeof en> = {
  ...web,
  ...routing,
  ...upstream,

  'name-differs':
    'Der Handshake galt {name}, die Anfrage gilt {host}: Ein Server, der Zertifikate verlangt, nimmt sie nicht an, 421',
  'no-client-certificate': 'Der Anfragende muss ein eigenes Zertifikat zeigen und hat keines: nginx antwortet 400',
  'client-certificate-refused': 'Das eigene Zertifikat des Anfragenden wird nicht angenommen: nginx antwortet 400',
  'client-certificate-accepted': 'Das eigene Zertifikat des Anfragenden wird angenommen',
  'uri-too-long': 'Die Adresse in der Anfrage ist länger als 8 KiB: antwortet mit 414',
  'server-unknown': 'Kein Servername passt zu {host}: Der Standardserver antwortet 404',
  'location-matched': 'Für {path} ist die Pfadregel {location} zuständig',
  'location-none': 'Für {path} ist keine Pfadregel zuständig: 404',
  'unset-proxy': 'Es gibt keine Pfadregeln: Alles geht an die Backend-Server',
  'unset-static': 'Es gibt weder Pfadregeln noch Backend-Server: Alles wird bei den Dateien gesucht',
  'unset-try': 'Es gibt keine Pfadregeln: Dateien kommen von hier, alles andere geht an die Backend-Server',
  'slash-redirect': 'Die Pfadregel endet mit einem Schrägstrich, darum wird auf {path} weitergeleitet',
  'body-too-large': 'Die Anfrage bringt {size} mit, erlaubt sind nur {limit}: 413',
  returned: 'Die Pfadregel antwortet sofort mit {status}',

  'no-file': 'Eine Datei {path} gibt es hier nicht: {status}',
  'method-not-allowed': 'Eine Datei kann man nur mit GET oder HEAD holen, nicht mit {method}: 405',
  'try-files-passed': 'Eine solche Datei gibt es hier nicht, darum geht die Anfrage an die Backend-Server',
  'precondition-failed': 'Der Anfragende will eine andere Fassung, als es gibt (If-Match): 412',
  'ranges-sent': 'Gefragt ist nur nach {count} Bereichen: 206 mit mehreren Teilen',

  'cache-hit': 'Cache HIT: Die Antwort liegt hier noch {left} lang bereit, darum kehrt die Anfrage um',
  'cache-miss': 'Cache MISS: Zu dieser Adresse liegt nichts bereit, darum wird das Backend gefragt',
  'cache-expired': 'Cache EXPIRED: Was bereitliegt, ist zu alt, darum wird das Backend neu gefragt',
  'cache-bypass': 'Cache BYPASS: {name} verlangt eine frische Antwort',
  'cache-method': 'Nur Antworten auf GET und HEAD werden aufgehoben, nicht die auf {method}',
  'cache-stored': 'Hebt die Antwort {time} lang auf ({by})',
  'cache-scarce': 'Cache MISS: bisher {uses,einmal,#-mal} gefragt; aufgehoben wird erst ab {needed}-mal',
  'cache-failure':
    'Cache HIT: Das Backend hat vor Kurzem versagt, und {status} ist noch {left} lang gemerkt, darum wird niemand gefragt',
  'cache-locked': 'Eine andere Anfrage holt diese Antwort schon (proxy_cache_lock): Diese hier wartet darauf',
  'cache-lock-timeout':
    'Das Warten auf die andere Anfrage dauert zu lange: Das Backend wird gefragt, und diese Antwort wird nicht aufgehoben',
  'cache-updating':
    'Cache UPDATING: Was bereitliegt, ist zu alt, aber eine andere Anfrage holt es schon neu, darum geht die alte Antwort hinaus',
  'cache-stale-refreshed':
    'Cache STALE: Was bereitliegt, ist zu alt, geht aber sofort hinaus; im Hintergrund wird eine neue Antwort geholt',
  'cache-stale-failed':
    'Cache STALE: Kein Backend war zu erreichen, darum geht die alte Antwort hinaus (proxy_cache_use_stale)',
  'cache-stale-if-error':
    'Cache STALE: Kein Backend war zu erreichen, und stale-if-error der alten Antwort lässt sie hinaus',
  'cache-stale-status':
    'Cache STALE: Das Backend antwortet mit {status}, darum geht stattdessen die alte Antwort hinaus (proxy_cache_use_stale)',
  'cache-revalidating': 'Fragt mit {headers}, ob noch gilt, was bereitliegt',
  'cache-revalidated': 'Cache REVALIDATED: Das Backend sagt 304, also gilt noch, was bereitliegt, und es geht hinaus',
  'cache-failure-stored': 'Merkt sich {status} für {time}, damit das Backend so lange in Ruhe gelassen wird',
  'not-stored-cookie': 'Hebt die Antwort nicht auf: Sie setzt ein Cookie (Set-Cookie)',
  'not-stored-vary': 'Hebt die Antwort nicht auf: Sie ist bei jeder Anfrage anders (Vary: *)',
  'not-stored-header': 'Hebt die Antwort nicht auf: {header} verbietet es',
  'not-stored-lifetime': 'Hebt die Antwort nicht auf: Nichts sagt, wie lange sie gilt',
  'standard-request':
    'Ein Cache nach der Norm würde das Backend neu fragen, denn die Anfrage sagt {what}; nginx achtet nicht darauf',
  'standard-answer':
    'Ein Cache nach der Norm würde das Backend neu fragen, denn die aufgehobene Antwort sagt {what}; nginx achtet nicht darauf',
  'standard-keeps-not':
    'Ein Cache nach der Norm würde diese Antwort nicht aufheben, denn die Anfrage hat {what}; nginx hebt sie auf',
  'not-stored-incomplete': 'Hebt die Antwort nicht auf: Es kamen weniger Bytes als angekündigt',
  'not-stored-unbuffered': 'Hebt die Antwort nicht auf: Sie wird ungepuffert weitergereicht',
  'not-stored-told': 'Hebt die Antwort nicht auf: proxy_no_cache verbietet es',

  'uri-rewritten': 'Die Pfadregel macht aus {from} den Pfad {to}',
  'headers-ignored': 'Lässt die Header {names} weg: Namen mit Unterstrich werden übergangen',
  'server-hidden': 'Antwortet im eigenen Namen: Dass {server} gearbeitet hat, bleibt verborgen',
  'uncompressed-http10': 'Wird nicht komprimiert: Der Anfragende spricht HTTP/1.0',
  'uncompressed-via': 'Wird nicht komprimiert: Die Anfrage kam über einen anderen Proxy (Via)',
  'uncompressed-small': 'Wird nicht komprimiert: Dafür ist die Antwort zu klein',
  'headers-lost': 'Ergänzt {names} nicht: Ohne „immer“ bekommt eine Antwort mit {status} keine Header dazu',
}

export default de
