import type { TlsOffers, TlsVersion } from '../../model/packet.ts'
import { cipherList, suiteList, type CipherList } from '../../protocols/tls/ciphers.ts'

/** What the words of a `bind` or `server` line say of TLS, those of `global` before them (manual 5.1 and 5.2). */
export interface TlsWords {
  /** From the lowest to the highest that is left: what is switched off between them is spoken all the same. */
  readonly versions: readonly TlsVersion[]
  readonly ciphers: CipherList | undefined
  readonly suites: readonly string[] | undefined
  readonly verify: 'none' | 'optional' | 'required' | undefined
  readonly caFile: string | undefined
  readonly certificate: string | undefined
  readonly isStrict: boolean
  /** The word that HAProxy does not start with, and its value. */
  readonly wrong: { readonly word: string; readonly value: string } | undefined
}

const order: readonly TlsVersion[] = ['1.0', '1.1', '1.2', '1.3']
const named: Readonly<Record<string, TlsVersion>> = {
  SSLv3: '1.0',
  'TLSv1.0': '1.0',
  'TLSv1.1': '1.1',
  'TLSv1.2': '1.2',
  'TLSv1.3': '1.3',
}
const short: Readonly<Record<string, TlsVersion>> = { tlsv10: '1.0', tlsv11: '1.1', tlsv12: '1.2', tlsv13: '1.3' }

/** Words that take a value, where a value is one. */
const valued: Readonly<Record<string, (value: string) => boolean>> = {
  'ssl-min-ver': (value) => value in named,
  'ssl-max-ver': (value) => value in named,
  ciphers: (value) => cipherList(value) !== undefined,
  ciphersuites: (value) => suiteList(value) !== undefined,
  verify: (value) => ['none', 'optional', 'required'].includes(value),
  'ca-file': () => true,
  crt: () => true,
}

/** @param side of a `bind` line the lowest version is 1.2 unless it is told otherwise; a `server` line has none. */
export function readTls(words: readonly string[], side: 'bind' | 'server'): TlsWords {
  const values = new Map<string, string>()
  let wrong: TlsWords['wrong']
  for (const [index, word] of words.entries()) {
    const value = words[index + 1] ?? ''
    if (!Object.hasOwn(valued, word)) continue
    if (valued[word]?.(value) !== true) wrong ??= { word, value }
    values.set(word, value)
  }
  return {
    versions: versionsOf(words, values, side),
    ciphers: cipherList(values.get('ciphers') ?? ''),
    suites: suiteList(values.get('ciphersuites') ?? ''),
    verify: (['none', 'optional', 'required'] as const).find((one) => one === values.get('verify')),
    caFile: values.get('ca-file'),
    certificate: values.get('crt'),
    isStrict: words.includes('strict-sni'),
    wrong,
  }
}

function versionsOf(
  words: readonly string[],
  values: ReadonlyMap<string, string>,
  side: 'bind' | 'server',
): readonly TlsVersion[] {
  const forced = words.findLast((word) => /^force-tlsv1[0-3]$/.test(word))?.replace('force-', '')
  if (forced !== undefined) return [short[forced] ?? '1.2']
  const highest = named[values.get('ssl-max-ver') ?? ''] ?? '1.3'
  const usual = side === 'bind' && highest >= '1.2' ? '1.2' : '1.0'
  const lowest = named[values.get('ssl-min-ver') ?? ''] ?? usual
  const off = new Set(words.flatMap((word) => (word.startsWith('no-') ? (short[word.slice(3)] ?? []) : [])))
  const on = order.filter((one) => one >= lowest && one <= highest && !off.has(one))
  return order.filter((one) => one >= (on[0] ?? '9') && one <= (on.at(-1) ?? '0'))
}

/** What HAProxy offers to a server. */
export const offersOf = ({ versions, ciphers, suites }: TlsWords): TlsOffers => ({
  lowest: versions[0] ?? '1.3',
  highest: versions.at(-1) ?? '1.0',
  ...(ciphers ? { ciphers: ciphers.suites, level: ciphers.level } : {}),
  ...(suites ? { suites } : {}),
})

/** Lines of `global` that stand before the words of every line of one kind, as words. */
export interface GlobalWords {
  readonly bind: readonly string[]
  readonly server: readonly string[]
}

export const noGlobals: GlobalWords = { bind: [], server: [] }

/** @param lines the lines of `global`, as words */
export function globalWords(lines: readonly (readonly string[])[]): GlobalWords {
  const of = (side: 'bind' | 'server') =>
    lines.flatMap(([word = '', ...rest]) => {
      if (word === `ssl-default-${side}-options`) return rest
      if (word === `ssl-default-${side}-ciphers`) return ['ciphers', ...rest]
      if (word === `ssl-default-${side}-ciphersuites`) return ['ciphersuites', ...rest]
      return word === 'ssl-server-verify' && side === 'server' && rest[0] === 'none' ? ['verify', 'none'] : []
    })
  return { bind: of('bind'), server: of('server') }
}
