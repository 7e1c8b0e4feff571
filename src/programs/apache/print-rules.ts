import type { JsonObject } from '../../model/topology.ts'
import type { PrintedLine } from '../contract/config-text.ts'
import { rowsOf, spelt, within } from './print-words.ts'
import { quoted } from './syntax.ts'

/** Variables, rules for headers, and what is corrected on the way back, of one virtual host or of all. */
export function ruleLines(config: JsonObject, host: string | undefined): readonly PrintedLine[] {
  return tables.flatMap(([table, words]) =>
    rowsOf(config, table)
      .map((row, index) => ({ row, setting: `${table}[${index}]` }))
      .filter(({ row }) => row['host'] === host)
      .flatMap(({ row, setting }) => placed(row, { text: words(row).map(quoted).join(' '), setting })),
  )
}

/** A line in the `Location` that it is for. */
function placed({ below }: JsonObject, line: PrintedLine): readonly PrintedLine[] {
  return typeof below === 'string' ? within([line], 'Location', below) : [line]
}

const tables: readonly (readonly [table: string, words: (row: JsonObject) => readonly string[]])[] = [
  [
    'environment',
    ({ name = 'NAME', value }) => ['SetEnv', spelt(name), ...(value === undefined ? [] : [spelt(value)])],
  ],
  ['requestHeaders', (row) => ['RequestHeader', ...headerWords(row)]],
  ['responseHeaders', (row) => ['Header', ...(row['always'] === true ? ['always'] : []), ...headerWords(row)]],
  [
    'reverses',
    ({ below, path = '/', to = '/' }) => ['ProxyPassReverse', ...(below === undefined ? [spelt(path)] : []), spelt(to)],
  ],
  ['cookieDomains', (row) => ['ProxyPassReverseCookieDomain', ...cookieWords(row)]],
  ['cookiePaths', (row) => ['ProxyPassReverseCookiePath', ...cookieWords(row)]],
]

function headerWords({ action = 'set', name = 'X-Served-By', pattern, value, ifSet }: JsonObject): readonly string[] {
  const isEdit = action === 'edit' || action === 'edit-all'
  return [
    action === 'edit-all' ? 'edit*' : spelt(action),
    spelt(name),
    ...(isEdit ? [spelt(pattern ?? '')] : []),
    ...(action === 'unset' ? [] : [escaped(spelt(value ?? ''))]),
    ...(ifSet === undefined ? [] : [`env=${spelt(ifSet)}`]),
  ]
}

/** A percent sign that begins nothing is written twice. */
const escaped = (value: string): string =>
  value.startsWith('expr=') ? value : value.replace(/%%|%\{[\w.-]+\}e|%/g, (found) => (found === '%' ? '%%' : found))

const cookieWords = ({ inside = '/', outside = '/' }: JsonObject): readonly string[] => [spelt(inside), spelt(outside)]
