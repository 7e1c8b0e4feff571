/** A key that a certificate may have. */
export type KeyType = 'rsa' | 'ecdsa'

/** Cipher suites as one side was told to use them. */
export interface CipherList {
  /** For TLS 1.2 and below, by OpenSSL's names. */
  readonly suites: readonly string[]
  /** `@SECLEVEL`: from 1 on, nothing below TLS 1.2 is spoken (SSL_CTX_set_security_level(3)). Debian says 2. */
  readonly level: number
}

const kinds = {
  'ECDHE-ECDSA': 'kECDHE kEECDH ECDHE EECDH ECDH ECDSA aECDSA',
  'ECDHE-RSA': 'kECDHE kEECDH ECDHE EECDH ECDH aRSA',
  'DHE-RSA': 'kDHE kEDH DHE EDH DH aRSA',
  'DHE-DSS': 'kDHE kEDH DHE EDH DH DSS aDSS',
  ADH: 'kDHE kEDH ADH DH aNULL',
  AECDH: 'kECDHE kEECDH AECDH ECDH aNULL',
  PSK: 'kPSK PSK aPSK',
  '': 'kRSA RSA aRSA',
} as const satisfies Readonly<Record<string, string>>

/** What follows the key exchange, by key exchange: all that OpenSSL 3.0 of Debian 12 has at its security level 2. */
const known: readonly (readonly [kind: keyof typeof kinds, rest: string])[] = [
  ['ECDHE-ECDSA', 'AES256-GCM-SHA384 CHACHA20-POLY1305 AES256-CCM8 AES256-CCM ARIA256-GCM-SHA384'],
  ['ECDHE-ECDSA', 'AES128-GCM-SHA256 AES128-CCM8 AES128-CCM ARIA128-GCM-SHA256 AES256-SHA384 CAMELLIA256-SHA384'],
  ['ECDHE-ECDSA', 'AES128-SHA256 CAMELLIA128-SHA256 AES256-SHA AES128-SHA NULL-SHA'],
  ['ECDHE-RSA', 'AES256-GCM-SHA384 CHACHA20-POLY1305 ARIA256-GCM-SHA384 AES128-GCM-SHA256 ARIA128-GCM-SHA256'],
  ['ECDHE-RSA', 'AES256-SHA384 CAMELLIA256-SHA384 AES128-SHA256 CAMELLIA128-SHA256 AES256-SHA AES128-SHA NULL-SHA'],
  ['DHE-RSA', 'AES256-GCM-SHA384 CHACHA20-POLY1305 AES256-CCM8 AES256-CCM ARIA256-GCM-SHA384 AES128-GCM-SHA256'],
  ['DHE-RSA', 'AES128-CCM8 AES128-CCM ARIA128-GCM-SHA256 AES256-SHA256 CAMELLIA256-SHA256 AES128-SHA256'],
  ['DHE-RSA', 'CAMELLIA128-SHA256 AES256-SHA CAMELLIA256-SHA AES128-SHA CAMELLIA128-SHA'],
  ['DHE-DSS', 'AES256-GCM-SHA384 AES128-GCM-SHA256 AES256-SHA256 AES128-SHA256 AES256-SHA AES128-SHA'],
  ['ADH', 'AES256-GCM-SHA384 AES128-GCM-SHA256 AES256-SHA256 AES128-SHA256 AES256-SHA AES128-SHA'],
  ['AECDH', 'AES256-SHA AES128-SHA NULL-SHA'],
  ['', 'AES256-GCM-SHA384 AES256-CCM8 AES256-CCM ARIA256-GCM-SHA384 AES128-GCM-SHA256 AES128-CCM8 AES128-CCM'],
  ['', 'ARIA128-GCM-SHA256 AES256-SHA256 CAMELLIA256-SHA256 AES128-SHA256 CAMELLIA128-SHA256 AES256-SHA'],
  ['', 'CAMELLIA256-SHA AES128-SHA CAMELLIA128-SHA NULL-SHA256 NULL-SHA NULL-MD5'],
  // Nobody here has a key that was agreed upon before: one name stands for the group.
  ['PSK', 'AES128-CBC-SHA'],
]

/** By name: the words of ciphers(1) that it answers to. */
const words: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  known.flatMap(([kind, rest]) =>
    rest.split(' ').map((one) => {
      const name = `${kind}${kind === '' ? '' : '-'}${one}`
      return [name, new Set([name, ...kinds[kind].split(' '), ...wordsOf(kind, one)])] as const
    }),
  ),
)

function wordsOf(kind: keyof typeof kinds, rest: string): readonly string[] {
  const [cipher = '', ...more] = rest.split('-')
  const family = cipher.replace(/\d+$/, '')
  const mode = more.includes('GCM') ? 'GCM' : (more.find((one) => one.startsWith('CCM')) ?? '')
  const isAead = mode !== '' || family === 'CHACHA'
  const digest = isAead ? '' : (more.at(-1) ?? '')
  const isNew = isAead || digest === 'SHA256' || digest === 'SHA384'
  const version = isNew ? ['TLSv1.2'] : kind.startsWith('ECDHE') || kind === 'AECDH' ? ['TLSv1', 'TLSv1.0'] : ['SSLv3']
  const strength = family === 'NULL' ? ['eNULL', 'COMPLEMENTOFALL'] : ['HIGH', 'ALL']
  return [
    ...version,
    ...strength,
    family,
    cipher,
    ...(mode === '' ? [] : [`${family}${mode.slice(0, 3)}`, `${family}${mode}`]),
    digest,
    ...(digest === 'SHA' ? ['SHA1'] : []),
  ].filter((word) => word !== '')
}

/** What `DEFAULT` leaves out of `ALL` (ciphers(1)). */
const notByDefault = ['aNULL', 'aDSS', 'aPSK', 'CAMELLIA', 'ARIA', 'AESCCM']
const answersTo = (name: string, word: string): boolean => words.get(name)?.has(word) ?? false
const every: readonly string[] = [...words.keys()]
const byDefault = every.filter((name) => answersTo(name, 'ALL') && !notByDefault.some((word) => answersTo(name, word)))

/** What a program offers and takes when it was told nothing. */
export const usualCiphers: CipherList = { suites: byDefault, level: 2 }

/** Of TLS 1.3, in OpenSSL's order. */
export const usualSuites: readonly string[] = [
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'TLS_AES_128_GCM_SHA256',
]

/**
 * Reads a list of ciphers as OpenSSL does (ciphers(1)): names and words, joined by `+`, taken out by `!` and `-`.
 * Nothing where no suite is left: SSL_CTX_set_cipher_list fails, and the program does not start.
 */
export function cipherList(text: string): CipherList | undefined {
  let suites: readonly string[] = []
  let level = usualCiphers.level
  const killed = new Set<string>()
  for (const part of text.replaceAll('@', ':@').split(/[:;, ]+/)) {
    const [, sign = '', word = ''] = /^([!+-]?)(.*)$/.exec(part) ?? []
    const chosen = word === 'DEFAULT' ? byDefault : matching(word)
    if (word.startsWith('@SECLEVEL=')) level = Number(word.slice('@SECLEVEL='.length))
    else if (sign === '!') for (const name of chosen) killed.add(name)
    else if (sign === '-') suites = suites.filter((name) => !chosen.includes(name))
    else if (sign === '') suites = [...suites, ...chosen.filter((name) => !suites.includes(name))]
    suites = suites.filter((name) => !killed.has(name))
  }
  return suites.length === 0 ? undefined : { suites, level }
}

const matching = (word: string): readonly string[] =>
  word === '' || word.startsWith('@')
    ? []
    : every.filter((name) => word.split('+').every((one) => one !== '' && answersTo(name, one)))

/** A list of TLS 1.3 suites; nothing where one of them is none. */
export function suiteList(text: string): readonly string[] | undefined {
  const suites = text.split(':').filter(Boolean)
  const isKnown = suites.every((one) => usualSuites.includes(one) || /^TLS_AES_128_CCM(?:_8)?_SHA256$/.test(one))
  return isKnown && suites.length > 0 ? suites : undefined
}

/** Whether a suite of TLS 1.2 goes with the key of the server's certificate, and with the parameters it has. */
export function fitsKey(suite: string, key: KeyType, hasDhParameters: boolean): boolean {
  const has = (word: string) => answersTo(suite, word)
  if (has('aNULL') || has('eNULL') || has('aPSK') || has('aDSS')) return false
  return has('aECDSA') === (key === 'ecdsa') && (hasDhParameters || !has('kDHE'))
}

/** Whether a suite is one of TLS 1.1 and below too. */
export const isOfOldTls = (suite: string): boolean => !answersTo(suite, 'TLSv1.2')

/** Whether the server signs nothing in the handshake: what it says is proven by reading what its key encrypts. */
export const signsNothing = (suite: string): boolean => answersTo(suite, 'kRSA')

/** What Chromium offers for TLS 1.2 (BoringSSL); whoever changes it by hand is asked for another one. */
export const chromiumCiphers: CipherList = {
  suites: [
    ...['AES128-GCM-SHA256', 'AES256-GCM-SHA384', 'CHACHA20-POLY1305'].flatMap((rest) => [
      `ECDHE-ECDSA-${rest}`,
      `ECDHE-RSA-${rest}`,
    ]),
    'ECDHE-RSA-AES128-SHA',
    'ECDHE-RSA-AES256-SHA',
    'AES128-GCM-SHA256',
    'AES256-GCM-SHA384',
    'AES128-SHA',
    'AES256-SHA',
  ],
  level: 2,
}
