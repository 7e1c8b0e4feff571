import type { Translation } from '../../model/speaker.ts'
import tls from '../common/tls-texts.de.ts'
import web from '../common/web-texts.de.ts'
import type en from './texts.en.ts'

const de: Translation<typeof en> = {
  ...tls,

  ...web,

  'section.listen': 'Ports und Namen',
  'section.certificate': 'Zertifikat',
  'section.proxy': 'Weitergabe',
  'section.files': 'Dateien',
  'section.compression': 'Komprimierung',
  'section.headers': 'Header',
  'section.limits': 'Zeitüberschreitungen',

  'field.serverNames': 'Servernamen',
  'field.serverNames.help': 'Anfragen an andere Namen erhalten 404. Auch *.example.org ist möglich. Leer: alle Namen.',
  'field.files.help': 'Was im Verzeichnis des Webservers liegt. Leer und ohne Backend-Server: die Willkommensseite.',
  'field.proxyPass.one': 'Weitergabe',
  'field.proxyPass': 'Weitergabe (ProxyPass)',
  'field.proxyPass.help':
    'Welcher Pfad an das Backend geht; es zählt die erste Zeile, die passt. Leer: alles außer den Dateien.',
  'field.proxyPass.path': 'Pfad',
  'field.proxyPass.action': 'Tut',
  'field.proxyPass.server': 'Nur dieser Server',
  'field.proxyPass.upstreamUri': 'Zielpfad',
  'option.proxyPass.action.proxy': 'weitergeben',
  'option.proxyPass.action.static': 'bleibt hier (!)',
  'field.upstreams.retryMs': 'Auslassen für',
  'field.upstreams.backup': 'Ersatz',
  'field.upstreams.down': 'Außer Betrieb',
  'field.preserveHost': 'Host-Header behalten',
  'field.preserveHost.help':
    'Gibt den Namen weiter, nach dem gefragt wurde (ProxyPreserveHost). Aus: die Adresse des Backends.',
  'field.addProxyHeaders': 'Dem Backend sagen, wer fragt',
  'field.addProxyHeaders.help': 'Ergänzt X-Forwarded-For, X-Forwarded-Host und X-Forwarded-Server (ProxyAddHeaders).',
  'field.reverseRedirects': 'Weiterleitungen berichtigen',
  'field.reverseRedirects.help':
    'Aus Weiterleitungen, die das Backend nennen, werden solche auf hier (ProxyPassReverse).',
  'field.timeoutMs': 'Zeitüberschreitung bei der Antwort',
  'field.timeoutMs.help':
    'Wie lange Apache auf einen Backend-Server wartet (ProxyTimeout). Danach erhält der Anfragende 502.',
  'field.connectTimeoutMs': 'Zeitüberschreitung beim Verbinden',
  'field.connectTimeoutMs.help':
    'Wie lange ein Backend-Server für die Annahme brauchen darf. Leer: so lange wie für die Antwort.',
  'field.gzip': 'Komprimieren (mod_deflate)',
  'field.gzip.help': 'Komprimiert Texte für alle, die gzip annehmen.',
  'field.gzipTypes': 'Typen',
  'field.gzipTypes.help': 'Was komprimiert wird. Leer: HTML, CSS, JavaScript, reiner Text und XML.',

  'finding.path-covered': 'Eine frühere Zeile deckt {path} schon ab, darum kommt diese nie zum Zug',
  'finding.path-leads-nowhere': '{path} wird weitergegeben, aber es gibt keinen Backend-Server',
  'finding.slash-uneven':
    'Nur einer von {path} und seinem Zielpfad endet mit einem Schrägstrich: Die Pfade werden dann falsch',
  'finding.all-down': 'Alle Backend-Server sind außer Betrieb genommen: Jede Anfrage endet mit 503',
  'finding.connect-longer': 'Apache wartet auf eine Verbindung länger als auf eine Antwort',

  'state.members': 'Backend-Server',
  'state.members.server': 'Server',
  'state.members.condition': 'Zustand',
  'state-ok': 'im Einsatz',
  'state-error': 'ausgefallen, noch {left} ausgelassen',
}

export default de
