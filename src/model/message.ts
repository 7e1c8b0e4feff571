/**
 * Nothing in the core is a sentence. A message is a code with typed data; names, units and numbers are
 * formatted as late as possible, in the reader's language, and references stay clickable.
 */
export type Value =
  | { readonly t: 'text'; readonly text: string }
  | { readonly t: 'code'; readonly text: string }
  | { readonly t: 'number'; readonly value: number }
  | { readonly t: 'ms'; readonly value: number }
  | { readonly t: 'bytes'; readonly value: number }
  | { readonly t: 'seconds'; readonly value: number }
  | { readonly t: 'address'; readonly address: string }
  | { readonly t: 'device'; readonly device: string }
  | { readonly t: 'zone'; readonly zone: string }
  | { readonly t: 'link'; readonly link: string }
  | { readonly t: 'setting'; readonly device: string; readonly path: string }
  | { readonly t: 'list'; readonly items: readonly Value[] }
  | { readonly t: 'message'; readonly message: Message }

export type MessageData = Readonly<Record<string, Value>>

/** `code` is a key of the catalogue of whoever says it: `nginx.location-matched`, `tcp.refused` … */
export interface Message {
  readonly code: string
  readonly data: MessageData
}

/** Plain words that are not ours: a rule's name, a path, a header. */
export const text = (value: string): Value => ({ t: 'text', text: value })
/** Literal protocol text, shown in a monospace: a method, a header line, a file name. */
export const code = (value: string): Value => ({ t: 'code', text: value })
export const number = (value: number): Value => ({ t: 'number', value })
/** A port is a name made of digits, and no count: without separators. */
export const portNumber = (port: number): Value => text(String(port))
/** Milliseconds of virtual time. */
export const ms = (value: number): Value => ({ t: 'ms', value })
/** Whole seconds, as TTLs and lifetimes are given in. */
export const seconds = (value: number): Value => ({ t: 'seconds', value })
export const bytes = (value: number): Value => ({ t: 'bytes', value })
export const address = (value: string): Value => ({ t: 'address', address: value })
export const device = (id: string): Value => ({ t: 'device', device: id })
export const zone = (id: string): Value => ({ t: 'zone', zone: id })
export const list = (items: readonly Value[]): Value => ({ t: 'list', items })
export const nested = (message: Message): Value => ({ t: 'message', message })
