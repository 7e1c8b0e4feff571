import type { JsonObject } from '../../model/topology.ts'
import type { Draft } from './draft.ts'

/** Where a directive stands. */
export interface Place {
  /** Key of the virtual host; none for the whole server. */
  readonly host?: string
  /** Path of the `Location` around it. */
  readonly path?: string
  /** Regular expression of the `LocationMatch` around it. */
  readonly pattern?: string
  /** Path on disk of the `Directory` around it. */
  readonly directory?: string
  /** The balancer that the `Proxy` around it names. */
  readonly group?: string
}

export type Result = 'read' | 'unreadable' | 'not-modelled' | 'outside' | 'proxied' | 'per-host'

export interface Directive {
  /** Only modelled for the whole server. */
  readonly isForAll?: boolean
  read(args: readonly string[], draft: Draft, place: Place): Result
}

/** What a table has for a word; nothing for one that every object answers to, such as `constructor`. */
export const entryOf = <T>(table: Readonly<Record<string, T>>, word: string): T | undefined =>
  Object.hasOwn(table, word) ? table[word] : undefined

/** A time in ms; seconds where no unit is told. */
export const seconds = (text = ''): number | undefined => {
  const [, number, unit = 's'] = /^(\d+)(ms|s|m|h|min)?$/i.exec(text) ?? []
  const factor = { ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000 }[unit.toLowerCase()]
  return number === undefined || factor === undefined ? undefined : Number(number) * factor
}

export const hostOf = ({ host }: Place): JsonObject => (host === undefined ? {} : { host })

/** `key=value` words behind what a directive names. */
export const options = (words: readonly string[]): ReadonlyMap<string, string> =>
  new Map(words.map((word) => [word.split('=')[0]?.toLowerCase() ?? '', word.slice(word.indexOf('=') + 1)]))

/** A server's own name without scheme and port, and whether its port is the usual one: another is not modelled. */
export function ownNameOf(written: string): { readonly name: string; readonly isUsual: boolean } {
  const [, name = '', port] = /^(?:https?:\/\/)?(.*?)(?::(\d+))?$/i.exec(written) ?? []
  return { name, isUsual: port === undefined || port === '80' || port === '443' }
}

/** A path on disk as one among the files: below the document root. */
export function belowRoot(draft: Draft, path: string): string | undefined {
  const { documentRoot } = draft.settings
  const root = (typeof documentRoot === 'string' ? documentRoot : '/var/www/html').replace(/\/$/, '')
  if (path === root) return '/'
  return path.startsWith(`${root}/`) ? path.slice(root.length) : undefined
}
