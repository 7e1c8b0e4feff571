import type { Bind } from './model.ts'
import { countOf, wordsOf } from './syntax.ts'

/** Words after the addresses that change nothing that could be seen here; with how many values each. */
const bindWords: Readonly<Record<string, number>> = {
  alpn: 1,
  'allow-0rtt': 0,
  backlog: 1,
  'ca-file': 1,
  ciphers: 1,
  ciphersuites: 1,
  crt: 1,
  'crt-list': 1,
  curves: 1,
  'crl-file': 1,
  'defer-accept': 0,
  'force-tlsv10': 0,
  'force-tlsv11': 0,
  'force-tlsv12': 0,
  'force-tlsv13': 0,
  maxconn: 1,
  name: 1,
  'no-sslv3': 0,
  'no-tls-tickets': 0,
  'no-tlsv10': 0,
  'no-tlsv11': 0,
  'no-tlsv12': 0,
  'no-tlsv13': 0,
  npn: 1,
  'no-ca-names': 0,
  'prefer-client-ciphers': 0,
  process: 1,
  ssl: 0,
  'ssl-max-ver': 1,
  'ssl-min-ver': 1,
  'strict-sni': 0,
  tfo: 0,
  thread: 1,
  transparent: 0,
  v4v6: 0,
  verify: 1,
}

/** Ports of one line, at most: a range may be long. */
const mostPorts = 1000

/** What follows `bind`: addresses with ports, then words; `undefined` where some of it is not known here. */
export function bindsOf(line: string, setting: string): readonly Bind[] | undefined {
  const [addresses = '', ...words] = wordsOf(line) ?? []
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? ''
    if (!Object.hasOwn(bindWords, word)) return undefined
    index += bindWords[word] ?? 0
  }
  const more = { tls: words.includes('ssl'), words, setting }
  const binds = addresses.split(',').map((one) => placesOf(one, more))
  return binds.includes(undefined) || addresses === '' ? undefined : binds.flatMap((one) => one ?? [])
}

function placesOf(text: string, more: Pick<Bind, 'tls' | 'words' | 'setting'>): readonly Bind[] | undefined {
  const match = /^(?:ipv[46]@)?(.*):(\d+)(?:-(\d+))?$/.exec(text)
  if (!match) return undefined
  const host = (match[1] ?? '').replace(/^\[(.*)\]$/, '$1')
  const [first, last] = [countOf(match[2], 1, 65_535), countOf(match[3] ?? match[2], 1, 65_535)]
  if (first === undefined || last === undefined || last < first || last - first >= mostPorts) return undefined
  const isAny = ['', '*', '0.0.0.0', '::'].includes(host)
  if (!isAny && !/^[\d.]+$|:/.test(host)) return undefined
  const address = isAny ? undefined : host
  return Array.from({ length: last - first + 1 }, (_, index) => ({ address, port: first + index, ...more }))
}

export const bindOptions: readonly string[] = Object.keys(bindWords)
