import type { Translation } from '../../model/speaker.ts'
import type en from './client-messages.en.ts'

const de: Translation<typeof en> = {
  'is-address': '{address} ist schon eine Adresse: Ein Name muss nicht nachgeschlagen werden',
  'is-localhost': '{name} meint immer diesen Rechner selbst',
  'in-hosts': 'In der hosts-Datei steht {target} für {name}: {address}',
  'search-domain': 'Versucht es mit einer Such-Domain: {name}',
  cached: 'Kennt {name} noch von vorhin: {addresses}; das gilt noch {ttl} lang',
  'cached-nothing': 'Weiß noch von vorhin, dass es {name} nicht gibt; das gilt noch {ttl} lang',
  'name-found': '{name} führt zu {addresses}; das darf {ttl} lang gemerkt werden',
  'alias-found': '{name} ist ein Alias von {target} und führt zu {addresses}; das darf {ttl} lang gemerkt werden',
  'no-name': 'Den Namen {name} kennt niemand',
  'no-data': '{name} gibt es, aber ohne {type}-Eintrag',
  'no-dns-server': 'Kann {name} nicht nachschlagen: Es ist kein DNS-Server eingestellt oder angeschlossen',
  'dns-asks': 'Fragt den DNS-Server {server} nach dem {type}-Eintrag von {name}',
  'dns-asks-again': 'Versucht es noch einmal: fragt den DNS-Server {server} nach dem {type}-Eintrag von {name}',
  'dns-no-help': 'Der DNS-Server {server} antwortet {rcode}, das ist keine Antwort auf die Frage',
  'dns-not-dns': 'Was {server} antwortet, ist kein DNS',
  'dns-timed-out': 'Der DNS-Server {server} schweigt: keine Antwort innerhalb von {time}',
  'dns-refused': '{server} nimmt keine DNS-Anfragen an: Dort lauscht kein Programm auf dem Port',
  'dns-unreachable': 'Kein Weg zum DNS-Server {server}',
  'dns-gave-up': 'Kein DNS-Server hat geholfen',
  'dns-answer': 'Das DNS antwortet {rcode} mit {count,einem Eintrag,# Einträgen}',
  'connect-refused': '{address} hat die Verbindung zu Port {port} nach {time} abgewiesen',
  'connect-host-unreachable': '{address} ist nicht erreichbar, das meldet ein Router nach {time} (Port {port})',
  'connect-net-unreachable': 'Zum Netz von {address} führt kein Weg (Port {port}, nach {time})',
  'connect-prohibited': 'Eine Firewall meldet nach {time}: {address}, Port {port}, ist verboten',
  'connect-timed-out':
    'Zeitüberschreitung: {time} lang hat niemand auf die Verbindung zu {address}, Port {port}, geantwortet',
  'connect-ttl-exceeded':
    'Die Pakete zu {address}, Port {port}, liefen im Kreis, bis sie verbraucht waren (nach {time})',
  'reuses-connection': 'Die Verbindung zu {host} ist noch offen und wird wieder benutzt',
  'own-connection':
    'Hier öffnet jede Anfrage eine eigene Verbindung; ein Browser nähme die zu {host} von vorhin wieder, wenn der Server sie noch offen hält (Keep-Alive)',
  'waits-for-connection':
    'Mit HTTP/1.1 öffnet ein Browser höchstens {count} Verbindungen zugleich zu {host}, und alle sind belegt: Diese Anfrage wartet auf eine',
  'connection-free': 'Nach {time} ist eine Verbindung frei',
  'no-answer': 'Zeitüberschreitung: Die Verbindung steht, aber innerhalb von {time} kam keine Antwort',
  reset: 'Die Gegenseite hat die Verbindung abgerissen',
  'empty-reply': 'Die Gegenseite hat die Verbindung ohne Antwort geschlossen',
  'not-http': 'Was zurückkam, ist keine HTTP-Antwort',
  receives: 'Bekommt {status} {reason}, {size}',
  'unknown-scheme': '{scheme} ist kein Schema des Webs: Webadressen beginnen mit {http} oder {https}',
  'bad-url': '„{url}“ lässt sich nicht als URL lesen',
  redirect: '{status}: geht weiter zu {target}',
  'redirect-broken': 'Die Antwort leitet weiter zu „{target}“, und das ist keine URL',
  'too-many-redirects': 'Bricht nach {count} Weiterleitungen ab: Sie führen zu keiner Antwort',
  'port-open': 'Port {port} von {host} ist offen',
  'port-answers': 'Von Port {port} auf {host} kommt eine Antwort',
  echo: '{address} antwortet nach {time}; das Paket dürfte noch {ttl,eine Etappe,# Etappen} weit reisen',
  'no-echo': 'Kein Echo von {address} ({time})',
}

export default de
