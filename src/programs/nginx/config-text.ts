import { isJsonObject, type Json, type JsonObject } from '../../model/topology.ts'
import { certificateSettings } from '../common/tls-fields.ts'
import { settingsIn, type ConfigText } from '../contract/config-text.ts'
import { directives } from './directives.ts'
import { print } from './print.ts'
import { read } from './read.ts'
import { simpleRoot } from './tree-simple.ts'

/** nginx.conf, read and printed. */
export const configText: ConfigText = {
  fileName: 'nginx.conf',
  directives: [...directives.keys()].toSorted(),
  read,
  print,
  beside: (config) => ({ ...settingsIn(config, [...certificateSettings, 'certificateFiles']), ...filesOf(config) }),
}

/** A text can name any directory: files have their whole path from then on, in the simple form they lie under its root. */
function filesOf({ configuration, files }: JsonObject): JsonObject {
  if (!Array.isArray(files)) return {}
  const rows: readonly Json[] = files
  if (configuration === 'full') return { files: rows }
  return { files: rows.map((row) => (isJsonObject(row) ? { ...row, path: simpleRoot + pathOf(row) } : row)) }
}

const pathOf = ({ path }: JsonObject): string => (typeof path === 'string' ? path : '/index.html')
