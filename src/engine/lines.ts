import type { DeviceId } from '../model/topology.ts'
import type { Pending } from './process.ts'
import type { SimulationCore } from './simulation-core.ts'

/** Who waits on a device for something of its own: a free worker, a slot of a server. First come, first served. */
export class Lines {
  private readonly core: SimulationCore
  /** By device and what is waited for. */
  private readonly lines = new Map<string, Set<() => void>>()

  constructor(core: SimulationCore) {
    this.core = core
  }

  join(device: DeviceId, signal: string, timeoutMs: number, resume: (wasWoken: unknown) => void): Pending {
    const key = `${device} ${signal}`
    const line = this.lines.get(key) ?? new Set()
    this.lines.set(key, line)
    // A check that makes room for a request must not take the request with it into the background.
    const turn = this.core.keepingSide(() => resume(true))
    line.add(turn)
    this.core.schedule(timeoutMs, () => {
      if (line.delete(turn)) resume(false)
    })
    return { cancel: () => line.delete(turn) }
  }

  wake(device: DeviceId, signal: string): void {
    const line = this.lines.get(`${device} ${signal}`)
    const [first] = line ?? []
    if (!first) return
    line?.delete(first)
    first()
  }
}
