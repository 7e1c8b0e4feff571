import type { Packet } from '../model/packet.ts'
import type { DeviceId, JsonObject } from '../model/topology.ts'
import type { StepOptions } from '../programs/contract/context.ts'
import type { FilterHook, FilterVerdict } from '../programs/contract/packet-filter.ts'
import { addStep, type MutableHop } from './journey.ts'
import type { SimulationCore } from './simulation-core.ts'

/** Between which interfaces a packet passes a hook; unset: it was made here, or ends here. */
export interface Passage {
  readonly in?: string | undefined
  readonly out?: string | undefined
}

/** Asks the packet filters of a host: that of its program, and the one that it has beside it. */
export function passHook(
  core: SimulationCore,
  hook: FilterHook,
  host: DeviceId,
  packet: Packet,
  hop: MutableHop,
  { in: interfaceIn, out: interfaceOut }: Passage,
): FilterVerdict {
  let passed = packet
  for (const { program, settings, state, prefix } of filtersOf(core, host)) {
    const verdict = program.filter?.(passed, {
      settings,
      state,
      wiring: core.compiled.wiringOf(host),
      hook,
      interfaceIn,
      interfaceOut,
      now: () => core.now,
      step: (action, message, options) => addStep(hop, action, message, inFilter(options, prefix)),
    })
    if (verdict && verdict.verdict !== 'accept') return verdict
    if (verdict) passed = verdict.packet
  }
  return { verdict: 'accept', packet: passed }
}

/** Settings of the filter beside a program are found under `filter`. */
function inFilter(options: StepOptions | undefined, prefix: string): StepOptions | undefined {
  return options?.setting === undefined ? options : { ...options, setting: prefix + options.setting }
}

function filtersOf(core: SimulationCore, host: DeviceId) {
  const { compiled } = core
  const program = compiled.program(host)
  // A stopped packet filter is one whose rules were flushed: everything passes (systemctl stop nftables).
  const runs = program?.filter !== undefined && compiled.device(host).service !== false
  const own = runs
    ? [{ program, settings: compiled.settingsOf(host), state: core.stateOf(host).state, prefix: '' }]
    : []
  const beside = compiled.ownFilterOf(host)
  return beside ? [...own, { ...beside, state: core.filterStateOf(host), prefix: 'filter.' }] : own
}

/** What the kernel keeps of the filter that a host has beside its program. */
export interface FilterMemory {
  readonly identity: string
  readonly state: JsonObject
}
