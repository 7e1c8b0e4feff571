import type { Translation } from '../../model/speaker.ts'
import type en from './texts.en.ts'

const de: Translation<typeof en> = {
  versions: 'Django 3.2 sieht beim Prüfen von Formularen nicht auf Origin, 4.2 schon. Beide sind wählbar.',
  'section.endpoints': 'Endpunkte',
  'section.database': 'Datenbank',
  'section.pages': 'Eigene Fehlerseiten',
  'section.protection': 'Namen, Formulare, Größen',
  'section.tls': 'Hinter einem Proxy mit TLS',
  'section.cors': 'Andere Origins (CORS)',
  'section.server': 'Server',
  'field.endpoints.one': 'Endpunkt',
  'field.endpoints': 'Endpunkte',
  'field.endpoints.help':
    'Der erste passende Pfad antwortet; * am Ende passt auf alles. Leer: Jeder Pfad antwortet mit 200 und benutzt die Datenbank, falls es eine gibt.',
  'field.endpoints.method': 'Methode',
  'field.endpoints.path': 'Pfad',
  'field.endpoints.status': 'Status',
  'field.endpoints.usesDatabase': 'Datenbank',
  'field.endpoints.durationMs': 'Dauert',
  'field.endpoints.contentType': 'Art des Inhalts',
  'field.endpoints.body': 'Inhalt',
  'field.endpoints.bytes': 'Größe',
  'field.endpoints.cacheControl': 'Cache-Control',
  'field.endpoints.location': 'Schickt weiter zu',
  'field.endpoints.ends': 'Endet wie',
  'option.endpoints.ends.answers': 'antwortet',
  'option.endpoints.ends.raises': 'Code schlägt fehl (500)',
  'option.endpoints.ends.forbids': 'verbietet es (403)',
  'option.endpoints.ends.suspects': 'schöpft Verdacht (400)',
  'option.endpoints.ends.finds-nothing': 'findet nichts (404)',
  'option.endpoints.ends.exits': 'beendet seinen Worker',
  'field.endpoints.showsForm': 'Zeigt ein Formular mit CSRF-Token',
  'field.endpoints.csrfExempt': 'Ohne CSRF-Schutz (csrf_exempt)',
  'field.endpoints.tellsRequest': 'Sagt, was sie von der Anfrage sah',
  'option.endpoints.method.any': 'alle',
  'option.endpoints.method.GET': 'GET',
  'option.endpoints.method.POST': 'POST',
  'option.endpoints.method.PUT': 'PUT',
  'option.endpoints.method.PATCH': 'PATCH',
  'option.endpoints.method.DELETE': 'DELETE',
  'option.endpoints.usesDatabase.none': 'nicht benutzt',
  'option.endpoints.usesDatabase.reads': 'liest',
  'option.endpoints.usesDatabase.writes': 'schreibt',
  'field.appendSlash': 'Fehlenden Schrägstrich ergänzen',
  'field.appendSlash.help': 'Schickt /api weiter zu /api/, wenn es nur das gibt (APPEND_SLASH).',
  'field.notFoundPage': 'Seite für 404',
  'field.notFoundPage.help':
    'HTML anstelle der schlichten Seite von Django (404.html). Mit DEBUG wird sie nicht benutzt.',
  'field.serverErrorPage': 'Seite für 500',
  'field.serverErrorPage.help':
    'HTML anstelle der schlichten Seite von Django (500.html). Mit DEBUG wird sie nicht benutzt.',
  'field.database': 'Datenbank',
  'field.database.help': 'Leer: die Datenbank, zu der eine Leitung führt.',
  'field.databaseTimeoutMs': 'Wartet auf die Verbindung',
  'field.databaseTimeoutMs.help': 'Leer: so lange, wie es das Betriebssystem versucht (connect_timeout).',
  'field.corsOrigins': 'Erlaubte Origins',
  'field.corsOrigins.help':
    'Seiten mit dieser Herkunft dürfen die Antworten lesen; * heißt alle. Leer: nur Seiten der Anwendung selbst.',
  'field.corsCredentials': 'Mit Cookies',
  'field.corsCredentials.help': 'Seiten anderer Herkunft dürfen Cookies mitschicken.',
  'field.corsMethods': 'Erlaubte Methoden',
  'field.corsMethods.help': 'Was die Antwort auf eine Preflight-Anfrage erlaubt.',
  'option.corsMethods.DELETE': 'DELETE',
  'option.corsMethods.GET': 'GET',
  'option.corsMethods.OPTIONS': 'OPTIONS',
  'option.corsMethods.PATCH': 'PATCH',
  'option.corsMethods.POST': 'POST',
  'option.corsMethods.PUT': 'PUT',
  'field.corsHeaders': 'Erlaubte Header',
  'field.corsHeaders.help': 'Welche Header die Antwort auf eine Preflight-Anfrage erlaubt.',
  'field.corsMaxAge': 'Preflight-Anfrage gilt für',
  'field.corsMaxAge.help': 'So lange muss der Browser nicht noch einmal fragen; 0 lässt den Header weg.',
  'field.port': 'Port',
  'field.port.help': 'Hier wartet gunicorn auf Anfragen.',
  'field.allowedHosts': 'Erlaubte Hostnamen',
  'field.allowedHosts.help':
    'Anfragen an andere Namen bekommen 400 (ALLOWED_HOSTS). .example.com deckt alle Namen darunter ab, * jeden. Leer: jeder Name.',
  'field.debug': 'Entwicklungsmodus (DEBUG)',
  'field.debug.help':
    'Zum Entwickeln: Mit leerem ALLOWED_HOSTS antwortet die Anwendung auf localhost, und verlorene Formulare sind Fehler.',
  'field.useForwardedHost': 'Glaubt X-Forwarded-Host',
  'field.useForwardedHost.help': 'Nimmt den Hostnamen aus dem Header des Proxys (USE_X_FORWARDED_HOST).',
  'field.trustForwardedProto': 'Glaubt X-Forwarded-Proto',
  'field.trustForwardedProto.help':
    'Eine Anfrage gilt als mit TLS geschickt, wenn dieser Header https sagt (SECURE_PROXY_SSL_HEADER), egal von wem er kommt.',
  'field.sslRedirect': 'Schickt alle zu https',
  'field.sslRedirect.help':
    'Hinter einem Proxy mit TLS-Terminierung muss die Anwendung aus einem Header erfahren, dass der Client mit TLS kam; sonst leitet sie endlos um (SECURE_SSL_REDIRECT).',
  'field.hstsSeconds': 'HSTS für',
  'field.hstsSeconds.help': 'So lange nehmen Browser nur https (SECURE_HSTS_SECONDS); 0 lässt den Header weg.',
  'field.csrfProtection': 'CSRF-Schutz',
  'field.csrfProtection.help':
    'Formulare brauchen das Cookie und das Token einer Seite dieser Anwendung (CsrfViewMiddleware). In neuen Django-Projekten ist er an.',
  'field.csrfTrustedOrigins': 'Origins, deren Formulare gelten',
  'field.csrfTrustedOrigins.help':
    'CSRF_TRUSTED_ORIGINS, etwa https://app.example.com oder https://*.example.com. Django 3.2 will Hosts ohne https://.',
  'field.maxBodyBytes': 'Inhalt höchstens',
  'field.maxBodyBytes.help': 'Was größer ist, bekommt 400, außer hochgeladenen Dateien (DATA_UPLOAD_MAX_MEMORY_SIZE).',
  'field.workerTimeoutMs': 'Geduld von gunicorn',
  'field.workerTimeoutMs.help':
    'Was länger dauert, wird ohne Antwort abgebrochen (--timeout); nachgesehen wird einmal je Sekunde.',
  'field.workers': 'Worker',
  'field.workers.help':
    'Jeder bearbeitet eine Anfrage auf einmal; die anderen warten in der Warteschlange (--workers).',
  'field.coldStartMs': 'Erste Anfrage dauert länger um',
  'field.coldStartMs.help': 'Ein frischer Worker lädt mit seiner ersten Anfrage, was die Anwendung braucht.',
  'field.forwardedAllowIps': 'gunicorn glaubt',
  'field.forwardedAllowIps.help':
    'Adressen, deren X-Forwarded-Proto gilt (--forwarded-allow-ips); * heißt alle. Von sich aus nur dem eigenen Rechner.',

  'finding.database-missing':
    'Ein Endpunkt benutzt die Datenbank, aber es ist keine angeschlossen: Er antwortet mit 500',
  'finding.no-database': 'Diese Anwendung hat keine Datenbank und kann sich nichts merken',
  'finding.hosts': 'ALLOWED_HOSTS passt zu keinem der Namen im DNS ({names}): Jede Anfrage mit Namen bekommt 400',
  'finding.redirect-loop':
    'Die Anwendung schickt alle zu https, glaubt aber keinem Header des Proxys davor: Wer mit TLS kommt, wird endlos umgeleitet',
  'finding.csrf-origins':
    'Seit Django 4.0 will CSRF_TRUSTED_ORIGINS https:// oder http:// davor; ohne startet Django nicht',
  'finding.host-fits-nobody':
    'ALLOWED_HOSTS: {name} passt auf keine Anfrage. Django will bloße Namen, ohne https:// und ohne Port; .example.com steht für die Domain und alles darunter',
  'finding.csrf-hosts':
    'Vor Django 4.0 standen in CSRF_TRUSTED_ORIGINS Hostnamen; ein Eintrag mit https:// davor passt auf nichts',
  'finding.debug': 'DEBUG zeigt allen Fehler mit Teilen der Einstellungen: nur beim Entwickeln benutzen',
  'fix.trust-proto': 'X-Forwarded-Proto glauben',
  'finding.cors-open':
    'Jede Website darf Anfragen mit den Cookies ihrer Besucher schicken: Nenne die Origins, denen du vertraust',

  'state.workers': 'Worker (gunicorn)',
  'state.workers.worker': 'Worker',
  'state.workers.condition': 'Zustand',
  'state-busy': 'beschäftigt',
  'state-busy-for': 'noch {left} beschäftigt',
  'state-free': 'frei',
  'state-cold': 'frei, hat noch nichts geladen',
}

export default de
