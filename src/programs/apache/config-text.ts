import { certificateSettings } from '../common/tls-fields.ts'
import { settingsIn, type ConfigText } from '../contract/config-text.ts'
import { directiveNames } from './directives.ts'
import { print } from './print.ts'
import { read } from './read.ts'

/** An Apache configuration, read and printed. */
export const configText: ConfigText = {
  fileName: 'apache2.conf',
  directives: directiveNames.toSorted(),
  read,
  print,
  beside: (config) => settingsIn(config, ['files', ...certificateSettings, 'certificateFiles']),
}
