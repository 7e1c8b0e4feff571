import type { Message } from '../../model/message.ts'
import type { Json, JsonObject } from '../../model/topology.ts'
import type { ConfigText, NotRead, Reading } from '../../programs/contract/config-text.ts'
import type { AnyDefinition } from '../../programs/contract/program.ts'
import { isStorable } from '../../protocols/fields/schema.ts'

/** What a pasted text would make of a device. */
export interface Pasted {
  readonly config: JsonObject
  readonly notRead: readonly NotRead[]
  /** Settings that were read but do not fit: too many rows, too long a word. Without them the rest would mislead. */
  readonly unfit: readonly string[]
  /** Lines that say something and were understood. */
  readonly readLines: number
  /** Lines that hold a private key; they were left out before anything else looked at the text. */
  readonly keyLines: number
}

const keyBegin = /-----BEGIN [A-Z ]*PRIVATE KEY-----/
const keyEnd = /-----END [A-Z ]*PRIVATE KEY-----/

/** Reads a pasted text by a program's language; whatever the text, it does not throw. */
export function readPasted(text: string, program: AnyDefinition, language: ConfigText, profile: string): Pasted {
  const { text: clean, keyLines } = withoutPrivateKeys(text)
  const { config, notRead } = read(language, clean, profile)
  const fits = ([name, value]: [string, Json]) => {
    const field = program.fields[name]
    return field !== undefined && isStorable(field.spec, value)
  }
  const settings = Object.entries(config)
  return {
    config: Object.fromEntries(settings.filter(fits)),
    unfit: settings.filter((setting) => !fits(setting)).map(([name]) => name),
    notRead: notRead.map((one) => ({ ...one, text: withoutSecrets(one.text) })),
    readLines: Math.max(0, clean.split('\n').filter((line) => /^\s*[^\s#;}]/.test(line)).length - notRead.length),
    keyLines,
  }
}

/**
 * A text that has faults and says no more than an empty one (a reader may set how the device is described from then on)
 * is one of which nothing is understood, and so is a text that overwhelms the reader: neither may replace settings.
 */
function read(language: ConfigText, text: string, profile: string): Reading {
  try {
    const { config, notRead } = language.read(text, profile)
    const isNothing = notRead.length > 0 && JSON.stringify(config) === JSON.stringify(language.read('', profile).config)
    return { config: isNothing ? {} : config, notRead }
  } catch {
    return { config: {}, notRead: [] }
  }
}

const named = String.raw`[\w-]*(?:pass(?:word|wd|phrase)|secret|token|api[-_]?key|authorization)["']?`
const secrets = [
  // `user a password $6$…`, `DB_PASSWORD=…`, `proxy_set_header Authorization "Basic …"`
  // A name is looked for from its beginning only: from every hyphen on, a long word would cost its square.
  new RegExp(String.raw`((?<![\w-])${named}[\s:=]+)("[^"]*"|'[^']*'|[^\s;"']+)`, 'gi'),
  // `stats auth admin:…`, `https://user:…@host`
  /(\bauth\s+[^\s:]+:|:\/\/[^\s:/@]+:)([^\s@;]+)/gi,
  // `ssl_certificate_key data:…`
  /(\bdata:)([^\s;"']+)/g,
]

/**
 * A line without the passwords and keys in it. Lines that are not understood do nothing here; they are kept with the
 * diagram, and travel with its file and its link.
 */
export const withoutSecrets = (line: string): string =>
  secrets.reduce((rest, secret) => rest.replace(secret, '$1…'), line)

/** Empties the lines of private keys, so that the numbers of the others stay. */
export function withoutPrivateKeys(text: string): { readonly text: string; readonly keyLines: number } {
  let isInside = false
  let keyLines = 0
  const lines = text.split(/\r\n|\r|\n/).map((line) => {
    if (keyBegin.test(line)) isInside = true
    if (!isInside) return line
    keyLines += 1
    if (keyEnd.test(line)) isInside = false
    return ''
  })
  return { text: lines.join('\n'), keyLines }
}

/** The same reason once, with all its lines: a long list says less. */
export function byReason(
  notRead: readonly NotRead[],
): readonly { readonly why: Message; readonly lines: readonly NotRead[] }[] {
  const groups = new Map<string, { why: Message; lines: NotRead[] }>()
  for (const one of notRead) {
    const key = JSON.stringify(one.why)
    const group = groups.get(key) ?? { why: one.why, lines: [] }
    group.lines.push(one)
    groups.set(key, group)
  }
  return [...groups.values()]
}
