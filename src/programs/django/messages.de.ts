import type { Translation } from '../../model/speaker.ts'
import type en from './messages.en.ts'

const de: Translation<typeof en> = {
  'any-path': 'Es ist kein Endpunkt eingestellt, darum beantwortet die Anwendung {method} {path} wie jeden Pfad',
  endpoint: 'Der Endpunkt {path} beantwortet {method}',
  preflight: 'Beantwortet die Preflight-Anfrage des Browsers selbst; kein Endpunkt bekommt sie zu sehen',
  options: 'Antwortet mit den Methoden, die dieser Pfad kennt: {allowed}',
  'append-slash': 'Den Pfad gibt es nur mit Schrägstrich am Ende: schickt den Browser zu {path}',
  'not-found': 'Kein Endpunkt passt zum Pfad {path}: 404',
  'method-not-allowed': '{method} ist hier nicht erlaubt, nur {allowed}: 405',
  'host-malformed': '{host} ist kein richtig geschriebener Hostname: 400',
  'host-not-allowed': 'Der Name {host} steht nicht in ALLOWED_HOSTS ({allowed}): 400',
  'host-none': 'ALLOWED_HOSTS ist leer, also ist kein Name erlaubt, auch {host} nicht: 400',
  'over-limit':
    'gunicorn nimmt keine Anfragezeile über 4094 Bytes und nicht mehr als 100 Header mit je 8190 Bytes: {status}',
  'contradictory-scheme':
    'Die Header des Proxys sagen zugleich http und https, darum nimmt gunicorn die Anfrage nicht an: 400',
  'workers-busy': 'Alle Worker ({workers}) sind beschäftigt, darum wartet die Anfrage in der Warteschlange',
  'worker-free': 'Nach {time} ist ein Worker frei und nimmt die Anfrage an',
  'cold-start': 'Das ist die erste Anfrage dieses Workers: Er lädt, was die Anwendung braucht ({time})',
  'ssl-redirect': 'Die Anfrage kam ohne TLS, und SECURE_SSL_REDIRECT ist an: schickt den Client zu {location}',
  'ssl-redirect-said':
    'X-Forwarded-Proto sagt {proto}, also kam der Client für die Anwendung ohne TLS, und SECURE_SSL_REDIRECT ist an: schickt ihn zu {location}',
  'ssl-redirect-untold':
    'X-Forwarded-Proto sagt {proto}, aber niemand hat der Anwendung gesagt, dass sie das glauben soll, und SECURE_SSL_REDIRECT ist an: schickt den Client zu {location}',
  'append-slash-debug':
    'Es gibt nur {path}, und eine Umleitung würde verlieren, was {method} geschickt hat: mit DEBUG ein Fehler, 500',
  'body-too-large': 'Der Inhalt ist größer als {limit} (DATA_UPLOAD_MAX_MEMORY_SIZE): 400',
  'csrf-origin':
    'Die Seite, die das schickt, hat eine andere Origin als {own}, und die steht nicht in CSRF_TRUSTED_ORIGINS: 403',
  'csrf-no-referer': 'Mit TLS muss der Referer sagen, von welcher Seite das kommt, und er fehlt: 403',
  'csrf-malformed-referer': 'Der Referer ist keine vollständige URL: 403',
  'csrf-insecure-referer': 'Die Seite, die das schickt, kam ohne TLS, diese Anfrage mit: 403',
  'csrf-referer':
    'Die Seite, die das schickt, liegt auf einem anderen Host, der nicht in CSRF_TRUSTED_ORIGINS steht: 403',
  'csrf-no-cookie':
    'Das CSRF-Cookie fehlt: Der Absender hat nie ein Formular dieser Anwendung geladen oder es verloren: 403',
  'csrf-no-token': 'Das Token des Formulars fehlt: 403',
  'csrf-wrong-token': 'Das Token des Formulars gehört nicht zum Cookie: 403',
  raises: 'Der Code der View schlägt fehl, und nichts fängt das ab: 500',
  forbids: 'Die View verbietet es (PermissionDenied): 403',
  suspects: 'Die View findet die Anfrage verdächtig (SuspiciousOperation): 400',
  'finds-nothing': 'Die View findet nicht, was gefragt ist (Http404): 404',
  exits:
    'Die View beendet den Prozess ihres Workers: Der Absender bekommt keine Antwort, gunicorn startet einen neuen Worker',
  'not-http': 'Was ankam, ist keine HTTP-Anfrage: 400',
  works: 'Arbeitet {time} daran',
  answers: 'Antwortet mit Status {status} und {type}',
  'asks-database': 'Braucht Daten und fragt {database}',
  'tells-database': 'Speichert Daten in {database}',
  'no-database': 'Braucht eine Datenbank, aber es ist keine angeschlossen',
  'database-unreachable': 'Nach {time} keine Verbindung zu {database}',
  'database-broke-off': 'Die Datenbank hat die Verbindung ohne Ergebnis beendet',
  'database-not-sql': 'Was da antwortet, ist keine Datenbank',
  'database-error': 'Die Datenbank meldet einen Fehler: {error}',
  'database-rows': 'Hat das Ergebnis bekommen: {rows}',
  'server-error': 'Im Code fängt nichts den Fehler der Datenbank ab: 500',
  'worker-timeout':
    'gunicorn hat {limit} auf seinen Worker gewartet und beendet ihn: Der Aufrufer bekommt keine Antwort',
}

export default de
