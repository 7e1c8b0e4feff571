import type { Translation } from '../../model/speaker.ts'
import type en from './web-texts.en.ts'
/** Texts of the settings that web servers share, to be spread into the texts of each. */
const de: Translation<typeof en> = {
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
  'field.upstreams': 'Backend-Server',
  'field.upstreams.help': 'Wer die Anfragen bekommt. Leer: die Server, zu denen die Leitungen führen.',
  'field.upstreams.server': 'Server',
  'field.upstreams.port': 'Port',
  'field.upstreams.weight': 'Gewicht',
  'field.files': 'Dateien',
  'field.files.path': 'Pfad',
  'field.files.bytes': 'Größe',
  'field.files.type': 'Typ',
  'field.files.cacheControl': 'Cache-Control',
  'field.files.text': 'Text',
}

export default de
