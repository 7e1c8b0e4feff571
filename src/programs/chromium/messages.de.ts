import type { Translation } from '../../model/speaker.ts'
import client from '../common/client-messages.de.ts'
import type en from './messages.en.ts'

const de: Translation<typeof en> = {
  ...client,

  'typed-https': 'Es wurde kein Schema eingegeben: versucht zuerst https',
  'typed-http':
    'Es wurde kein Schema eingegeben, und dies ist kein Name des öffentlichen Netzes (oder hat einen Port): nimmt http',
  'upgrades-http': 'Name des öffentlichen Netzes: versucht zuerst https, obwohl http dasteht',
  'falls-back': 'Mit https hat es nicht geklappt: versucht http',
  'address-bar-method':
    'Eine Adresszeile sendet nur GET; dieses {method} wird gesendet, wie es die Entwicklerwerkzeuge täten',
  'bad-port': 'Port {port} gehört einem anderen Dienst: Mit ihm spricht der Browser nicht',
  'mixed-blocked': 'Die Seite ist gesichert, {url} nicht: Der Browser sendet das nicht (Mixed Content)',
  'mixed-upgraded': 'Die Seite ist gesichert, darum wird das mit https statt http angefragt',
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
  'only-get': 'Nur ein Formular oder ein Skript kann {method} senden; hier wird es GET',
  'form-method': 'Ein Formular kennt nur GET und POST, nicht {method}: sendet GET',
  'headers-left-out': 'Eine Seite darf {headers} nicht setzen: Der Browser lässt das stillschweigend weg',
  'refused-method': '{method} darf ein Skript nicht senden: Der Browser lehnt ab',
  'refused-header': 'Der Header {header} ist nicht gültig: Der Browser lehnt ab',
  'refused-no-cors-method':
    'Mit no-cors darf ein Skript nur GET, HEAD und POST senden, nicht {method}: Der Browser lehnt ab',
  'refused-body': '{method} darf keinen Inhalt (Body) haben: Der Browser lehnt ab',
  'refused-url-credentials': 'Eine Seite darf keine URL mit Benutzernamen anfragen: Der Browser lehnt ab',
  'refused-no-cors-redirect': 'Mit no-cors muss Weiterleitungen gefolgt werden: Der Browser lehnt ab',
  'same-origin-only':
    'Das Skript will nur die eigene Herkunft (same-origin), und {origin} ist eine andere: wird nicht gesendet',
  'redirect-refused': 'Das Skript will keine Weiterleitung, und {status} ist eine: Es bekommt einen Fehler',
  'redirect-manual': 'Folgt der Weiterleitung nicht, so will es das Skript: Es erfährt nur, dass es eine gab',
  readable: 'Das Skript darf Status, Inhalt und die Header {headers} lesen',
  'readable-no-header': 'Das Skript darf Status und Inhalt lesen, aber keinen Header',
  'frame-refused': 'Der Server will diese Seite nicht im Rahmen der anderen Seite haben ({header}): Er bleibt leer',
  'resource-policy': 'Der Server verbietet fremden Seiten, das einzubinden (Cross-Origin-Resource-Policy: {policy})',
  'orb-type':
    'Die Antwort kommt von anderer Herkunft (Origin) und ist {type}, was keine Seite einbinden kann: Der Browser hält sie zurück (Opaque Response Blocking)',
  'orb-nosniff':
    'Die Antwort kommt von anderer Herkunft (Origin) und ist {type}, und der Server verbietet, etwas anderes anzunehmen (nosniff): Der Browser hält sie zurück (Opaque Response Blocking)',
  'orb-content':
    'Die Antwort kommt von anderer Herkunft (Origin) und sieht nach HTML, XML oder JSON aus, nach nichts zum Einbinden: Der Browser hält sie zurück (Opaque Response Blocking)',
  'script-never': 'Als Skript verwendet der Browser nichts vom Typ {type}',
  'script-nosniff':
    'Der Typ {type} ist kein Skript, und nosniff verbietet, es trotzdem zu versuchen: wird nicht ausgeführt',
  'style-nosniff':
    'Der Typ {type} ist kein Stylesheet, und nosniff verbietet, es trotzdem zu versuchen: wird nicht angewendet',
  opaque: 'Ohne CORS gefragt (no-cors): Das Skript erfährt weder Status noch Inhalt',
  stays: '{status} hat keinen Inhalt: Der Tab bleibt bei der Seite, die er zeigt',
  downloads:
    'Die Antwort ist eine Datei zum Speichern (Content-Disposition): Chromium lädt sie herunter, der Tab bleibt',
  'downloads-type': 'Den Typ {type} zeigt Chromium nicht an: Er lädt die Datei herunter, der Tab bleibt',
  'downloads-binary': 'Der Inhalt ist kein Text und sein Typ unbekannt: Chromium lädt ihn herunter, der Tab bleibt',
  'no-download':
    'Die Antwort wäre eine Datei zum Speichern, aber mit Status {status} statt 2xx: Chromium zeigt eine eigene Fehlerseite',
  'own-error-page': '{status} kam ohne Inhalt: Chromium zeigt eine eigene Fehlerseite',
  'local-network':
    'Eine Seite aus dem öffentlichen Netz greift auf {address} im lokalen Netz zu: Chromium fragt vorher um Erlaubnis und lehnt Seiten ohne https ab; hier gilt es als erlaubt',
  'cache-none': 'Hat im eigenen Cache noch keine Antwort darauf: fragt im Netz',
  'cache-elsewhere':
    'Hat im eigenen Cache eine Antwort darauf, aber für Seiten einer anderen Website: hält das getrennt und fragt im Netz',
  'cache-used-max-age':
    'Hat die Antwort noch im eigenen Cache, {age} alt und {time} lang frisch (max-age): fragt niemanden',
  'cache-used-expires':
    'Hat die Antwort noch im eigenen Cache, {age} alt und {time} lang frisch (Expires): fragt niemanden',
  'cache-used-heuristic':
    'Hat die Antwort noch im eigenen Cache, {age} alt; wie lange sie frisch ist, steht nirgends, darum gilt ein Zehntel der Zeit seit der letzten Änderung, {time}: fragt niemanden',
  'cache-used-lasting':
    'Hat die Antwort noch im eigenen Cache; {status} gilt, bis etwas anderes gesagt wird: fragt niemanden',
  'cache-used-late':
    'Die Antwort im eigenen Cache ist {age} alt und war {time} lang frisch, darf aber noch {grace} lang gezeigt werden, während eine neue geholt wird (stale-while-revalidate): zeigt sie und fragt im Hintergrund im Netz',
  'cache-stale': 'Die Antwort im eigenen Cache ist {age} alt, war aber nur {time} lang frisch',
  'cache-unknown': 'Die Antwort im eigenen Cache ist {age} alt, und wie lange sie frisch ist, steht nirgends',
  'cache-no-cache': 'Die Antwort im eigenen Cache darf nicht ohne Rückfrage verwendet werden (no-cache)',
  'cache-vary': 'Die Antwort im eigenen Cache gehört zu einer Anfrage mit anderen Headern (Vary: {headers})',
  'cache-reload': 'Die Anfrage will, dass die Antwort im eigenen Cache geprüft wird (max-age=0), wie beim Neuladen',
  'cache-bypass': 'Die Anfrage will nichts aus dem eigenen Cache des Browsers (no-cache): fragt im Netz',
  'cache-asks': 'Fragt im Netz, ob die gespeicherte Antwort noch gilt ({headers})',
  'cache-asks-anew':
    'Kann nicht fragen, ob sie noch gilt (sie war keine 200 oder hat dafür weder ETag noch Last-Modified): holt sie neu',
  'cache-confirmed': 'Die gespeicherte Antwort gilt noch (304): nimmt sie, mit den neuen Headern',
  'cache-kept': 'Behält die Antwort im eigenen Cache, {time} lang frisch',
  'cache-kept-lasting': 'Behält die Antwort im eigenen Cache; {status} gilt, bis etwas anderes gesagt wird',
  'cache-kept-to-ask': 'Behält die Antwort im eigenen Cache, fragt aber nach, bevor er sie wieder verwendet',
  'cache-kept-in-vain':
    'Behält die Antwort im eigenen Cache, kann sie aber nicht wieder verwenden: Sie sagt weder, wie lange sie frisch ist, noch, wonach man fragen könnte',
  'cache-not-kept': 'Behält die Antwort nicht im eigenen Cache (no-store)',
  'cache-not-kept-status': 'Behält eine Antwort {status} nicht im eigenen Cache',
  'cache-forgets': 'Hierdurch kann sich der Inhalt geändert haben: vergisst die gespeicherte Antwort',
  'cache-parts':
    'Hat die ganze Antwort im eigenen Cache; einen Teil (Range) daraus zu nehmen, ist hier nicht nachgebildet: fragt im Netz',
  'cache-off-uses':
    'Mit eingeschaltetem eigenem Cache hätte der Browser nicht gefragt, sondern seine Antwort verwendet ({age} alt)',
  'cache-off-late':
    'Mit eingeschaltetem eigenem Cache hätte der Browser seine Antwort ({age} alt) sofort gezeigt und nur im Hintergrund gefragt',
  'cache-off-asks':
    'Mit eingeschaltetem eigenem Cache hätte der Browser nur gefragt, ob seine Antwort ({age} alt) noch gilt ({headers})',
  'hsts-upgraded': '{host} hat gesagt, dass man nur per https fragen soll (HSTS): nimmt https',
  'hsts-kept': 'Merkt sich für {time}: {host} nur noch per https (HSTS)',
  'hsts-forgotten': '{host} nimmt den Wunsch nach https zurück (HSTS, max-age=0)',
  'hsts-ignored':
    'Beachtet Strict-Transport-Security nicht: Es gilt nur, wenn es gültig ist, per https kommt und für einen Namen',
  'cookies-sent': 'Sendet die Cookies {names} mit',
  'cookies-omitted':
    'Von diesem Server gibt es Cookies, aber ein Skript sendet sie nur zur eigenen Herkunft, wenn es nichts anderes sagt (credentials)',
  'cookie-path': 'Cookie {name} bleibt hier: Es gilt für einen anderen Pfad',
  'cookie-secure': 'Cookie {name} bleibt hier: Es ist Secure und geht nur über https',
  'cookie-partition':
    'Cookie {name} bleibt hier: Es ist Partitioned und gilt nur unter der Website, unter der es gesetzt wurde',
  'cookie-third-party': 'Cookie {name} bleibt hier: Cookies von Drittanbietern sind gesperrt',
  'cookie-strict': 'Cookie {name} bleibt hier: SameSite=Strict, und eine fremde Website fragt',
  'cookie-lax':
    'Cookie {name} bleibt hier: Bei SameSite=Lax nimmt eine fremde Website es nur per Link oder GET-Formular mit',
  'cookie-unset': 'Cookie {name} bleibt hier: Ohne SameSite gilt es als Lax, und eine fremde Website fragt',
  'cookie-lax-grace':
    'Cookie {name} hat kein SameSite und ist jünger als 2 Minuten: Chromium lässt es auch mit POST von einer fremden Website mitgehen',
  'cookie-kept': 'Merkt sich das Cookie {name}, bis der Browser geschlossen wird',
  'cookie-kept-for': 'Merkt sich das Cookie {name} für {time}',
  'cookie-deleted': 'Das Cookie {name} ist abgelaufen: Es wird gelöscht',
  'cookie-refused-control-character': 'Nimmt das Cookie {name} nicht an: Es enthält ein unerlaubtes Zeichen',
  'cookie-refused-empty': 'Nimmt ein Cookie {name} ohne Namen und Wert nicht an',
  'cookie-refused-too-long': 'Nimmt das Cookie {name} nicht an: mehr als 4096 Zeichen',
  'cookie-refused-foreign-domain': 'Nimmt das Cookie {name} nicht an: Seine Domain ist nicht die des Servers',
  'cookie-refused-public-suffix': 'Nimmt das Cookie {name} nicht an: Unter seiner Domain darf jeder einen Namen haben',
  'cookie-refused-secure-over-http': 'Nimmt das Cookie {name} nicht an: Es ist Secure, kam aber über http',
  'cookie-refused-same-site-none-without-secure': 'Nimmt das Cookie {name} nicht an: SameSite=None braucht Secure',
  'cookie-refused-secure-prefix': 'Nimmt das Cookie {name} nicht an: Mit __Secure- muss es Secure sein',
  'cookie-refused-http-prefix': 'Nimmt das Cookie {name} nicht an: Mit __Http- muss es Secure und HttpOnly sein',
  'cookie-refused-partitioned-without-secure': 'Nimmt das Cookie {name} nicht an: Partitioned braucht Secure',
  'cookie-refused-host-prefix':
    'Nimmt das Cookie {name} nicht an: Mit __Host- muss es Secure sein, Path=/ haben und keine Domain',
  'cookie-refused-displaces-secure':
    'Nimmt das Cookie {name} nicht an: Über http darf es kein Secure-Cookie verdrängen',
  'cookie-refused-third-party': 'Nimmt das Cookie {name} nicht an: Cookies von Drittanbietern sind gesperrt',
  'cookie-refused-same-site':
    'Nimmt das Cookie {name} nicht an: Eingebunden in eine fremde Website gilt nur SameSite=None',
}

export default de
