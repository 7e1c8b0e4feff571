import type { Finding } from '../../model/finding.ts'
import type { Request } from '../../model/request.ts'
import type { Messages } from '../../model/speaker.ts'
import type { Json, JsonObject } from '../../model/topology.ts'
import type { Page } from '../../model/trace.ts'
import type { Seen, StepRef } from '../../model/verdict.ts'
import type { Fields, Role, SettingsOf } from '../../protocols/fields/field.ts'
import type { ConfigText } from './config-text.ts'
import type { Context, Incoming, Process } from './context.ts'
import type { Reply } from './outcome.ts'
import type { PacketFilter } from './packet-filter.ts'
import type { StateTables } from './state-table.ts'
import type { Service, Wiring } from './wiring.ts'

/** One version of the config: takes the previous one's and returns this one's. Never edit a published one. */
export interface Migration {
  readonly name: string
  up(config: JsonObject): JsonObject
}

/** A part of the inspector's form: a heading and the fields under it. */
export interface Section {
  /** Key of the program's catalogue: `section.<code>`. */
  readonly code: string
  readonly fields: readonly string[]
  /** Folded at first: what a beginner need not meet. */
  readonly advanced?: boolean
}

export interface Outcome {
  readonly seen: Seen
  readonly because: StepRef
  readonly page?: Page
}

/** A repeated check of others, run in virtual time as a journey of its own. */
export interface Check<Settings, State> {
  /** Stable within the program: which server is checked. */
  readonly id: string
  /** Virtual ms from the end of a check to the next one. */
  readonly intervalMs: number
  /** The same where it depends on what is known by now. */
  nextMs?(state: State): number
  /** Virtual ms from the start of the program to the first check; unset: at once. */
  readonly firstMs?: number
  run(context: Context<Settings, State>): Process<void>
}

export type FindingRule<Settings> = (context: FindingContext<Settings>) => readonly Finding[]

export interface FindingContext<Settings> {
  readonly settings: Settings
  readonly config: JsonObject
  readonly wiring: Wiring
}

/**
 * What runs on a device, without what it does: all that drawing, checking and saving need. One folder and one line in
 * `definitions.ts` each. Everything that others need (engine, inspector, file format, canvas) is taken from this
 * definition; nothing switches over programs.
 *
 * Message codes are `<id>.<code>`. `messages` holds those of steps and findings; `texts` holds, for every setting,
 * `field.<name>`, `field.<name>.help`, `field.<table>.<column>`, `option.<field>.<value>` (or
 * `option.<table>.<column>.<value>`) and `section.<code>`. The name itself is a proper noun and stands in neither.
 */
export interface ProgramDefinition<F extends Fields, S extends Json> {
  readonly id: string
  /** Proper noun: `nginx`, `HAProxy`. */
  readonly name: string
  /** Recorded versions, the default first: `1.22`. */
  readonly profiles: readonly string[]
  readonly serves: Role | undefined
  /** Whether its host forwards packets (ip_forward). */
  readonly forwards: boolean
  /** Whether it does so as it is set (`net.ipv4.ip_forward`); unset: always. A router that does not is still wired as one. */
  isForwarding?(settings: SettingsOf<F>): boolean
  /** Asks a database at the other end of its cables: what else is cabled to one has no use for it. */
  readonly asksDatabases?: true
  /** Settings that others put out of force: the form leaves them out. */
  rests?(settings: SettingsOf<F>): readonly string[]
  /** It can filter for a host beside what runs there, and these of its settings concern that. */
  readonly hostFilterFields?: readonly string[]
  /** Sends a person's requests: its behaviour has `originate`. */
  readonly sends?: true
  /** Its data lives as a file with the device that links to it (SQLite): no host and no network of its own. */
  readonly embedded?: boolean
  readonly fields: F
  readonly sections: readonly Section[]
  readonly migrations: readonly Migration[]
  /** What it says of its steps; loaded with its behaviour. */
  readonly messages: Messages
  /** What its settings are called, and its findings; loaded with the inspector, since a journey needs none of it. */
  readonly texts: Messages
  /** What unset means: what the links lead to. Only settings without a default need to be here. */
  derive(wiring: Wiring): { readonly [K in keyof F]?: SettingsOf<F>[K] }
  services(settings: SettingsOf<F>, wiring: Wiring): readonly Service[]
  /** Names that this program resolves for others, with the device or address each leads to. */
  names?(settings: SettingsOf<F>): readonly string[]
  /** Devices that it publishes to the public net under its own public address (DNAT). */
  publishes?(settings: SettingsOf<F>): readonly string[]
  /** What it remembers, for the inspector; loaded with it, since a journey needs none of it. */
  stateTables?(): Promise<{ readonly stateTables: StateTables<SettingsOf<F>, S> }>
  /** What the check asks of it; loaded after the first paint, since a journey needs none of it. */
  findings?(): Promise<{ readonly findings: FindingRule<SettingsOf<F>> }>
  /** Its configuration language; loaded when a person pastes or looks at one. */
  configText?(): Promise<{ readonly configText: ConfigText }>
}

/** How a program behaves while time passes; fetched after the first paint. */
export interface Behaviour<Settings, S> {
  initialState(): S
  /**
   * A copy of its state that a run may change without the original noticing. Unset: all of it is copied. Where it grows
   * with what was sent, it shares what a run does not touch (`lib/copying.ts`).
   */
  copyState?(state: S): S
  filter?: PacketFilter<Settings, S>
  /** Answers a message that came in on one of its services. */
  handle?(context: Context<Settings, S>, incoming: Incoming): Process<Reply>
  /** Sends a person's request and says how it ended. */
  originate?(context: Context<Settings, S>, request: Request): Process<Outcome>
  checks?(settings: Settings, wiring: Wiring): readonly Check<Settings, S>[]
  /** Whether it stops working when its caller hangs up (nginx does, gunicorn does not). Default true. */
  readonly stopsOnHangUp?: boolean
}

/** A program with its behaviour: what runs. */
export interface Program<F extends Fields, S extends Json>
  extends ProgramDefinition<F, S>, Behaviour<SettingsOf<F>, S> {}

/** A program that brings its behaviour when something is to run. */
interface DeclaredProgram<F extends Fields, S extends Json> extends ProgramDefinition<F, S> {
  behaviour(): Promise<{ readonly behaviour: Behaviour<SettingsOf<F>, S> }>
}

// The settings' type of a program is known only inside its own folder.
export type AnyDefinition = ProgramDefinition<Fields, Json>
export type AnyDeclared = DeclaredProgram<Fields, Json>
export type AnyProgram = Program<Fields, Json>

/** Declares a program with its types checked inside, and hands it out as one of many. */
export function declareProgram<F extends Fields, S extends Json>(program: DeclaredProgram<F, S>): AnyDeclared {
  // Whoever has a program only ever passes it its own settings and state back.
  return program as unknown as AnyDeclared
}

/** Declares a program in one piece, behaviour and all: a counterpart of tests. */
export function defineProgram<F extends Fields, S extends Json>(program: Program<F, S>): AnyProgram {
  return program as unknown as AnyProgram
}

/** Fetches what a program does. */
export async function withBehaviour(program: AnyDeclared): Promise<AnyProgram> {
  const { behaviour } = await program.behaviour()
  return { ...program, ...behaviour }
}
