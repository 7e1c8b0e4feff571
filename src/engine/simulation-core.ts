import { deepCopy } from '../lib/copying.ts'
import { EventQueue } from '../lib/heap.ts'
import { Random } from '../lib/random.ts'
import type { DeviceId, Json, JsonObject } from '../model/topology.ts'
import type { DeviceState, World } from '../model/world.ts'
import type { AnyProgram } from '../programs/contract/program.ts'
import type { Compiled, OwnFilterOf } from './compile.ts'
import type { FilterMemory } from './hooks.ts'
import { isLoopback } from './packets.ts'
import { lookUpRoute } from './routing.ts'

/** What one device remembers, while a run changes it. */
export interface LiveState {
  readonly identity: string
  readonly state: Json
  readonly kernel: KernelState
}

/** The host's own memory, whatever program runs on it. */
export interface KernelState {
  /** The next ephemeral port (RFC 6056 range, counted up so that runs repeat). */
  nextPort: number
  /** Words of the device's random stream, once it has drawn. */
  random?: readonly number[]
  /** Virtual ms at which each health check is next due. */
  checks: Record<string, number>
  /** What the packet filter remembers that the host has beside its program. */
  filter?: FilterMemory
}

const firstEphemeralPort = 49_152

/** Virtual time and memory of a run: an event queue ordered by (time, sequence), and the devices' states. */
export class SimulationCore {
  compiled: Compiled<AnyProgram>
  now: number
  readonly epoch: number
  private readonly seed: number
  private readonly foreground = new EventQueue<() => void>()
  /** What the devices' own checks bring about: what follows from it stays here. */
  private readonly background = new EventQueue<() => void>()
  private isBackground = false
  private readonly before: World['states']
  private readonly live = new Map<DeviceId, LiveState>()
  private readonly streams = new Map<DeviceId, Random>()
  /** Devices that lost their power during the run: what they knew before it is gone. */
  private readonly forgotten = new Set<DeviceId>()

  constructor(compiled: Compiled<AnyProgram>, world: World) {
    this.compiled = compiled
    this.now = world.clock
    this.epoch = world.epoch
    this.seed = world.seed
    this.before = world.states
  }

  /** Runs `action` after `delayMs` of virtual time. */
  schedule(delayMs: number, action: () => void): void {
    const queue = this.isBackground ? this.background : this.foreground
    queue.push(this.now + Math.max(0, delayMs), action)
  }

  /** Does something whose consequences, as far as they go, belong to the background. */
  inBackground<R>(action: () => R): R {
    const before = this.isBackground
    this.isBackground = true
    const result = action()
    this.isBackground = before
    return result
  }

  /** The same action, as if it happened where this is called: among requests, or among the devices' own checks. */
  keepingSide(action: () => void): () => void {
    const side = this.isBackground
    return () => {
      const before = this.isBackground
      this.isBackground = side
      action()
      this.isBackground = before
    }
  }

  /** When the next event is due, checks aside; `undefined` when nothing is left to happen. */
  nextForegroundTime(): number | undefined {
    return this.foreground.peekTime()
  }

  /** Lets the next event happen; false when there is none (up to `until`). At the same time requests come first. */
  advance(until = Infinity): boolean {
    const fore = this.foreground.peekTime() ?? Infinity
    const back = this.background.peekTime() ?? Infinity
    if (Math.min(fore, back) > until) return false
    const event = fore <= back ? this.foreground.pop() : this.background.pop()
    if (!event) return false
    this.now = Math.max(this.now, event.time)
    this.isBackground = fore > back
    event.value()
    this.isBackground = false
    return true
  }

  /** Lets everything happen that is due up to `time`. */
  advanceTo(time: number): void {
    while (this.advance(time));
    this.now = Math.max(this.now, time)
  }

  /** The diagram is another one from here on. What lost its power has forgotten everything. */
  change(compiled: Compiled<AnyProgram>): void {
    this.compiled = compiled
    for (const id of new Set([...Object.keys(this.before), ...this.live.keys()])) {
      if (isOn(compiled, id)) continue
      this.live.delete(id)
      this.forgotten.add(id)
    }
  }

  stateOf(id: DeviceId): LiveState {
    const known = this.live.get(id)
    const identity = this.compiled.identityOf(id)
    if (known && known.identity === identity) return known
    const stored = this.forgotten.has(id) ? undefined : this.before[id]
    const isSame = known === undefined && stored?.program === identity
    const made =
      isSame && stored
        ? this.restore(id, stored)
        : this.fresh(id, identity, known?.kernel.nextPort ?? nextPortOf(stored))
    this.live.set(id, made)
    return made
  }

  /** What the packet filter beside a host's program remembers; another one, or other rules, begin afresh. */
  filterStateOf(id: DeviceId): Json {
    const { kernel } = this.stateOf(id)
    const filter = this.compiled.ownFilterOf(id)
    if (!filter) return null
    kernel.filter = this.filterMemoryOf(id, filter, kernel.filter)
    return kernel.filter.state
  }

  private filterMemoryOf(
    id: DeviceId,
    { program, identity }: OwnFilterOf<AnyProgram>,
    known?: FilterMemory,
  ): FilterMemory {
    if (known?.identity !== identity) return { identity, state: program.initialState() as JsonObject }
    const isShared = known === (this.before[id]?.kernel['filter'] as unknown)
    return isShared ? { identity, state: copyOf(program, known.state) } : known
  }

  /** A draw of the device's own stream, 0 <= x < 1. */
  random(id: DeviceId): number {
    const kernel = this.stateOf(id).kernel
    const stream =
      this.streams.get(id) ?? (kernel.random ? Random.restore(kernel.random) : Random.forStream(this.seed, id))
    this.streams.set(id, stream)
    const drawn = stream.next()
    kernel.random = stream.state
    return drawn
  }

  nextPort(host: DeviceId): number {
    const kernel = this.stateOf(host).kernel
    const port = kernel.nextPort
    kernel.nextPort = port >= 65_535 ? firstEphemeralPort : port + 1
    return port
  }

  /** The source of what a host sends: the first address, of that family, of the interface it leaves by (RFC 6724). */
  sourceAddress(host: DeviceId, destination: string): string {
    const { compiled } = this
    const own = compiled.addressesOf(host)
    if (own.includes(destination) || isLoopback(destination)) return destination
    const out = lookUpRoute(compiled.routesOf(host), destination)?.interface?.addresses ?? []
    const isV6 = destination.includes(':')
    const fitting = [...out, ...own].find((address) => address.includes(':') === isV6)
    return fitting ?? (isV6 ? '::' : '0.0.0.0')
  }

  /** The world as it is now: plain data again. Devices that are off have forgotten everything. */
  world(clock: number): World {
    const states: Record<DeviceId, DeviceState> = {}
    for (const [id, state] of Object.entries(this.before)) {
      if (isOn(this.compiled, id) && !this.forgotten.has(id)) states[id] = state
    }
    for (const [id, { identity, state, kernel }] of this.live) {
      if (isOn(this.compiled, id)) states[id] = { program: identity, state, kernel: kernel as unknown as JsonObject }
    }
    return { version: 1, clock, epoch: this.epoch, seed: this.seed, states }
  }

  private restore(id: DeviceId, { program: identity, state, kernel }: DeviceState): LiveState {
    const program = this.compiled.program(id)
    // What its packet filter remembers is copied once that is asked.
    const copies = Object.entries(kernel).map(([key, item]) => [key, key === 'filter' ? item : deepCopy(item)])
    const copied = Object.fromEntries(copies) as KernelState
    return { identity, state: program ? copyOf(program, state) : deepCopy(state), kernel: copied }
  }

  /** A program that has just started; its host goes on counting ports, so that no old flow is met again. */
  private fresh(id: DeviceId, identity: string, nextPort: number): LiveState {
    const state = this.compiled.program(id)?.initialState() ?? null
    return { identity, state, kernel: { nextPort, checks: {} } }
  }
}

function isOn(compiled: Compiled, id: DeviceId): boolean {
  const device = compiled.topology.devices[id]
  return device !== undefined && device.power !== false
}

function nextPortOf(stored: DeviceState | undefined): number {
  const port = stored?.kernel['nextPort']
  return typeof port === 'number' ? port : firstEphemeralPort
}

/** What a program remembers, to be changed: the world that came in stays as it was. */
function copyOf<S extends Json>(program: AnyProgram, state: S): S {
  return (program.copyState?.(state) ?? deepCopy(state)) as S
}
