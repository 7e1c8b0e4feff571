import type { Message, Value } from './message.ts'

/** One language of one speaker: code → template with `{placeholder}`s; `{n,one form,# forms}` is a plural. */
export type Catalogue = Readonly<Record<string, string>>

/** The names in a template's braces: `'{rule} on {port}'` → `'rule' | 'port'`. */
export type Placeholders<S extends string> = S extends `${string}{${infer P}}${infer Rest}`
  ? (P extends `${infer Name},${string}` ? Name : P) | Placeholders<Rest>
  : never

/** Another language of a catalogue: the same codes. That placeholders agree is held by the contract test. */
export type Translation<C extends Catalogue> = { readonly [K in keyof C]: string }

/** Lazily loaded catalogues; the core only ever imports their types. */
export interface Messages {
  readonly en: () => Promise<{ readonly default: Catalogue }>
  readonly de: () => Promise<{ readonly default: Catalogue }>
}

type Data<S extends string> = [Placeholders<S>] extends [never] ? [] : [Readonly<Record<Placeholders<S>, Value>>]

/**
 * Makes messages of one catalogue: `const say = speaker<typeof en>('nginx')`. A wrong code or a missing
 * placeholder does not compile. The code is prefixed with the speaker: `nginx.location-matched`.
 */
export function speaker<C extends Catalogue>(prefix: string) {
  return <K extends keyof C & string>(code: K, ...data: Data<C[K]>): Message => ({
    code: `${prefix}.${code}`,
    data: data[0] ?? {},
  })
}
