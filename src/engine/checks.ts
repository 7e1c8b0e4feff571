import type { DeviceId } from '../model/topology.ts'
import type { Check } from '../programs/contract/program.ts'
import { Journey } from './journey.ts'
import { Activity } from './process.ts'
import type { Servers } from './servers.ts'
import type { SimulationCore } from './simulation-core.ts'

type AnyCheck = Check<never, never>

/** So many rounds settle every check of a fresh start, whatever rise and fall are set to (up to this). */
const settlingRounds = 12

/**
 * Health checks run by themselves in virtual time, as journeys of their own. A fresh start finds them settled:
 * the devices have been running for a while.
 */
export class Checks {
  private readonly core: SimulationCore
  private readonly servers: Servers

  constructor(core: SimulationCore, servers: Servers) {
    this.core = core
    this.servers = servers
  }

  /** Devices that check others, with their checks. */
  all(): readonly { readonly device: DeviceId; readonly checks: readonly AnyCheck[] }[] {
    const { compiled } = this.core
    return Object.values(compiled.topology.devices).flatMap(({ id, power, service }) => {
      const program = power === false || service === false ? undefined : compiled.program(id)
      const checks = program?.checks?.(compiled.settingsOf(id), compiled.wiringOf(id)) ?? []
      return checks.length > 0 ? [{ device: id, checks: checks as unknown as readonly AnyCheck[] }] : []
    })
  }

  /** Checks that have never run are run until nothing changes; then they are due at their interval. */
  settle(): void {
    const { core } = this
    for (const { device, checks } of this.all()) {
      const { kernel } = core.stateOf(device)
      const fresh = checks.filter((check) => kernel.checks[check.id] === undefined)
      if (fresh.length === 0) continue
      const clock = core.now
      for (let round = 0; round < settlingRounds; round++) {
        const before = JSON.stringify(core.stateOf(device).state)
        for (const check of fresh) this.runOut(device, check)
        if (JSON.stringify(core.stateOf(device).state) === before) break
      }
      core.now = clock
      for (const check of fresh) kernel.checks[check.id] = clock + check.intervalMs
    }
  }

  /** Runs every check that is due up to `until`, in order; where nothing changes any more, time is skipped. */
  runDue(until: number): void {
    const { core } = this
    for (let next = this.nextDue(); next && next.due <= until; next = this.nextDue()) {
      const { device, check, due } = next
      const state = core.stateOf(device)
      const before = JSON.stringify(state.state)
      core.now = Math.max(core.now, due)
      this.runOut(device, check)
      const isQuiet = JSON.stringify(core.stateOf(device).state) === before
      state.kernel.checks[check.id] = isQuiet ? firstAfter(due, check.intervalMs, until) : due + check.intervalMs
    }
  }

  private nextDue(): { device: DeviceId; check: AnyCheck; due: number } | undefined {
    let next: { device: DeviceId; check: AnyCheck; due: number } | undefined
    for (const { device, checks } of this.all()) {
      const { kernel } = this.core.stateOf(device)
      for (const check of checks) {
        const due = kernel.checks[check.id] ?? this.core.now
        if (!next || due < next.due) next = { device, check, due }
      }
    }
    return next
  }

  /** One check from beginning to end, with nothing else going on. */
  private runOut(device: DeviceId, check: AnyCheck): void {
    const { core, servers } = this
    const journey = new Journey(true)
    const hop = journey.addHop({ device, leg: 'request', purpose: 'check', attempt: 0, at: core.now })
    const activity = new Activity(core, hop, journey, 'check')
    servers.start(
      activity,
      (context) => check.run(context as never),
      () => undefined,
    )
    while (!activity.isOver && core.nextTime() !== undefined) core.advance()
  }
}

function firstAfter(due: number, intervalMs: number, until: number): number {
  const rounds = Math.floor((until - due) / intervalMs) + 1
  return due + rounds * intervalMs
}
