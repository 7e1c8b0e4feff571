import type { Server } from './model.ts'
import { sampleOf } from './sample.ts'
import { countOf, timeOf } from './syntax.ts'

type Writable<T> = { -readonly [K in keyof T]: T[K] }

/** What the words of a `server` line set, over what `default-server` says. */
export interface ServerDraft extends Writable<
  Omit<
    Server,
    'key' | 'name' | 'id' | 'setting' | 'target' | 'port' | 'check' | 'verify' | 'offers' | 'certificate' | 'checkName'
  >
> {
  check: Writable<Server['check']>
  /** All words so far: what they say of TLS holds together. */
  words: readonly string[]
  checkName: string | undefined
  verifyName: string | undefined
}

export const freshServer = (): ServerDraft => ({
  weight: 1,
  backup: false,
  enabled: true,
  tls: false,
  words: [],
  checkName: undefined,
  verifyName: undefined,
  serverName: undefined,
  maxConnections: 0,
  maxQueue: 0,
  cookie: undefined,
  isChecked: false,
  observe: undefined,
  errorLimit: 10,
  onError: 'fail-check',
  slowStartMs: 0,
  check: {
    intervalMs: 2000,
    fastMs: undefined,
    downMs: undefined,
    rise: 2,
    fall: 3,
    port: undefined,
    address: undefined,
    tls: undefined,
  },
})

type Apply = (draft: ServerDraft, value: string) => boolean

/** Stores what could be read; false where it could not. */
function put<T>(value: T | undefined, store: (value: T) => void): boolean {
  if (value === undefined) return false
  store(value)
  return true
}

const among = <const T extends readonly string[]>(options: T, value: string): T[number] | undefined =>
  options.find((one) => one === value)

/** At least 1 ms: a check never stands still. */
const interval = (value: string): number | undefined => {
  const ms = timeOf(value)
  return ms === undefined ? undefined : Math.max(1, ms)
}

const withValue: Readonly<Record<string, Apply>> = {
  weight: (draft, value) => put(countOf(value, 0, 256), (weight) => (draft.weight = weight)),
  maxconn: (draft, value) => put(countOf(value), (count) => (draft.maxConnections = count)),
  maxqueue: (draft, value) => put(countOf(value), (count) => (draft.maxQueue = count)),
  cookie: (draft, value) => put(value, (cookie) => (draft.cookie = cookie)),
  inter: (draft, value) => put(interval(value), (ms) => (draft.check.intervalMs = ms)),
  fastinter: (draft, value) => put(interval(value), (ms) => (draft.check.fastMs = ms)),
  downinter: (draft, value) => put(interval(value), (ms) => (draft.check.downMs = ms)),
  rise: (draft, value) => put(countOf(value, 1), (count) => (draft.check.rise = count)),
  fall: (draft, value) => put(countOf(value, 1), (count) => (draft.check.fall = count)),
  port: (draft, value) => put(countOf(value, 1, 65_535), (port) => (draft.check.port = port)),
  addr: (draft, value) =>
    put(/^[\d.]+$|:/.test(value) ? value : undefined, (address) => (draft.check.address = address)),
  observe: (draft, value) => put(among(['layer4', 'layer7'], value), (layer) => (draft.observe = layer)),
  'error-limit': (draft, value) => put(countOf(value, 1), (count) => (draft.errorLimit = count)),
  'on-error': (draft, value) =>
    put(among(['fastinter', 'fail-check', 'sudden-death', 'mark-down'], value), (deed) => (draft.onError = deed)),
  slowstart: (draft, value) => put(timeOf(value), (ms) => (draft.slowStartMs = ms)),
  // Speaking HTTP/2 alone to a server is not modelled.
  alpn: (_draft, value) => value.split(',').includes('http/1.1'),
  verifyhost: (draft, value) => put(value, (name) => (draft.verifyName = name)),
  'check-sni': (draft, value) => put(value, (name) => (draft.checkName = name)),
  sni: (draft, value) => put(sampleOf(value), (sample) => (draft.serverName = sample)),
}

const alone: Readonly<Record<string, (draft: ServerDraft) => unknown>> = {
  backup: (draft) => (draft.backup = true),
  'no-backup': (draft) => (draft.backup = false),
  check: (draft) => (draft.isChecked = true),
  'no-check': (draft) => (draft.isChecked = false),
  disabled: (draft) => (draft.enabled = false),
  enabled: (draft) => (draft.enabled = true),
  ssl: (draft) => (draft.tls = true),
  'no-ssl': (draft) => (draft.tls = false),
  'check-ssl': (draft) => (draft.check.tls = true),
  'no-check-ssl': (draft) => (draft.check.tls = false),
}

/** Words that change nothing that could be seen here; with how many values each. */
const ineffective: Readonly<Record<string, number>> = {
  'ca-file': 1,
  'check-alpn': 1,
  ciphers: 1,
  ciphersuites: 1,
  'crl-file': 1,
  crt: 1,
  'force-tlsv10': 0,
  'force-tlsv11': 0,
  'force-tlsv12': 0,
  'force-tlsv13': 0,
  id: 1,
  'init-addr': 1,
  'max-reuse': 1,
  'no-ssl-reuse': 0,
  'no-sslv3': 0,
  'no-tfo': 0,
  'no-tls-tickets': 0,
  'no-tlsv10': 0,
  'no-tlsv11': 0,
  'no-tlsv12': 0,
  'no-tlsv13': 0,
  'pool-low-conn': 1,
  'pool-max-conn': 1,
  'pool-purge-delay': 1,
  'resolve-opts': 1,
  'resolve-prefer': 1,
  'resolve-net': 1,
  resolvers: 1,
  'ssl-max-ver': 1,
  'ssl-min-ver': 1,
  'ssl-reuse': 0,
  'tcp-ut': 1,
  tfo: 0,
  'tls-tickets': 0,
  verify: 1,
}

/** Applies the words of a line; the first one that is not known here, or whose value is none. */
export function applyServerWords(draft: ServerDraft, words: readonly string[]): string | undefined {
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? ''
    if (Object.hasOwn(alone, word)) alone[word]?.(draft)
    else if (Object.hasOwn(withValue, word)) {
      const value = words[++index]
      if (value === undefined || !withValue[word]?.(draft, value)) return word
    } else if (Object.hasOwn(ineffective, word)) index += ineffective[word] ?? 0
    else return word
  }
  draft.words = [...draft.words, ...words]
  return undefined
}

export const serverWords: readonly string[] = [
  ...Object.keys(withValue),
  ...Object.keys(alone),
  ...Object.keys(ineffective),
]
