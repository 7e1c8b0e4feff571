import type { Translation } from '../../model/speaker.ts'
import client from '../common/client-texts.de.ts'
import type en from './messages.en.ts'

const de: Translation<typeof en> = {
  ...client,
  'no-scheme': 'In der URL fehlt das Schema: curl nimmt http',
  'no-browser': 'curl ist kein Browser: Ob eine andere Herkunft das erlaubt, fragt es nicht (CORS)',
  'redirect-not-followed':
    '{status}: Die Antwort verweist auf {target}, aber curl folgt nur, wenn man es verlangt (-L)',

  'section.options': 'Optionen',
  'field.followRedirects': 'Weiterleitungen folgen',
  'field.followRedirects.help': 'Aus: curl zeigt die Weiterleitung selbst (-L).',
  'field.cachesNames': 'Das System merkt sich Namen',
  'field.cachesNames.help':
    'curl selbst vergisst alles, wenn es endet. Ein Zwischenspeicher des Systems (systemd-resolved) würde sich die Namen merken.',
}

export default de
