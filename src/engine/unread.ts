import { code, device as deviceValue, number } from '../model/message.ts'
import type { Topology } from '../model/topology.ts'
import type { Trace } from '../model/trace.ts'
import type { StepRef } from '../model/verdict.ts'
import type { Outcome } from '../programs/contract/program.ts'
import type { Compiled } from './compile.ts'
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

/**
 * Where a journey ended at a device whose program nobody here knows, its closed port says nothing of the real one: the
 * verdict is that this is not modelled.
 */
export function endsAtUnknown(journey: Journey, compiled: Compiled, because: StepRef): Outcome | undefined {
  const hop = journey.hops[because.hop]
  const device = hop && compiled.topology.devices[hop.device]
  const isClosed = closed.has(hop?.steps[because.step]?.code ?? '')
  if (!device || !isClosed || compiled.program(device.id) !== undefined) return undefined
  const step = addStep(hop, 'assumed', say('not-modelled', { program: code(device.program.id) }))
  return { seen: { type: 'not-modelled' }, because: step }
}

const closed = new Set([say('port-closed', { port: number(0) }).code, say('udp-port-closed', { port: number(0) }).code])

const unread = say('lines-not-read', { count: number(1), device: deviceValue('') }).code

/** The devices of a journey whose configuration is not modelled in full: its verdict is no plain yes or no. */
export function notFullyModelled({ hops }: Trace): readonly string[] {
  return hops.filter(({ steps }) => steps.some((step) => step.code === unread)).map(({ device }) => device)
}
