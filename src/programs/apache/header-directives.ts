import type { JsonObject } from '../../model/topology.ts'
import { entryOf, hostOf, type Directive, type Place } from './directive.ts'
import { isKnownValue } from './expression.ts'
import { patternOf } from './pattern.ts'

const actions: Readonly<Record<string, string>> = {
  set: 'set',
  setifempty: 'setifempty',
  add: 'add',
  append: 'append',
  merge: 'merge',
  unset: 'unset',
  edit: 'edit',
  'edit*': 'edit-all',
}

/** How many words an action has behind the name. */
const lengths: Readonly<Record<string, number>> = { unset: 0, edit: 2, 'edit-all': 2 }

/** These say where a body ends, and the proxy takes them at their word. */
const framing = /^(?:content-length|transfer-encoding):?$/i

interface Rule {
  readonly row: JsonObject
  readonly isEarly: boolean
}

/** One rule; nothing where a part of it is not modelled, such as a value that cannot be worked out, or a condition. */
function ruleOf(words: readonly string[]): Rule | undefined {
  const [written = '', name, ...rest] = words
  const action = entryOf(actions, written.toLowerCase())
  if (action === undefined || name === undefined) return undefined
  const length = lengths[action] ?? 1
  const condition = rest[length]
  if (rest.length < length || rest.length > length + 1) return undefined
  const isEarly = /^early$/i.test(condition ?? '')
  const ifSet = /^env=(!?[\w.-]+)$/.exec(condition ?? '')?.[1]
  if (condition !== undefined && !isEarly && ifSet === undefined) return undefined
  const [pattern, value] = length === 2 ? rest : [undefined, rest[0]]
  if (pattern !== undefined && !patternOf(pattern)) return undefined
  if (length > 0 && (value === undefined || !isKnownValue(value))) return undefined
  // So early nothing has set any name.
  if (isEarly && /%\{/.test(value ?? '')) return undefined
  const row = {
    action,
    name: name.replace(/:$/, ''),
    ...(pattern === undefined ? {} : { pattern }),
    ...(length > 0 && value !== undefined ? { value } : {}),
    ...(ifSet === undefined ? {} : { ifSet }),
  }
  return { row, isEarly }
}

const belowOf = ({ path }: Place): JsonObject => (path === undefined ? {} : { below: path })

/** Directives of mod_headers and mod_env, by name in lower case. */
export const headerDirectives: Readonly<Record<string, Directive>> = {
  requestheader: {
    read: (args, draft, place) => {
      const rule = ruleOf(args)
      if (!rule || place.directory !== undefined || place.pattern !== undefined) return 'unreadable'
      if (framing.test(args[1] ?? '')) return 'unreadable'
      // Before all others, whatever place they are for.
      const table = rule.isEarly ? draft.earlyHeaders : draft.requestHeaders
      table.push({ ...hostOf(place), ...belowOf(place), ...rule.row })
      return 'read'
    },
  },
  setenv: {
    read: ([name, value], draft, place) => {
      if (name === undefined || place.directory !== undefined || place.pattern !== undefined) return 'unreadable'
      draft.environment.push({ ...hostOf(place), ...belowOf(place), name, ...(value ? { value } : {}) })
      return 'read'
    },
  },
  header: {
    read: (args, draft, place) => {
      const isConditional = /^(?:always|onsuccess)$/i.test(args[0] ?? '')
      const always = /^always$/i.test(args[0] ?? '')
      const rule = ruleOf(isConditional ? args.slice(1) : args)
      if (!rule || rule.isEarly || place.directory !== undefined || place.pattern !== undefined) return 'unreadable'
      draft.responseHeaders.push({
        ...hostOf(place),
        ...belowOf(place),
        ...rule.row,
        ...(always ? { always } : {}),
      })
      return 'read'
    },
  },
}
