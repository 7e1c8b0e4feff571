import { device as deviceValue, number } from '../model/message.ts'
import type { Topology } from '../model/topology.ts'
import type { Trace } from '../model/trace.ts'
import { addStep, type Journey } from './journey.ts'
import { say } from './say.ts'

/**
 * Says once for each device that took part that some lines of its configuration are not modelled: whatever it did,
 * the real program might have done otherwise.
 */
export function markUnreadLines(journey: Journey, topology: Topology): void {
  const told = new Set<string>()
  for (const hop of journey.hops) {
    const count = topology.devices[hop.device]?.notRead?.length ?? 0
    if (count === 0 || told.has(hop.device) || hop.steps.length === 0) continue
    told.add(hop.device)
    addStep(hop, 'assumed', say('lines-not-read', { count: number(count), device: deviceValue(hop.device) }))
  }
}

const unread = say('lines-not-read', { count: number(1), device: deviceValue('') }).code

/** The devices of a journey whose configuration is not modelled in full: its verdict is no plain yes or no. */
export function notFullyModelled({ hops }: Trace): readonly string[] {
  return hops.filter(({ steps }) => steps.some((step) => step.code === unread)).map(({ device }) => device)
}
