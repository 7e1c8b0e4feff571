import type { Balance, CookieOptions, Expectation, ForwardFor, HashType, HttpCheck } from './model.ts'
import { retryReasons } from './model.ts'
import { sampleOf } from './sample.ts'
import { countOf } from './syntax.ts'

export const plainCheck: HttpCheck = {
  method: 'OPTIONS',
  uri: '/',
  version: '1.0',
  headers: [],
  body: undefined,
  expect: undefined,
  drainOn404: false,
}

const reasons: ReadonlySet<string> = new Set([...retryReasons, '0rtt-rejected'])
const retryStatuses: ReadonlySet<string> = new Set([
  '401',
  '403',
  '404',
  '408',
  '425',
  '500',
  '501',
  '502',
  '503',
  '504',
])

/** Several reasons at once, or none. */
const retrySets: ReadonlySet<string> = new Set(['all-retryable-errors', 'none'])

export function retryOn(args: readonly string[]): ReadonlySet<string> | undefined {
  if (args.length === 0 || !args.every((arg) => reasons.has(arg) || retryStatuses.has(arg) || retrySets.has(arg)))
    return undefined
  if (args.includes('none')) return new Set()
  const every = args.includes('all-retryable-errors') ? [...reasons, '500', '502', '503', '504'] : []
  return new Set([...args, ...every])
}

const plainAlgorithms = ['roundrobin', 'static-rr', 'leastconn', 'first', 'source'] as const

/** The algorithm and what belongs to it (manual 4.2, "balance"). */
export function balanceOf([type = '', ...args]: readonly string[]): Balance | undefined {
  const called = /^(hdr|random)\(([^)]+)\)$/.exec(type)
  const plain = plainAlgorithms.find((one) => one === type)
  if (plain) return args.length === 0 ? { type: plain } : undefined
  switch (called?.[1] ?? type) {
    case 'random': {
      const draws = called ? countOf(called[2], 1) : 2
      return draws === undefined || args.length > 0 ? undefined : { type: 'random', draws }
    }
    case 'hdr': {
      const name = called?.[2]
      const domainOnly = args[0] === 'use_domain_only'
      return name === undefined || args.length > (domainOnly ? 1 : 0) ? undefined : { type: 'hdr', name, domainOnly }
    }
    case 'url_param':
      return args.length === 1 ? { type: 'url_param', name: args[0] ?? '' } : undefined
    case 'hash': {
      const sample = args.length === 1 ? sampleOf(args[0] ?? '') : undefined
      return sample && { type: 'hash', sample, source: args[0] ?? '' }
    }
    case 'uri':
      return uriBalance(args)
    default:
      return undefined
  }
}

function uriBalance(args: readonly string[]): Balance | undefined {
  let [whole, length, depth] = [false, 0, 0]
  for (let index = 0; index < args.length; index++) {
    const word = args[index]
    if (word === 'whole') whole = true
    else if (word === 'path-only') continue
    else if (word === 'len' || word === 'depth') {
      const value = countOf(args[++index], 1)
      if (value === undefined) return undefined
      if (word === 'len') length = value
      else depth = value
    } else return undefined
  }
  return { type: 'uri', whole, length, depth }
}

function hashType([method, hash = 'sdbm', modifier, ...more]: readonly string[]): HashType | undefined {
  const isKnown = (method === 'consistent' || method === 'map-based') && more.length === 0
  if (!isKnown || (modifier !== undefined && modifier !== 'avalanche')) return undefined
  if (hash !== 'sdbm' && hash !== 'djb2' && hash !== 'crc32') return undefined
  return { consistent: method === 'consistent', hash, avalanche: modifier !== undefined }
}

/** Without a function, `consistent` mixes the hash once more. */
export const hashTypeOf = (args: readonly string[]): HashType | undefined => {
  const read = hashType(args)
  return read && args.length === 1 && read.consistent ? { ...read, avalanche: true } : read
}

const cookieFlags = ['indirect', 'nocache', 'postonly', 'preserve'] as const

export function cookieOf([name, ...args]: readonly string[]): CookieOptions | undefined {
  if (name === undefined) return undefined
  const flags = new Set<string>()
  let mode: CookieOptions['mode'] = 'passive'
  let [httpOnly, secure, domains, more] = ['', '', '', '']
  for (let index = 0; index < args.length; index++) {
    const word = args[index] ?? ''
    const isMode = word === 'insert' || word === 'rewrite' || word === 'prefix'
    if (isMode) mode = word
    else if (cookieFlags.some((flag) => flag === word)) flags.add(word)
    else if (word === 'httponly') httpOnly = '; HttpOnly'
    else if (word === 'secure') secure = '; Secure'
    else if (word === 'domain' || word === 'attr') {
      const value = args[++index]
      if (value === undefined) return undefined
      if (word === 'domain') domains += `; domain=${value}`
      else more += `; ${value}`
    } else return undefined
  }
  const [indirect, nocache, postonly, preserve] = cookieFlags.map((flag) => flags.has(flag))
  return {
    name,
    mode,
    indirect: indirect ?? false,
    nocache: nocache ?? false,
    postonly: postonly ?? false,
    preserve: preserve ?? false,
    attributes: `; path=/${domains}${httpOnly}${secure}${more}`,
  }
}

/** `option httpchk [method] [uri [version]]`; alone the one word is the address. */
export function httpCheckOf(args: readonly string[], before: HttpCheck): HttpCheck | undefined {
  const [method, uri, version] =
    args.length === 1 ? ['OPTIONS', args[0]] : [args[0] ?? 'OPTIONS', args[1] ?? '/', args[2]]
  const spoken = /^HTTP\/1\.([01])([\s\S]*)$/.exec(version ?? 'HTTP/1.0')
  if (!spoken || args.length > 3) return undefined
  // The old way: header lines behind the version.
  const lines = (spoken[2] ?? '').split('\r\n').filter((one) => one !== '')
  const headers = lines.map((one) => [one.replace(/:.*/, ''), one.replace(/^[^:]*:\s*/, '')] as const)
  const spokenVersion = spoken[1] === '0' ? '1.0' : '1.1'
  return { ...before, method: method ?? 'OPTIONS', uri: uri ?? '/', version: spokenVersion, headers }
}

export function checkSending(args: readonly string[], before: HttpCheck): HttpCheck | undefined {
  const headers = [...before.headers]
  let { method, uri, version, body } = before
  for (let index = 0; index < args.length; index++) {
    const word = args[index]
    const value = args[++index]
    if (value === undefined) return undefined
    if (word === 'meth') method = value
    else if (word === 'uri') uri = value
    else if (word === 'ver' && /^HTTP\/1\.[01]$/.test(value)) version = value.endsWith('0') ? '1.0' : '1.1'
    else if (word === 'hdr' && args[index + 1]?.includes('%') === false) headers.push([value, args[++index] ?? ''])
    else if (word === 'body') body = value
    else if (word !== 'comment') return undefined
  }
  return { ...before, headers, method, uri, version, body }
}

function isExpression(pattern: string): boolean {
  try {
    return new RegExp(pattern) instanceof RegExp
  } catch {
    return false
  }
}

export function expectation(args: readonly string[]): Expectation | undefined {
  const negated = args[0] === '!'
  const [type, pattern, ...more] = negated ? args.slice(1) : args
  if (pattern === undefined || more.length > 0) return undefined
  if (type === 'status') {
    return /^\d{3}(-\d{3})?(,\d{3}(-\d{3})?)*$/.test(pattern) ? { negated, type, pattern } : undefined
  }
  if (type === 'string') return { negated, type, pattern }
  if (type !== 'rstatus' && type !== 'rstring') return undefined
  return isExpression(pattern) ? { negated, type, pattern } : undefined
}

/** `option forwardfor` and `option originalto`, which differ in the name of the header only. */
export function forwarding(name: string, args: readonly string[]): ForwardFor | undefined {
  let [header, except, ifNone]: [string, string | undefined, boolean] = [name, undefined, false]
  for (let index = 0; index < args.length; index++) {
    const word = args[index]
    if (word === 'if-none') ifNone = true
    else if (word === 'header' && args[index + 1] !== undefined) header = args[++index] ?? ''
    else if (word === 'except' && args[index + 1] !== undefined) except = args[++index]
    else return undefined
  }
  return { header, except, ifNone }
}
