import { parseAddress } from '../../protocols/ip/address.ts'
import { contains, parseCidr } from '../../protocols/ip/cidr.ts'
import { sampleOf, type Sample } from './sample.ts'
import type { Sight } from './sight.ts'

export type Test = (sight: Sight) => boolean

/** Named tests; several of one name are alternatives (manual 7.1). */
export type Acls = ReadonlyMap<string, readonly Test[]>

/** `path_beg` is `path` compared with the method `beg`. */
const methods = ['str', 'beg', 'end', 'sub', 'dir', 'dom', 'reg', 'len'] as const
type Method = (typeof methods)[number] | 'int' | 'ip' | 'bool' | 'found'

/** A sample that a test may be made of: `method` is what its name says, if it says one. */
function tested(source: string): { sample: Sample; method: Method | undefined } | undefined {
  const plain = sampleOf(source)
  if (plain) return { sample: plain, method: undefined }
  const match = /^([a-z0-9_.]+?)_(str|beg|end|sub|dir|dom|reg|len)(\(.*\))?$/i.exec(source)
  const sample = match && sampleOf(`${match[1]}${match[3] ?? ''}`)
  const method = methods.find((one) => one === match?.[2])
  return sample ? { sample, method } : undefined
}

interface Matching {
  readonly method: Method
  readonly ignoreCase: boolean
}

type Compare = (value: string) => boolean

const within = (value: string, pattern: string, part: RegExp): boolean => {
  const wanted = pattern
    .split(part)
    .filter((one) => one !== '')
    .join('\n')
  return `\n${value.split(part).join('\n')}\n`.includes(`\n${wanted}\n`)
}

const textual: Readonly<Record<(typeof methods)[number], (value: string, pattern: string) => boolean>> = {
  str: (value, pattern) => value === pattern,
  beg: (value, pattern) => value.startsWith(pattern),
  end: (value, pattern) => value.endsWith(pattern),
  sub: (value, pattern) => value.includes(pattern),
  dir: (value, pattern) => within(value, pattern, /[/?]/),
  dom: (value, pattern) => within(value, pattern, /[/?.:]/),
  reg: () => false,
  len: (value, pattern) => String(value.length) === pattern,
}

/** How a value is held against one pattern; `undefined` where the pattern is none. */
function comparing(pattern: string, { method, ignoreCase }: Matching): Compare | undefined {
  if (method === 'bool') return (value) => (value === '1') === (pattern === 'true' || pattern === '1')
  if (method === 'found') return () => true
  if (method === 'ip') {
    const block = parseCidr(pattern.includes('/') ? pattern : `${pattern}/${pattern.includes(':') ? 128 : 32}`)
    if (!block.ok) return undefined
    return (value) => {
      const address = parseAddress(value)
      return address.ok && contains(block.value, address.value)
    }
  }
  if (method === 'int' || method === 'len') {
    const range = /^(\d+)(?::(\d+))?$/.exec(pattern)
    if (!range) return undefined
    const [low, high] = [Number(range[1]), Number(range[2] ?? range[1])]
    return (value) => {
      const size = method === 'len' ? value.length : Number(value)
      return size >= low && size <= high
    }
  }
  if (method === 'reg') {
    try {
      const expression = new RegExp(pattern, ignoreCase ? 'i' : '')
      return (value) => expression.test(value)
    } catch {
      return undefined
    }
  }
  const compare = textual[method]
  const wanted = ignoreCase ? pattern.toLowerCase() : pattern
  return (value) => compare(ignoreCase ? value.toLowerCase() : value, wanted)
}

const orders: Readonly<Record<string, (value: number, limit: number) => boolean>> = {
  eq: (value, limit) => value === limit,
  ge: (value, limit) => value >= limit,
  gt: (value, limit) => value > limit,
  le: (value, limit) => value <= limit,
  lt: (value, limit) => value < limit,
}

const kindMethods = { text: 'str', number: 'int', boolean: 'bool', address: 'ip' } as const
const allMethods: readonly Method[] = [...methods, 'int', 'ip', 'bool', 'found']

/** A test from its words: sample, flags, then patterns; `undefined` where some of it is not known here. */
export function testOf(words: readonly string[]): Test | undefined {
  const [source = '', ...rest] = words
  const found = tested(source)
  if (!found) return undefined
  let method: Method = found.method ?? kindMethods[found.sample.kind]
  let ignoreCase = false
  let index = 0
  for (; rest[index]?.startsWith('-'); index++) {
    const flag = rest[index]
    if (flag === '--') {
      index++
      break
    }
    if (flag === '-i') ignoreCase = true
    else {
      const named = flag === '-m' ? allMethods.find((one) => one === rest[index + 1]) : undefined
      if (!named) return undefined
      method = named
      index++
    }
  }
  const { values } = found.sample
  const patterns = rest.slice(index)
  if (method === 'found') return (sight) => values(sight).length > 0
  const isSize = method === 'len'
  const order =
    (method === 'int' || isSize) && Object.hasOwn(orders, patterns[0] ?? '') ? orders[patterns[0] ?? ''] : undefined
  if (order) {
    const limits = patterns.slice(1).map(Number)
    if (limits.length === 0 || limits.some((limit) => !Number.isFinite(limit))) return undefined
    return (sight) =>
      values(sight).some((value) => limits.some((limit) => order(isSize ? value.length : Number(value), limit)))
  }
  if (patterns.length === 0) {
    return method === 'bool' || method === 'int'
      ? (sight) => values(sight).some((value) => Number(value) !== 0)
      : undefined
  }
  const compares = patterns.map((pattern) => comparing(pattern, { method, ignoreCase }))
  if (compares.includes(undefined)) return undefined
  return (sight) => values(sight).some((value) => compares.some((compare) => compare?.(value)))
}

const isMethod =
  (...names: readonly string[]): Test =>
  ({ request }) =>
    request !== undefined && names.includes(request.method)

/** Tests that are always there (manual 7.4). */
const predefined: Readonly<Record<string, Test>> = {
  TRUE: () => true,
  FALSE: () => false,
  WAIT_END: () => true,
  HTTP: ({ request }) => request !== undefined,
  'HTTP_1.0': ({ request }) => request?.version === '1.0',
  'HTTP_1.1': ({ request }) => request?.version === '1.1',
  HTTP_URL_SLASH: ({ request }) => request?.target.startsWith('/') ?? false,
  LOCALHOST: ({ client }) => client.address.startsWith('127.'),
  METH_CONNECT: isMethod('CONNECT'),
  METH_DELETE: isMethod('DELETE'),
  METH_GET: isMethod('GET', 'HEAD'),
  METH_HEAD: isMethod('HEAD'),
  METH_OPTIONS: isMethod('OPTIONS'),
  METH_POST: isMethod('POST'),
  METH_PUT: isMethod('PUT'),
  METH_TRACE: isMethod('TRACE'),
}

/** What follows `if` or `unless`: names and `{ tests }`, `!` before, `or` between (manual 7.2). */
export function conditionOf(words: readonly string[], acls: Acls): Test | undefined {
  const [word, ...rest] = words
  if (word === undefined) return () => true
  if (word !== 'if' && word !== 'unless') return undefined
  const alternatives: Test[][] = [[]]
  for (let index = 0; index < rest.length; index++) {
    let term = rest[index] ?? ''
    if (term === 'or' || term === '||') {
      alternatives.push([])
      continue
    }
    let isNegated = false
    while (term.startsWith('!')) {
      isNegated = !isNegated
      term = term.slice(1) === '' ? (rest[++index] ?? '') : term.slice(1)
    }
    let test: Test | undefined
    if (term === '{') {
      const end = rest.indexOf('}', index)
      if (end < 0) return undefined
      test = testOf(rest.slice(index + 1, end))
      index = end
    } else {
      const own = acls.get(term)
      test = own
        ? (sight) => own.some((one) => one(sight))
        : Object.hasOwn(predefined, term)
          ? predefined[term]
          : undefined
    }
    if (!test) return undefined
    const held = test
    alternatives.at(-1)?.push(isNegated ? (sight) => !held(sight) : held)
  }
  if (alternatives.some((tests) => tests.length === 0)) return undefined
  const holds: Test = (sight) => alternatives.some((tests) => tests.every((test) => test(sight)))
  return word === 'if' ? holds : (sight) => !holds(sight)
}

/** Where the condition of a rule begins. */
export function conditionIndex(words: readonly string[]): number {
  const index = words.findIndex((word) => word === 'if' || word === 'unless')
  return index < 0 ? words.length : index
}
