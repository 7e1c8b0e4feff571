import type { Message } from '../../model/message.ts'
import type { JsonObject } from '../../model/topology.ts'
import type { Wiring } from './wiring.ts'

/** A line of a pasted configuration that has no effect here, and why. Nothing is guessed from it. */
export interface NotRead {
  /** Counted from 1, in the text as it was pasted. */
  readonly line: number
  readonly text: string
  readonly why: Message
}

export interface Reading {
  /** The program's config as a document holds it: only what the text sets. */
  readonly config: JsonObject
  readonly notRead: readonly NotRead[]
}

/** These settings, as far as they are set. */
export const settingsIn = (config: JsonObject, names: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(config).filter(([name]) => names.includes(name)))

/** One line of a printed configuration. */
export interface PrintedLine {
  readonly text: string
  /** Path of the setting that the line comes from: `servers[1].locations[0]`. */
  readonly setting?: string
}

/** What a printer must know of the diagram: a configuration names addresses where a setting names a device. */
export interface PrintContext {
  /** Address of a device as this one reaches it; the text itself where the setting already is an address. */
  readonly addressOf: (target: string) => string
  /** What the wiring says of the device, for texts of settings that follow from it while they are unset. */
  readonly wiring?: Wiring
}

/**
 * A program's own configuration language: read into settings and printed from them. Text to settings to text to
 * settings gives the same settings. Reading never throws, whatever the text; private keys are never kept.
 */
export interface ConfigText {
  /** Name of the file that people know it by: `nginx.conf`. */
  readonly fileName: string
  /** Every directive that is read, in the language's own spelling, sorted. */
  readonly directives: readonly string[]
  /**
   * What of the settings no such text speaks of, because it lies beside it (files, certificates): with a pasted text it
   * stays, spelt as the settings that come from one spell it.
   */
  readonly beside?: (config: JsonObject) => JsonObject
  /** Reads one or several files pasted together. `profile` is the version whose rules hold. */
  read(text: string, profile: string): Reading
  print(config: JsonObject, context: PrintContext): readonly PrintedLine[]
}
