import { certificateSettings } from '../common/tls-fields.ts'
import { settingsIn, type ConfigText } from '../contract/config-text.ts'
import { bindOptions } from './binds.ts'
import { directiveNames } from './directives.ts'
import { globalDirectives } from './keywords.ts'
import { print } from './print.ts'
import { read } from './read.ts'
import { serverWords } from './server-line.ts'

const sections = ['global', 'defaults', 'frontend', 'backend', 'listen', 'userlist']

/** A haproxy.cfg (configuration manual 2.6). */
export const configText: ConfigText = {
  fileName: 'haproxy.cfg',
  directives: [
    ...new Set([
      ...sections,
      ...directiveNames,
      ...globalDirectives,
      'bind',
      'server',
      'user',
      ...bindOptions.map((word) => `bind … ${word}`),
      ...serverWords.map((word) => `server … ${word}`),
    ]),
  ].toSorted(),
  read,
  print,
  beside: (config) => settingsIn(config, [...certificateSettings, 'certificateFiles']),
}
