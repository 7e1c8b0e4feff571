const de = {
  'only-server': 'Hier gibt es nichts zu verteilen: {server} ist der einzige Backend-Server',
  'server-by-turn': '{server} ist an der Reihe (reihum, Gewicht {weight})',
  'server-by-least': '{server} hat für sein Gewicht die wenigsten offenen Verbindungen: {count}',
  'server-by-hash': 'Die Adresse des Anfragenden führt immer zu {server} (ip_hash)',
  'server-by-key': 'Der Hashwert von {key} führt zu {server}: Derselbe Schlüssel führt immer dorthin',
  'server-on-ring': 'Auf dem Ring des konsistenten Hashings kommt nach {key} als Nächstes {server}',
  'server-by-hash-on':
    'Der Hashwert führte zu einem Server, der jetzt nicht gefragt werden kann; von dort weitergezählt führt er zu {server}',
  'places-in-vain':
    'Mehr als 20 Stellen führten zu Servern, die nicht gefragt werden können, darum entschied die Reihenfolge',
  'server-by-chance': '{server} wurde ausgelost (random, Gewicht {weight})',
  'server-by-chance-of-two':
    'Von zwei ausgelosten Servern hat {server} für sein Gewicht weniger offene Verbindungen: {count}',
  'server-backup': 'Kein regulärer Server ist verfügbar, darum springt der Ersatzserver {server} ein',
  'server-down': '{server} ist außer Betrieb genommen (down)',
  'server-full': '{server} hat schon {most,eine Verbindung,# Verbindungen}, und mehr sind nicht erlaubt (max_conns)',
  'server-left-out': '{server} ist vorhin ausgefallen und wird noch {left} lang ausgelassen',
  'no-live-server': 'Es ist kein Backend-Server mehr übrig, den man fragen könnte (no live upstreams)',
  'worker-own':
    'Arbeitsprozess {worker} von {count} hat die Verbindung angenommen und zählt für sich, denn die Gruppe hat keine zone',
  'workers-assumed':
    'Annahme: worker_processes auto ist hier ein Prozess; von mehreren hätte ohne zone jeder seine eigene Reihenfolge',
  'answer-late': '{server} hat nicht innerhalb von {timeout} geantwortet',
  'answer-cut': '{server} hat die Verbindung mitten im Kopf der Antwort geschlossen',
  'answer-not-http': '{server} hat mit etwas geantwortet, das kein HTTP ist: reicht es so weiter',
  'answer-header-broken': '{server} hat eine Kopfzeile geschickt, die keine ist: {line}',
  'answer-header-too-big': 'Der Kopf der Antwort von {server} ist größer als {most} (proxy_buffer_size)',
  'answer-passed-over': '{server} hat {status} geantwortet: Ein anderer Server wird gefragt',
  'next-server': 'Fragt den nächsten Server',
  'next-not-set': 'proxy_next_upstream nennt diesen Fehler nicht, darum wird niemand anders gefragt',
  'next-late': 'Nach {time} wird kein anderer Server mehr gefragt (proxy_next_upstream_timeout)',
  'tries-used':
    'Für eine Anfrage {count,darf nur ein Server,dürfen nur # Server} gefragt werden (proxy_next_upstream_tries)',
  'not-repeated': 'Ein bereits gesendetes {method} wird nicht wiederholt: Es könnte zweimal wirken',
  'server-marked-failed': '{server} gilt als ausgefallen und wird {time} lang ausgelassen',
  'bad-gateway': 'Kein Backend-Server hat gültig geantwortet: antwortet selbst mit 502',
  'gateway-timeout': 'Das Backend hat zu lange gebraucht: antwortet selbst mit 504',
} as const

export default de
