import type { Translation } from '../../model/speaker.ts'
import client from '../common/client-texts.de.ts'
import type en from './texts.en.ts'

const de: Translation<typeof en> = {
  ...client,

  'section.options': 'Optionen',
  'field.insecure': 'Jedes Zertifikat annehmen',
  'field.insecure.help': 'Prüft nicht, wer der Server ist (-k).',
  'field.followRedirects': 'Weiterleitungen folgen',
  'field.followRedirects.help': 'Aus: curl zeigt die Weiterleitung selbst (-L).',
  'field.maxRedirects': 'Umleitungen höchstens',
  'field.maxRedirects.help': 'Nach so vielen gibt curl auf (--max-redirs).',
  'field.cachesNames': 'Das System merkt sich Namen',
  'field.cachesNames.help':
    'curl selbst vergisst alles, wenn es endet. Ein Zwischenspeicher des Systems (systemd-resolved) würde sich die Namen merken.',
}

export default de
