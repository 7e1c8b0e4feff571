import type { Translation } from '../../model/speaker.ts'
import web from '../common/web-messages.de.ts'
import type en from './messages.en.ts'

const de: Translation<typeof en> = {
  ...web,

  'proxy-engine-off': 'Die Verbindung zu {server} soll TLS sein, aber SSLProxyEngine ist nicht an: antwortet mit 500',
  'uri-too-long': 'Die Adresse in der Anfrage ist länger als 8190 Bytes: antwortet mit 414',
  'uri-encoded': 'Im Pfad {uri} steckt ein kodierter Schrägstrich oder ein Nullbyte: antwortet mit 404',
  'options-for-server': 'Sagt, was der Server als Ganzes kann (OPTIONS *)',
  'header-unreadable': 'Der Header {name} ist fehlerhaft geschrieben oder zu lang: antwortet mit 400',
  'expectation-unknown': 'Die Anfrage erwartet {value}, was Apache nicht kennt: antwortet mit 417',
  'server-unknown': 'Kein Servername passt zu {host}: Der Standardserver antwortet 404',
  'host-default': 'Kein virtueller Host hat diesen Namen: Es antwortet der erste, {name}',
  redirected: '{path} ist umgezogen (Redirect): schickt weiter zu {to}',
  'path-gone': '{path} gibt es nicht mehr (Redirect): {status}',
  'path-denied': 'Niemand darf {path} sehen (Require all denied): 403',
  'alias-followed': '{path} führt zu {to} (Alias)',
  'path-mapped': '{path} liegt unter {alias} und wird weitergegeben (ProxyPass)',
  'stays-here': 'Für diesen Pfad ist kein ProxyPass zuständig, darum bleibt er hier',
  'unset-proxy': 'Es ist kein ProxyPass gesetzt: Alles geht an die Backend-Server',
  'unset-try': 'Eine solche Datei gibt es hier nicht, darum geht die Anfrage an die Backend-Server',

  'directory-listed': 'Das Verzeichnis {path} hat keine Startseite: Sein Inhalt wird aufgelistet',
  'no-file': 'Eine Datei {path} gibt es hier nicht: 404',
  'method-not-allowed': 'Nach einer Datei kann man nicht mit {method} fragen: 405',
  'method-unknown': 'Kennt die Methode {method} nicht: 501',
  'connect-refused-here': 'CONNECT verlangt einen Tunnel, und dieser Server ist kein Forward Proxy: antwortet mit 400',
  'name-too-long': 'Länger als 255 Bytes kann kein Dateiname sein, darum lehnt das Dateisystem ihn ab: 403',
  'options-answered': 'Sagt, welche Methoden für diese Datei erlaubt sind',
  'trace-answered': 'Schickt die Anfrage zurück, wie sie ankam (TRACE)',
  'condition-failed': 'Die Fassung hier ist nicht die, die die Anfrage zur Bedingung macht: 412',
  'ranges-sent': 'Gefragt ist nur nach {n} getrennten Teilen: 206, jeder Teil mit eigener Überschrift',

  'only-member': 'Hier gibt es nichts zu verteilen: {server} ist der einzige Backend-Server',
  'member-by-turn': '{server} ist an der Reihe (byrequests, Gewicht {weight})',
  'member-by-traffic': '{server} hatte, gemessen am Gewicht {weight}, bisher die wenigsten Bytes (bytraffic)',
  'member-by-busyness': '{server} ist am wenigsten beschäftigt und an der Reihe (bybusyness, Gewicht {weight})',
  'status-counts-as-failure':
    'Die Antwort {status} gilt als Ausfall: {server} wird {time} lang ausgelassen (failonstatus)',
  'timeout-counts-as-failure':
    'Die Antwort von {server} kommt zu spät, und das gilt als Ausfall: wird {time} lang ausgelassen (failontimeout)',
  'target-unreadable':
    'Das Ziel von ProxyPass endet ohne Schrägstrich, darum klebt der Pfad {uri} am Port: antwortet mit {status}',
  'answer-without-status':
    '{server} hat Bytes ohne Statuszeile geschickt: Apache hält sie für eine alte Antwort (HTTP/0.9) und sagt 200',
  'error-overridden': 'Setzt an die Stelle der {status} von {server} die eigene Fehlerseite (ProxyErrorOverride)',
  'member-bound': '{server} ist der Server dieser Sitzung: Die Anfrage nennt seine Route {route} (stickysession)',
  'bound-member-gone':
    'Der Server dieser Sitzung (Route {route}) ist nicht verfügbar, und zu einem anderen darf sie nicht (nofailover)',
  'member-spare': 'Ein Server seiner Stufe ist nicht verfügbar, darum springt der Reserveserver {server} ein',
  'member-drains': '{server} erhält nur noch Anfragen von Sitzungen, die an ihn gebunden sind (status=+N)',
  'waits-for-member': 'Gerade ist kein Backend-Server verfügbar: wartet {time} lang auf einen',
  'hops-used-up': 'Max-Forwards ist {value}, darum darf die Anfrage nicht weitergehen: antwortet mit 400',
  'member-standby': 'Kein regulärer Server ist verfügbar, darum springt der Ersatzserver {server} ein',
  'member-down': '{server} ist außer Betrieb genommen (status=+D)',
  'member-left-out': '{server} war vorhin nicht zu erreichen und wird noch {left} lang ausgelassen',
  'member-failed': '{server} gilt jetzt als gestört und wird {time} lang ausgelassen',
  'all-failed-retried': 'Alle Backend-Server gelten als gestört, darum wird es wieder mit allen versucht',
  'next-member': 'Fragt den nächsten Server',
  'no-member': 'Es ist kein Backend-Server mehr übrig, den man fragen könnte',
  'uri-rewritten': 'ProxyPass macht aus {from} den Pfad {to}',
  'answer-late': '{server} hat nicht innerhalb von {timeout} geantwortet; ein anderer wird dann nicht gefragt',
  'answer-not-http': '{server} hat mit etwas geantwortet, das kein HTTP ist',
  'service-unavailable':
    'Kein Backend-Server hat die Verbindung angenommen: antwortet selbst mit 503 (das Programm nginx sagte hier 502)',
  'proxy-error': 'Das Backend hat nicht gültig geantwortet: antwortet selbst mit 502',
  'cookie-rewritten': 'Das Cookie nennt das Innere: Aus {from} wird {to}',
  'server-hidden': 'Antwortet von der eigenen Adresse: Die Adresse von {server} bleibt verborgen',
}

export default de
