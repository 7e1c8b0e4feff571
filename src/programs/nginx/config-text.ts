import type { ConfigText } from '../contract/config-text.ts'
import { directives } from './directives.ts'
import { print } from './print.ts'
import { read } from './read.ts'

/** nginx.conf, read and printed. */
export const configText: ConfigText = {
  fileName: 'nginx.conf',
  directives: [...directives.keys()].toSorted(),
  read,
  print,
}
