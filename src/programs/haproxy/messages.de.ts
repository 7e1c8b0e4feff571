import type { Translation } from '../../model/speaker.ts'
import type en from './messages.en.ts'

const de: Translation<typeof en> = {
  'only-target': 'Nur ein Ziel, {server}: Hier gibt es nichts zu verteilen',
  'only-target-distributes':
    'Nur ein Ziel: Hier gibt es nichts zu verteilen. Das Verteilen übernimmt {server} dahinter',
  'last-target': '{server} ist als Einziger noch übrig, der Anfragen bekommen darf',
  'picked-roundrobin': 'Reihum: {server} ist dran (Gewicht {weight}, {among} Server wechseln sich ab)',
  'picked-static-rr': 'Reihum in fester Folge: {server} ist dran (Gewicht {weight}, {among} Server wechseln sich ab)',
  'picked-leastconn': 'Wenigste Verbindungen: Von {among} Servern hat {server} für sein Gewicht die wenigsten',
  'picked-source': 'Nach Client-Adresse: {client} bekommt immer {server}',
  'picked-first': 'Der erste der Liste: {server}, solange er verfügbar ist',
  'picked-backup': 'Kein anderer Server ist verfügbar, also springt der Ersatz {server} ein',
  'skipped-down': '{server} wird ausgelassen: Er besteht seine Health Checks nicht',
  'skipped-disabled': '{server} wird ausgelassen: Er ist hier abgeschaltet',
  'skipped-no-weight': '{server} wird ausgelassen: Sein Gewicht ist 0',
  'no-server': 'Kein Server ist eingestellt, und keine Leitung führt zu einem (Code {termination})',
  'no-usable-server': 'Kein Server ist verfügbar: Es gibt niemanden, der das übernehmen könnte (Code {termination})',
  'no-way': 'Von hier führt keine Leitung zu {server}',
  relays: 'Reicht alles ungelesen an {server}, Port {port}, weiter, über eine eigene Verbindung',
  'relays-on': 'Reicht auch das ungelesen an {server} weiter, über dieselbe Verbindung',
  'relays-back': 'Reicht die Antwort von {server} ungelesen zurück',
  'closes-client': 'Schließt die Verbindung zum Client: Im Modus tcp kann er nur so absagen',
  'client-idle': 'Vom Client kam {timeout} lang nichts: schließt die Verbindung (Code {termination})',
  'server-idle': 'Von {server} kam {timeout} lang nichts: schließt die Verbindung (Code {termination})',
  'request-sent': 'Schickt die Anfrage über eine eigene Verbindung an {server}',
  'answer-passed': 'Reicht die Antwort von {server} zurück',
  'header-added': 'Ergänzt {header}, damit der Server die Adresse des Clients erfährt',
  'header-set': 'Setzt {header}, damit der Server erfährt, wie der Client kam',
  'retried-after':
    '{server} nahm die Verbindung nicht an ({why}): wartet {wait} und versucht denselben noch einmal (Fehlversuch {tries}, nach dem ersten sind {retries} weitere erlaubt)',
  retried:
    '{server} nahm die Verbindung nicht an ({why}): versucht denselben noch einmal (Fehlversuch {tries}, nach dem ersten sind {retries} weitere erlaubt)',
  redispatched: '{server} nahm die Verbindung nicht an ({why}): nimmt stattdessen {other}',
  'gave-up': 'Gibt {server} nach {tries,einem Versuch,# Versuchen} auf ({why}, Code {termination})',
  'server-silent': '{server} hat nicht innerhalb von {timeout} geantwortet (Code {termination})',
  'answer-broken': '{server} hat die Verbindung beendet, bevor die Antwort da war (Code {termination})',
  'answer-invalid': 'Was {server} geschickt hat, ist keine HTTP-Antwort (Code {termination})',
  'answers-itself': 'Antwortet selbst mit {status}',
  'not-http': 'Was ankam, ist keine HTTP-Anfrage (Code {termination})',
  'plain-on-tls': 'Schließt die Verbindung: An diesem Port wird TLS gesprochen, der Client tut das nicht',
  'check-accepted': 'Health Check bestanden: {server} nimmt auf Port {port} Verbindungen an',
  'check-answered': 'Health Check bestanden: {server} antwortet mit {status}',
  'check-bad-status': 'Health Check nicht bestanden: {server} antwortet mit {status}; gesund wäre 2xx oder 3xx',
  'check-failed': 'Health Check nicht bestanden: {server} ({why})',
  'server-up': '{server} ist wieder gesund und bekommt ab jetzt Anfragen',
  'server-down': '{server} ist ausgefallen und bekommt keine Anfragen, bis seine Health Checks wieder bestanden sind',

  'picked-random':
    'Ausgelost, und zwar der weniger beschäftigte der gezogenen Server: {server} (Gewicht {weight}, {among} Server)',
  'picked-key': 'Nach dem, was angefragt wird: {key} führt immer zu {server}',
  'picked-without-key':
    'Die Anfrage enthält nichts, wonach gewählt werden könnte, also geht es reihum: {server} (Gewicht {weight}, {among} Server)',
  'picked-cookie': 'Das Cookie des Clients nennt {server}: Dorthin geht es wieder',
  'picked-rule': 'Eine Regel schickt das zu {server}',
  'skipped-drained':
    '{server} wird ausgelassen: Er hat auf den Health Check mit 404 geantwortet und bekommt nichts Neues',
  'observed-down': '{server} ist ausgefallen: Seine Antworten zeigten zu viele Fehler hintereinander',
  queued:
    'Jeder verfügbare Server hat so viele Verbindungen, wie er haben darf: wartet, bis einer Platz hat ({before} warten schon)',
  'queued-for': '{server} hat so viele Verbindungen, wie er haben darf: wartet auf ihn ({before} warten schon)',
  dequeued: '{server} hat nach {waited} wieder Platz: Diese Anfrage ist an der Reihe',
  'queue-timed-out': 'Kein Server hatte innerhalb von {waited} Platz: gibt das Warten auf (Code {termination})',
  'asked-again':
    '{server} gab keine brauchbare Antwort ({why}): fragt denselben noch einmal (Fehlversuch {tries}, {retries} sind erlaubt)',
  'no-frontend': 'Kein Frontend ist hier eingerichtet',
  'no-backend': 'Das Frontend {frontend} kennt dafür kein Backend',
  'rule-picks-backend': 'Eine Regel schickt das zum Backend {backend}',
  'default-backend': 'Keine Regel sagt etwas anderes, also geht das zum Standard-Backend {backend}',
  'rule-denies': 'Eine Regel verbietet das mit {status} (Code {termination})',
  'rule-tarpits': 'Eine Regel lässt diesen Client warten, bevor er {status} bekommt (Code {termination})',
  'rule-rejects': 'Eine Regel schließt die Verbindung ohne Antwort (Code {termination})',
  'rule-drops': 'Eine Regel verwirft das stillschweigend: Der Client wartet vergeblich',
  'rule-asks-password': 'Eine Regel verlangt Benutzer und Passwort, die fehlen: {status}',
  'rule-returns': 'Eine Regel antwortet selbst mit {status}',
  'rule-redirects': 'Eine Regel schickt den Client woandershin: {status} nach {location} (Code {termination})',
  'rule-sets-header': 'Eine Regel setzt {header}',
  'rule-adds-header': 'Eine Regel ergänzt {header}',
  'rule-removes-header': 'Eine Regel entfernt {header}',
  'rule-changes': 'Eine Regel ändert die Nachricht ({rule})',
  'cookie-unknown': 'Das Cookie {cookie} des Clients nennt hier keinen Server',
  'cookie-server-down':
    'Das Cookie {cookie} des Clients nennt {server}, der gerade nicht verfügbar ist: Ein anderer wird gewählt',
  'cookie-set': 'Setzt das Cookie {cookie}, damit der Client wieder zu {server} kommt',
  monitored: 'Diese Adresse fragt nur, ob der Load Balancer lebt: Er antwortet selbst',
  'too-long': 'Die Anfrage ist länger als sein Puffer (Code {termination})',
  'request-incomplete':
    'Der Client hat seine Anfrage nicht innerhalb von {timeout} zu Ende geschickt (Code {termination})',
  'answer-cut':
    '{server} hat die Verbindung mitten in der Antwort beendet; was ankam, wird weitergereicht (Code {termination})',
  'check-unexpected': 'Health Check nicht bestanden: {server} antwortet mit {status} und nicht wie erwartet',
  'check-drains':
    'Health Check: {server} antwortet mit {status}, bekommt also keine neuen Anfragen, bleibt aber für bestehende verfügbar',

  'shows-statistics': 'Zeigt seine eigene Statistik',

  'asked-other': '{server} gab keine brauchbare Antwort ({why}): fragt stattdessen {other}',

  'why.refused': 'Verbindung abgewiesen',
  'why.host-unreachable': 'Rechner nicht erreichbar',
  'why.net-unreachable': 'kein Weg dorthin',
  'why.prohibited': 'unterwegs abgelehnt',
  'why.timed-out': 'Zeitüberschreitung',
  'why.ttl-exceeded': 'in einer Schleife verloren',
  'why.reset': 'Verbindung zurückgesetzt',
  'why.closed': 'Verbindung geschlossen',
  'why.no-way': 'keine Leitung führt dorthin',
  'why.answered': 'Antwort {status}',
  'why.not-http': 'keine HTTP-Antwort',
  'why.no-tls': 'dort wird kein TLS gesprochen',
}

export default de
