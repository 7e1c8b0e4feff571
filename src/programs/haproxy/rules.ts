import { conditionIndex, conditionOf, type Acls, type Test } from './condition.ts'
import { logFormatOf, type Text } from './log-format.ts'
import { sampleOf } from './sample.ts'
import { countOf } from './syntax.ts'

/** What a rule answers instead of passing a message on (manual 4.2, "http-request"). */
export type Ending =
  | { readonly type: 'reject' | 'silent-drop' }
  /** `page`: words of the rule's own in place of HAProxy's. */
  | { readonly type: 'deny' | 'tarpit'; readonly status: number; readonly page: Return | undefined }
  | { readonly type: 'auth'; readonly realm: string | undefined }
  | Return
  | Redirect

export interface Return {
  readonly type: 'return'
  readonly status: number
  readonly contentType: string | undefined
  readonly body: Text | undefined
  readonly headers: readonly (readonly [string, Text])[]
}

export interface Redirect {
  readonly type: 'redirect'
  readonly to: 'location' | 'prefix' | 'scheme'
  readonly target: Text
  readonly status: number
  readonly dropQuery: boolean
  readonly appendSlash: boolean
  readonly cookie: string | undefined
}

/** What a rule does to the headers of a message. */
export type HeaderDeed =
  | { readonly type: 'set-header' | 'add-header'; readonly name: string; readonly value: Text }
  | { readonly type: 'del-header'; readonly name: string }
  | {
      readonly type: 'replace-header' | 'replace-value'
      readonly name: string
      readonly pattern: RegExp
      readonly value: Text
    }

/** What a rule does to the first line of a request. */
export type LineDeed =
  | { readonly type: 'set-path' | 'set-pathq' | 'set-query' | 'set-uri' | 'set-method'; readonly value: Text }
  | { readonly type: 'replace-path' | 'replace-pathq' | 'replace-uri'; readonly pattern: RegExp; readonly value: Text }

export type Deed =
  | { readonly part: 'allow' }
  | { readonly part: 'end'; readonly deed: Ending }
  | { readonly part: 'header'; readonly deed: HeaderDeed }
  | { readonly part: 'line'; readonly deed: LineDeed }
  | { readonly part: 'status'; readonly value: Text }
  | { readonly part: 'variable'; readonly name: string; readonly value: Text }

export interface Rule {
  readonly deed: Deed
  readonly test: Test
  /** Path of the setting. */
  readonly setting: string
}

type Make<T = Deed> = (args: readonly string[]) => T | undefined

const end =
  (make: Make<Ending>): Make =>
  (args) => {
    const deed = make(args)
    return deed && { part: 'end', deed }
  }

const onHeader =
  (make: Make<HeaderDeed>): Make =>
  (args) => {
    const deed = make(args)
    return deed && { part: 'header', deed }
  }

const onLine =
  (make: Make<LineDeed>): Make =>
  (args) => {
    const deed = make(args)
    return deed && { part: 'line', deed }
  }

/** Statuses that a rule of HAProxy may answer with by itself (manual 4.2, "http-request deny"). */
const denials: ReadonlySet<number> = new Set([
  200, 400, 401, 403, 404, 405, 407, 408, 410, 413, 425, 429, 500, 501, 502, 503, 504,
])

/** A status, and perhaps a page as `return` has one. */
const denying =
  (type: 'deny' | 'tarpit', fallback: number): Make<Ending> =>
  (args) => {
    const isNamed = args[0] === 'deny_status' || args[0] === 'status'
    const status = isNamed ? countOf(args[1], 200, 599) : fallback
    const rest = isNamed ? args.slice(2) : args
    const page = rest.length > 0 ? returning(rest) : undefined
    if (status === undefined || (rest.length > 0 && !page)) return undefined
    return page || denials.has(status) ? { type, status, page } : undefined
  }

const header =
  (type: 'set-header' | 'add-header'): Make<HeaderDeed> =>
  ([name, format, ...more]) => {
    const value = format === undefined ? undefined : logFormatOf(format)
    return name === undefined || !value || more.length > 0 ? undefined : { type, name, value }
  }

const setting =
  (type: 'set-path' | 'set-pathq' | 'set-query' | 'set-uri' | 'set-method'): Make<LineDeed> =>
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
  (type: 'replace-path' | 'replace-pathq' | 'replace-uri'): Make<LineDeed> =>
  ([pattern, format, ...more]) => {
    const found = replacement(pattern, format)
    return !found || more.length > 0 ? undefined : { type, ...found }
  }

const replacingHeader =
  (type: 'replace-header' | 'replace-value'): Make<HeaderDeed> =>
  ([name, pattern, format, ...more]) => {
    const found = replacement(pattern, format)
    return name === undefined || !found || more.length > 0 ? undefined : { type, name, ...found }
  }

/** `redirect scheme https code 301` and its like (manual 4.2, "redirect"). */
const redirecting: Make<Redirect> = ([to, format, ...options]) => {
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

const returning: Make<Return> = (args) => {
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

const removing: Make<HeaderDeed> = ([name, ...more]) =>
  name === undefined || more.length > 0 ? undefined : { type: 'del-header', name }

const authenticating: Make<Ending> = (args) => {
  if (args.length === 0) return { type: 'auth', realm: undefined }
  return args[0] === 'realm' && args.length === 2 ? { type: 'auth', realm: args[1] } : undefined
}

const both: Readonly<Record<string, Make>> = {
  allow: (args) => (args.length === 0 ? { part: 'allow' } : undefined),
  'set-header': onHeader(header('set-header')),
  'add-header': onHeader(header('add-header')),
  'del-header': onHeader(removing),
  'replace-header': onHeader(replacingHeader('replace-header')),
  'replace-value': onHeader(replacingHeader('replace-value')),
  redirect: end(redirecting),
  return: end(returning),
}

/** The line `redirect`, which is a rule of its own. */
export const redirect: Make = end(redirecting)

export const rejection: Deed = { part: 'end', deed: { type: 'reject' } }

const requestDeeds: Readonly<Record<string, Make>> = {
  ...both,
  deny: end(denying('deny', 403)),
  tarpit: end(denying('tarpit', 500)),
  reject: (args) => (args.length === 0 ? rejection : undefined),
  'silent-drop': end((args) => (args.length === 0 ? { type: 'silent-drop' } : undefined)),
  auth: end(authenticating),
  'set-method': onLine(setting('set-method')),
  'set-path': onLine(setting('set-path')),
  'set-pathq': onLine(setting('set-pathq')),
  'set-query': onLine(setting('set-query')),
  'set-uri': onLine(setting('set-uri')),
  'replace-path': onLine(replacing('replace-path')),
  'replace-pathq': onLine(replacing('replace-pathq')),
  'replace-uri': onLine(replacing('replace-uri')),
}

const responseDeeds: Readonly<Record<string, Make>> = {
  ...both,
  deny: end(denying('deny', 502)),
  'set-status': ([status, ...more]) => {
    const value = countOf(status, 100, 599)
    const isKnown = more.length === 0 || (more[0] === 'reason' && more.length === 2)
    return value === undefined || !isKnown ? undefined : { part: 'status', value: () => String(value) }
  },
}

/** `set-var(txn.name) expression`. */
function variable(action: string, args: readonly string[]): Deed | undefined {
  const name = /^set-var\(([^)]+)\)$/.exec(action)?.[1]
  const sample = args[0] === undefined || args.length > 1 ? undefined : sampleOf(args[0])
  return name === undefined || !sample
    ? undefined
    : { part: 'variable', name, value: (sight) => sample.values(sight).at(-1) ?? '' }
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
