import type { Translation } from '../../model/speaker.ts'
import type en from './web-texts.en.ts'
/** Texts of the settings that web servers share, to be spread into the texts of each. */
const de: Translation<typeof en> = {
  'section.certificate': 'Zertifikat',
  'section.compression': 'Komprimierung',
  'section.files': 'Dateien',
  'section.headers': 'Header',
  'section.listen': 'Ports und Namen',

  'field.httpPort': 'Port für HTTP',
  'field.httpPort.help':
    'Hier kommen unverschlüsselte Anfragen an. Browser nehmen 80, solange nichts anderes in der URL steht.',
  'field.https': 'HTTPS',
  'field.https.help': 'Beantwortet auch verschlüsselte Anfragen. Die Verschlüsselung (TLS) endet dann hier.',
  'field.httpsPort': 'Port für HTTPS',
  'field.httpsPort.help': 'Hier kommen verschlüsselte Anfragen an. Browser nehmen 443.',
  'field.redirectToHttps': 'HTTP auf HTTPS umleiten',
  'field.redirectToHttps.help':
    'Wer unverschlüsselt kommt, erhält eine Weiterleitung (301) auf dieselbe Seite über HTTPS.',
  'field.upstreams.one': 'Backend-Server',
  'field.upstreams': 'Backend-Server',
  'field.upstreams.help': 'Wer die Anfragen bekommt. Leer: die Server, zu denen die Leitungen führen.',
  'field.upstreams.server': 'Server',
  'field.upstreams.port': 'Port',
  'field.upstreams.weight': 'Gewicht',
  'field.files.one': 'Datei',
  'field.files': 'Dateien',
  'field.files.path': 'Pfad',
  'field.files.bytes': 'Größe',
  'field.files.type': 'Typ',
  'field.files.cacheControl': 'Cache-Control',
  'field.files.text': 'Text',
  'field.connectTimeoutMs': 'Zeitüberschreitung beim Verbinden',
  'field.files.help': 'Was im Verzeichnis des Webservers liegt. Leer und ohne Backend-Server: die Willkommensseite.',
  'field.gzip.help': 'Komprimiert Texte für alle, die gzip annehmen.',
  'field.serverNames': 'Servernamen',
  'field.serverNames.help': 'Anfragen an andere Namen erhalten 404. Auch *.example.org ist möglich. Leer: alle Namen.',
  'field.upstreams.down': 'Außer Betrieb',

  'finding.no-server': 'Hinter diesem Server liegt nichts: Ziehe eine Leitung zu einem Server, der antworten soll',
  'finding.welcome-only':
    'Dieser Webserver hat weder Dateien noch eine Webanwendung: Er zeigt nur seine Willkommensseite',
  'finding.nothing-to-serve':
    'Dieser Webserver hat weder Dateien noch eine Webanwendung: Er beantwortet jede Anfrage mit 404',
  'finding.row-without-server': 'Backend-Server {row} ist noch nicht ausgewählt und wird übergangen',
  'finding.no-way': 'Von hier führt keine Leitung zu {server}',
  'finding.same-port': 'HTTP und HTTPS können keinen Port teilen: Unverschlüsselte Anfragen werden zurückgewiesen',
  'finding.certificate-expired': 'Das Zertifikat ist abgelaufen: Browser brechen die Verbindung ab',
  'finding.certificate-not-yet-valid': 'Das Zertifikat gilt noch nicht: Browser brechen die Verbindung ab',
  'finding.certificate-self-signed': 'Das Zertifikat ist selbst signiert: Browser warnen, weil niemand dafür bürgt',
  'finding.certificate-untrusted': 'Das Zertifikat stammt von einer Stelle, der Browser nicht vertrauen',
  'finding.certificate-wrong-name': 'Das Zertifikat gilt nicht für {names}: Browser brechen die Verbindung ab',
  'finding.certificate-refused':
    'Browser lehnen dieses Zertifikat ab: Seine Kette, sein Zweck oder der Ort seiner Namen stimmt nicht',
  'finding.certificate-key': 'Der private Schlüssel gehört nicht zum Zertifikat: Der Server startet nicht',
  'fix.clear': 'Zurück auf die Voreinstellung',
}

export default de
