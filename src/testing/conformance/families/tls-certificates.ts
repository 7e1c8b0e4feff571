import type { Json, JsonObject } from '../../../model/topology.ts'
import { stringOf } from '../values.ts'

const wordsOf = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((word): word is string => typeof word === 'string') : []

const both = { certificateNames: 'www.example.test example.test' }
const other = { certificateNames: 'other.test' }

/** What the recorders' certificates are, by the name of their file; any other is a good one. */
const files: Readonly<Record<string, JsonObject>> = {
  good: both,
  goodec: { ...both, certificateKeyType: 'ecdsa' },
  wronghost: other,
  selfsigned: { ...both, certificateIssuer: 'self-signed' },
  selfca: { ...both, certificateIssuer: 'self-signed' },
  expired: { ...both, certificateState: 'expired' },
  expwrong: { ...other, certificateState: 'expired' },
  notyet: { ...both, certificateState: 'not-yet-valid' },
  unknownca: { ...both, certificateIssuer: 'unknown-ca' },
  viainter: { ...both, certificateIssuer: 'missing-intermediate' },
  full: { ...both, certificateIssuer: 'intermediate' },
  badorder: { ...both, certificateIssuer: 'intermediate' },
  fullx: { ...both, certificateIssuer: 'expired-intermediate' },
  leafchain: { ...both, certificateIssuer: 'not-a-ca' },
  clienteku: { ...both, certificateUse: 'client-only' },
  rsa1024: { ...both, certificateUse: 'weak-key' },
  sha1: { ...both, certificateUse: 'weak-key' },
  wild: { certificateNames: '*.example.test' },
  wildtwo: { certificateNames: '*.www.example.test' },
  upper: { certificateNames: 'WWW.EXAMPLE.TEST' },
  cnonly: { certificateNames: 'www.example.test', certificateNamesIn: 'subject-only' },
  cnmis: other,
  cnip: { certificateNames: '127.0.0.1', certificateNamesIn: 'subject-only' },
  ipsan: { certificateNames: '127.0.0.1' },
  bothip: { certificateNames: 'www.example.test example.test 127.0.0.1' },
  zzz: { certificateNames: 'zzz.test' },
  nofile: { ...both, certificateKey: 'missing' },
}

export const isKnown = (file: string): boolean => file in files
export const certificateNamed = (file: string): JsonObject =>
  files[file] ?? files[likely.find(([told]) => told.test(file))?.[1] ?? 'good'] ?? both

/** A file that nobody listed has what its name says. */
const likely: readonly (readonly [RegExp, string])[] = [
  [/exp\w*inter|inter\w*exp/i, 'fullx'],
  [/(?:no|miss\w*|without)_?inter|via_?inter/i, 'viainter'],
  [/inter|chain/i, 'full'],
  [/self/i, 'selfsigned'],
  [/exp/i, 'expired'],
  [/not_?yet|future/i, 'notyet'],
  [/unknown|untrusted|other_?(?:ca|root)/i, 'unknownca'],
  [/wrong|other|mismatch/i, 'wronghost'],
  [/wild/i, 'wild'],
  [/client/i, 'clienteku'],
  [/1024|weak|sha_?1/i, 'rsa1024'],
  [/cn_?only|no_?san/i, 'cnonly'],
  [/^ip/i, 'ipsan'],
  [/ec(?:dsa)?$/i, 'goodec'],
]

/** What a file of the recorder holds, for whoever verifies others by it or shows it as a caller. */
function holds(file: string): string {
  if (/^no(?:file|ne|t_?there)|missing/.test(file)) return 'missing'
  if (/exp/.test(file)) return 'expired'
  if (/self/.test(file)) return 'self-signed'
  if (/bundle|both_?roots/.test(file)) return 'both'
  if (/server/.test(file) || file in files) return 'server-only'
  return /other|unknown|wrong|untrusted|system-ca/.test(file) ? 'unknown-ca' : 'trusted'
}

/** Every certificate file that a configuration names, with what it holds; each spelling of its own. */
export function filesIn(config: string): readonly JsonObject[] {
  const named = new Set([...config.matchAll(/(?:\S*\/)?[\w-]+\.(?:crt|pem)|@system-ca/g)].map(([file]) => file))
  return [...named].map((file) => ({ file, holds: holds(file.replace(/^.*\//, '').replace(/\.\w+$/, '')) }))
}

/** A certificate as a case tells of it, as settings. */
export function settingsOf(certificate: JsonObject, roots: readonly string[], title: string): JsonObject {
  const told = wordsOf(certificate['san'])
  const names = told.filter((name) => !/^(?:email|URI):/i.test(name)).map(nameIn)
  const subject = stringOf(certificate['subject_cn'])
  // Where the dates are told otherwise, the title of the case has the word.
  const validity = `${stringOf(certificate['validity'])} ${title.replaceAll(/\w*intermediate\w*/g, '')}`
  return {
    certificateNames: names.length > 0 ? names.join(' ') : subject,
    ...(names.length > 0 ? {} : { certificateNamesIn: 'subject-only' }),
    ...(/expired|past|ago|yesterday/i.test(validity) ? { certificateState: 'expired' } : {}),
    ...(/not[ _-]?(?:yet|valid)|future|tomorrow/i.test(validity) ? { certificateState: 'not-yet-valid' } : {}),
    ...issuerOf(certificate, roots),
    ...purposeOf(certificate),
    ...(/^EC\b|ECDSA/i.test(stringOf(certificate['key'])) ? { certificateKeyType: 'ecdsa' } : {}),
  }
}

/** An address in a name's place covers nothing: it is kept as what it is. */
function nameIn(told: string): string {
  return /^DNS:\s*[\d.]+$/i.test(told) ? told : told.replace(/^(?:IP(?: Address)?|DNS):\s*/i, '')
}

function purposeOf(certificate: JsonObject): JsonObject {
  const [eku, key, signature] = ['eku', 'key', 'signature'].map((name) => stringOf(certificate[name]))
  if (/RSA (?:512|768|1024)\b/i.test(key ?? '') || /sha-?1\b|md5/i.test(signature ?? '')) {
    return { certificateUse: 'weak-key' }
  }
  if (eku && !/server|none|any/i.test(eku)) return { certificateUse: 'client-only' }
  const usage = stringOf(certificate['key_usage'])
  return usage !== '' && !/digitalSignature/.test(usage) ? { certificateUse: 'encipherment-only' } : {}
}

function issuerOf(certificate: JsonObject, roots: readonly string[]): JsonObject {
  const issuer = stringOf(certificate['issuer'])
  const sent = wordsOf(certificate['chain_sent'])
  const isSent = (what: RegExp) => sent.slice(1).some((one) => what.test(one))
  if (/self/i.test(issuer)) return { certificateIssuer: 'self-signed' }
  if (/non-CA/i.test(issuer)) return { certificateIssuer: isSent(/non-CA/i) ? 'not-a-ca' : 'missing-intermediate' }
  if (/not trusted|unknown|other root/i.test(issuer) || roots.length === 0) return { certificateIssuer: 'unknown-ca' }
  if (!/intermediate/i.test(issuer)) return {}
  const isTrustedItself = roots.some((root) => /intermediate/i.test(root))
  const isWhole =
    isSent(/^(?!other|wrong).*intermediate/i) &&
    (!/second/i.test(issuer) || (isSent(/second/i) && isSent(/^intermediate/i)))
  if (!isWhole && !isTrustedItself) return { certificateIssuer: 'missing-intermediate' }
  if (/expired/i.test(issuer)) return { certificateIssuer: 'expired-intermediate' }
  return { certificateIssuer: /pathlen/i.test(issuer) ? 'not-a-ca' : 'intermediate' }
}
