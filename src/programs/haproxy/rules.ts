import { conditionIndex, conditionOf, type Acls, type Test } from './condition.ts'
import { logFormatOf, type Text } from './log-format.ts'
import { sampleOf } from './sample.ts'
import { countOf } from './syntax.ts'

/** What a rule does to a message, or instead of passing it on (manual 4.2, "http-request"). */
export type Deed =
  | { readonly type: 'allow' | 'reject' }
  | { readonly type: 'deny' | 'tarpit'; readonly status: number }
  | { readonly type: 'auth'; readonly realm: string | undefined }
  | {
      readonly type: 'return'
      readonly status: number
      readonly contentType: string | undefined
      readonly body: Text | undefined
      readonly headers: readonly (readonly [string, Text])[]
    }
  | {
      readonly type: 'redirect'
      readonly to: 'location' | 'prefix' | 'scheme'
      readonly target: Text
      readonly status: number
      readonly dropQuery: boolean
      readonly appendSlash: boolean
      readonly cookie: string | undefined
    }
  | { readonly type: 'set-header' | 'add-header'; readonly name: string; readonly value: Text }
  | { readonly type: 'del-header'; readonly name: string }
  | {
      readonly type: 'replace-header' | 'replace-value'
      readonly name: string
      readonly pattern: RegExp
      readonly value: Text
    }
  | {
      readonly type: 'set-path' | 'set-pathq' | 'set-query' | 'set-uri' | 'set-method' | 'set-status'
      readonly value: Text
    }
  | { readonly type: 'replace-path' | 'replace-pathq' | 'replace-uri'; readonly pattern: RegExp; readonly value: Text }
  | { readonly type: 'set-var'; readonly name: string; readonly value: Text }

export interface Rule {
  readonly deed: Deed
  readonly test: Test
  /** Path of the setting. */
  readonly setting: string
}

type Make = (args: readonly string[]) => Deed | undefined

/** Statuses that a rule of HAProxy may answer with by itself (manual 4.2, "http-request deny"). */
const denials: readonly number[] = [200, 400, 401, 403, 404, 405, 407, 408, 410, 413, 425, 429, 500, 501, 502, 503, 504]

function statusOf(args: readonly string[], fallback: number): number | undefined {
  if (args.length === 0) return fallback
  const [word, status] = args
  const value = countOf(status, 200, 599)
  const isKnown = (word === 'deny_status' || word === 'status') && args.length === 2
  return isKnown && value !== undefined && denials.includes(value) ? value : undefined
}

const denying =
  (type: 'deny' | 'tarpit', fallback: number): Make =>
  (args) => {
    const status = statusOf(args, fallback)
    return status === undefined ? undefined : { type, status }
  }

const header =
  (type: 'set-header' | 'add-header'): Make =>
  ([name, format, ...more]) => {
    const value = format === undefined ? undefined : logFormatOf(format)
    return name === undefined || !value || more.length > 0 ? undefined : { type, name, value }
  }

const setting =
  (type: 'set-path' | 'set-pathq' | 'set-query' | 'set-uri' | 'set-method'): Make =>
  ([format, ...more]) => {
    const value = format === undefined ? undefined : logFormatOf(format)
    return !value || more.length > 0 ? undefined : { type, value }
  }

/** `\1` is the first group. */
function replacement(
  pattern: string | undefined,
  format: string | undefined,
): { pattern: RegExp; value: Text } | undefined {
  const value = format === undefined ? undefined : logFormatOf(format)
  if (pattern === undefined || !value) return undefined
  try {
    return { pattern: new RegExp(pattern), value }
  } catch {
    return undefined
  }
}

const replacing =
  (type: 'replace-path' | 'replace-pathq' | 'replace-uri'): Make =>
  ([pattern, format, ...more]) => {
    const found = replacement(pattern, format)
    return !found || more.length > 0 ? undefined : { type, ...found }
  }

const replacingHeader =
  (type: 'replace-header' | 'replace-value'): Make =>
  ([name, pattern, format, ...more]) => {
    const found = replacement(pattern, format)
    return name === undefined || !found || more.length > 0 ? undefined : { type, name, ...found }
  }

/** `redirect scheme https code 301` and its like (manual 4.2, "redirect"). */
export const redirect: Make = ([to, format, ...options]) => {
  const target = format === undefined ? undefined : logFormatOf(format)
  if (!target || (to !== 'location' && to !== 'prefix' && to !== 'scheme')) return undefined
  let [status, dropQuery, appendSlash]: [number, boolean, boolean] = [302, false, false]
  let cookie: string | undefined
  for (let index = 0; index < options.length; index++) {
    const option = options[index]
    if (option === 'drop-query') dropQuery = true
    else if (option === 'append-slash') appendSlash = true
    else if (option === 'set-cookie') cookie = options[++index]
    else if (option === 'code') {
      const code = countOf(options[++index], 301, 308)
      if (code === undefined || ![301, 302, 303, 307, 308].includes(code)) return undefined
      status = code
    } else return undefined
  }
  return { type: 'redirect', to, target, status, dropQuery, appendSlash, cookie }
}

const returning: Make = (args) => {
  let [status, contentType]: [number, string | undefined] = [200, undefined]
  let body: Text | undefined
  const headers: (readonly [string, Text])[] = []
  for (let index = 0; index < args.length; index++) {
    const option = args[index]
    const value = args[++index]
    if (value === undefined) return undefined
    if (option === 'status') {
      const code = countOf(value, 200, 599)
      if (code === undefined) return undefined
      status = code
    } else if (option === 'content-type') contentType = value
    else if (option === 'string') body = () => value
    else if (option === 'lf-string') {
      body = logFormatOf(value)
      if (!body) return undefined
    } else if (option === 'hdr') {
      const text = logFormatOf(args[++index] ?? '')
      if (!text) return undefined
      headers.push([value, text])
    } else return undefined
  }
  return { type: 'return', status, contentType, body, headers }
}

const removing: Make = ([name, ...more]) =>
  name === undefined || more.length > 0 ? undefined : { type: 'del-header', name }

const authenticating: Make = (args) => {
  if (args.length === 0) return { type: 'auth', realm: undefined }
  return args[0] === 'realm' && args.length === 2 ? { type: 'auth', realm: args[1] } : undefined
}

const both: Readonly<Record<string, Make>> = {
  allow: (args) => (args.length === 0 ? { type: 'allow' } : undefined),
  'set-header': header('set-header'),
  'add-header': header('add-header'),
  'del-header': removing,
  'replace-header': replacingHeader('replace-header'),
  'replace-value': replacingHeader('replace-value'),
  return: returning,
}

const requestDeeds: Readonly<Record<string, Make>> = {
  ...both,
  deny: denying('deny', 403),
  tarpit: denying('tarpit', 500),
  reject: (args) => (args.length === 0 ? { type: 'reject' } : undefined),
  'silent-drop': () => undefined,
  auth: authenticating,
  redirect,
  'set-path': setting('set-path'),
  'set-pathq': setting('set-pathq'),
  'set-query': setting('set-query'),
  'set-uri': setting('set-uri'),
  'set-method': setting('set-method'),
  'replace-path': replacing('replace-path'),
  'replace-pathq': replacing('replace-pathq'),
  'replace-uri': replacing('replace-uri'),
}

const responseDeeds: Readonly<Record<string, Make>> = {
  ...both,
  deny: denying('deny', 502),
  redirect,
  'set-status': ([status, ...more]) => {
    const value = countOf(status, 100, 599)
    const isKnown = more.length === 0 || (more[0] === 'reason' && more.length === 2)
    return value === undefined || !isKnown ? undefined : { type: 'set-status', value: () => String(value) }
  },
}

/** `set-var(txn.name) expression`. */
function variable(action: string, args: readonly string[]): Deed | undefined {
  const name = /^set-var\(([^)]+)\)$/.exec(action)?.[1]
  const sample = args[0] === undefined || args.length > 1 ? undefined : sampleOf(args[0])
  return name === undefined || !sample
    ? undefined
    : { type: 'set-var', name, value: (sight) => sample.values(sight).at(-1) ?? '' }
}

/** A rule from the words after `http-request` or `http-response`; `undefined` where it is not known here. */
export function ruleOf(
  side: 'request' | 'response',
  words: readonly string[],
  acls: Acls,
  path: string,
): Rule | undefined {
  const from = conditionIndex(words)
  const [action = '', ...args] = words.slice(0, from)
  const deeds = side === 'request' ? requestDeeds : responseDeeds
  const deed = Object.hasOwn(deeds, action) ? deeds[action]?.(args) : variable(action, args)
  const test = conditionOf(words.slice(from), acls)
  return deed && test ? { deed, test, setting: path } : undefined
}
