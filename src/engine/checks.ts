import type { DeviceId } from '../model/topology.ts'
import type { Check } from '../programs/contract/program.ts'
import type { Compiled } from './compile.ts'
import { Journey } from './journey.ts'
import { Activity } from './process.ts'
import type { Servers } from './servers.ts'
import type { SimulationCore } from './simulation-core.ts'

type AnyCheck = Check<never, never>

/** So many rounds settle every check of a fresh start, whatever rise and fall are set to (up to this). */
const settlingRounds = 12

/**
 * Health checks run by themselves in virtual time, as journeys of their own beside the requests. A fresh start finds
 * them settled: the devices have been running for a while.
 */
export class Checks {
  /** When the schedule goes on: until then only what is under way already can change anything. */
  horizon = 0
  /** By device and check, so that none runs twice at a time. */
  private readonly underWay = new Map<string, Activity>()
  /** Counts the diagrams of this run: what was put into the queue for an earlier one is void. */
  private round = 0
  private isClosing = false
  private readonly core: SimulationCore
  private readonly servers: Servers
  private readonly known = new WeakMap<Compiled, ReadonlyMap<DeviceId, readonly AnyCheck[]>>()

  constructor(core: SimulationCore, servers: Servers) {
    this.core = core
    this.servers = servers
  }

  /** Checks that have never run are run until nothing changes; then they are due at their interval. */
  settle(): void {
    const { core } = this
    for (const [device, checks] of this.all()) {
      const { kernel } = core.stateOf(device)
      const fresh = checks.filter((check) => kernel.checks[check.id] === undefined)
      if (fresh.length === 0) continue
      const clock = core.now
      for (let round = 0; round < settlingRounds; round++) {
        const before = this.memory(device)
        for (const check of fresh) this.runOut(device, check)
        if (this.memory(device) === before) break
      }
      core.now = clock
      for (const check of fresh) kernel.checks[check.id] = clock + this.intervalOf(device, check)
    }
  }

  /**
   * Puts every check into the queue at its time; after a change of the diagram, those of the diagram as it is now. One
   * that is under way goes on and is followed by its next one.
   */
  schedule(): void {
    this.round++
    for (const [device, checks] of this.all()) {
      for (const { id, firstMs = 0 } of checks) {
        const running = this.underWay.get(keyOf(device, id))
        this.core.stateOf(device).kernel.checks[id] ??= this.core.now + firstMs
        if (!running || running.isOver) this.scheduleOne(device, id)
      }
    }
  }

  /** Lets those that have begun come to their end, so that no run is too short for them; begins no other. */
  finish(): void {
    this.isClosing = true
    const isUnderWay = () => [...this.underWay.values()].some((activity) => !activity.isOver)
    while (isUnderWay() && this.core.advance());
  }

  private scheduleOne(device: DeviceId, id: string): void {
    const { core, round } = this
    const due = (core.stateOf(device).kernel.checks[id] ??= core.now)
    const run = () => {
      const check = this.find(device, id)
      if (this.round !== round || this.isClosing || !check) return
      const before = this.memory(device)
      this.start(device, check, () => {
        const next = this.find(device, id)
        if (!next) return
        const after = this.memory(device) === before ? this.quietUntil() : core.now
        // What took its time takes it again: the pause begins when a check is over, counted in whole ms.
        const period = Math.round(core.now - due) + this.intervalOf(device, next)
        core.stateOf(device).kernel.checks[id] = firstAfter(due, period, Math.max(core.now, after))
        this.scheduleOne(device, id)
      })
    }
    core.inBackground(() => core.schedule(due - core.now, run))
  }

  private find(device: DeviceId, id: string): AnyCheck | undefined {
    return this.all()
      .get(device)
      ?.find((check) => check.id === id)
  }

  private intervalOf(device: DeviceId, check: AnyCheck): number {
    return Math.max(1, check.nextMs?.(this.core.stateOf(device).state as never) ?? check.intervalMs)
  }

  /** Where nothing changes and nobody is about to change anything, the same check again would tell nothing new. */
  private quietUntil(): number {
    const { core } = this
    const next = Math.min(this.horizon, core.nextForegroundTime() ?? Infinity)
    return Number.isFinite(next) ? next : core.now
  }

  /** Devices that check others, with their checks. */
  private all(): ReadonlyMap<DeviceId, readonly AnyCheck[]> {
    const { compiled } = this.core
    const known = this.known.get(compiled)
    if (known) return known
    const found = new Map<DeviceId, readonly AnyCheck[]>()
    for (const { id, power, service } of Object.values(compiled.topology.devices)) {
      const program = power === false || service === false ? undefined : compiled.program(id)
      const checks = program?.checks?.(compiled.settingsOf(id), compiled.wiringOf(id)) ?? []
      if (checks.length > 0) found.set(id, checks as unknown as readonly AnyCheck[])
    }
    this.known.set(compiled, found)
    return found
  }

  private memory(device: DeviceId): string {
    return JSON.stringify(this.core.stateOf(device).state)
  }

  private start(device: DeviceId, check: AnyCheck, done: () => void): Activity {
    const { core, servers } = this
    const journey = new Journey(true)
    const hop = journey.addHop({ device, leg: 'request', purpose: 'check', attempt: 0, at: core.now })
    const activity = new Activity(core, hop, journey, 'check')
    const key = keyOf(device, check.id)
    this.underWay.set(key, activity)
    servers.start(
      activity,
      (context) => check.run(context as never),
      () => {
        this.underWay.delete(key)
        done()
      },
    )
    return activity
  }

  /** One check from beginning to end, with nothing else going on. */
  private runOut(device: DeviceId, check: AnyCheck): void {
    const { core } = this
    const activity = core.inBackground(() => this.start(device, check, () => undefined))
    while (!activity.isOver && core.advance());
  }
}

const keyOf = (device: DeviceId, check: string): string => `${device} ${check}`

function firstAfter(due: number, intervalMs: number, until: number): number {
  const rounds = Math.floor((until - due) / intervalMs) + 1
  return due + Math.max(1, rounds) * intervalMs
}
