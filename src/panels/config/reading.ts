import type { Message } from '../../model/message.ts'
import type { JsonObject } from '../../model/topology.ts'
import type { ConfigText, NotRead } from '../../programs/contract/config-text.ts'
import type { AnyDefinition } from '../../programs/contract/program.ts'
import { isStorable } from '../../protocols/fields/schema.ts'

/** What a pasted text would make of a device. */
export interface Pasted {
  readonly config: JsonObject
  readonly notRead: readonly NotRead[]
  /** Lines that hold a private key; they were left out before anything else looked at the text. */
  readonly keyLines: number
}

const keyBegin = /-----BEGIN [A-Z ]*PRIVATE KEY-----/
const keyEnd = /-----END [A-Z ]*PRIVATE KEY-----/

/** Reads a pasted text by a program's language. What the program could not store is left out, like any bad input. */
export function readPasted(text: string, program: AnyDefinition, language: ConfigText, profile: string): Pasted {
  const { text: clean, keyLines } = withoutPrivateKeys(text)
  const { config, notRead } = language.read(clean, profile)
  const storable = Object.entries(config).filter(([name, value]) => {
    const field = program.fields[name]
    return field !== undefined && isStorable(field.spec, value)
  })
  return { config: Object.fromEntries(storable), notRead, keyLines }
}

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
