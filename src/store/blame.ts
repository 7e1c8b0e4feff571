import type { DeviceId } from '../model/topology.ts'
import type { Hop, Step, Trace } from '../model/trace.ts'
import { isSuccess } from '../model/verdict.ts'
import { stationAt, stopAt, toldHop, type ActiveStation } from './positions.ts'
import type { Detail } from './session-store.ts'
import { toneOfHop, type Tone } from './telling.ts'

/** Where the setting is that a step names: here, or at the device that this one judged. */
export const ownerOf = ({ hops }: Trace, hop: Hop, { settingAt }: Step): Hop => hops[settingAt ?? hop.id] ?? hop

interface Blame {
  readonly step: Step
  /** Where the reason lies; the step itself may be of another device, which only noticed it. */
  readonly hop: Hop
  /** The device that is to blame: one that is off has no moment of its own, only its neighbour's wait for it. */
  readonly device: DeviceId
}

/** The neighbour notices that nobody answers; the reason lies with the device that the step names. */
const namesCulprit: ReadonlySet<string> = new Set(['net.no-arp-off', 'net.switched-off'])

/** What made the verdict, and the moment and the device where the reason lies. */
export function blameOf(trace: Trace): Blame | undefined {
  const { because } = trace.verdict
  const at = trace.hops[because.hop]
  const step = at?.steps[because.step]
  if (!at || !step) return undefined
  const hop = ownerOf(trace, at, step)
  const named = namesCulprit.has(step.code) ? step.data['device'] : undefined
  return { step, hop, device: named?.t === 'device' ? named.device : hop.device }
}

/** Whether the reason lies at what is shown with a hop: the hop itself, or its whole station. */
function isBlamed(trace: Trace, detail: Detail, hop: Hop, blame: Blame): boolean {
  if (detail === 'events') return hop.id === blame.hop.id
  return stationAt(trace, hop.id)?.index === blamedStation(trace, blame)
}

/** What was tried in vain, or not at all, may be dealt to the station of who tried. */
function blamedStation(trace: Trace, { hop: { id, device } }: Blame): number | undefined {
  const own = stationAt(trace, id)
  const ofDevice = trace.stations.findLastIndex((one) => one.device === device && one.hops.length > 0)
  if (own?.station.device !== device && ofDevice >= 0) return ofDevice
  // What a sender began with went well (it learnt the address): that it failed afterwards is told where it ends.
  const isAtEnd =
    own !== undefined && device === trace.request.from && ofDevice > own.index && beganWell(trace, own, id)
  return isAtEnd ? ofDevice : own?.index
}

/** Whether all was well when playback stops in a station, and it failed only later in it. */
function beganWell(trace: Trace, { index }: ActiveStation, failedAt: number): boolean {
  const stop = trace.hops[stopAt(trace, index) ?? failedAt]
  return stop !== undefined && stop.id < failedAt && toneOfHop(toldHop(trace, 'stations', stop)) !== 'bad'
}

/**
 * A hop with what is to be told of it, and with the reason of the verdict where it lies here, though it was not this
 * moment of the station that brought it: a neighbour gave no answer later, or another device found it wrong.
 */
export function toldAt(trace: Trace, detail: Detail, hop: Hop): Hop {
  const told = toldHop(trace, detail, hop)
  const blame = blameOf(trace)
  if (!blame || isSuccess(trace.verdict.seen) || told.steps.includes(blame.step)) return told
  if (hop.device !== blame.hop.device || !isBlamed(trace, detail, hop, blame)) return told
  const isOfOther = blame.step.settingAt !== undefined
  return { ...told, steps: isOfOther ? [...told.steps, blame.step] : [blame.step, ...told.steps] }
}

/**
 * How it went where playback stops at a hop; list, strip and canvas show the same. Bad is also where the verdict has
 * its reason, though the device did nothing wrong by its own lights (it answers with 404).
 */
export function toneAt(trace: Trace, detail: Detail, hop: Hop): Tone {
  const blame = isSuccess(trace.verdict.seen) ? undefined : blameOf(trace)
  return blame && isBlamed(trace, detail, hop, blame) ? 'bad' : toneOfHop(toldAt(trace, detail, hop))
}

/** What a sender does at its end of the journey where nothing came back to it. */
type GivenUp = 'waited' | 'at-once'

/** Whether a station is only that the sender noticed that nothing comes, and whether it waited for it. */
export function givenUpAt({ hops, stations, request }: Trace, index: number): GivenUp | undefined {
  const station = stations[index]
  if (station?.leg !== 'response' || station.device !== request.from) return undefined
  const own = station.hops.flatMap((id) => hops[id] ?? [])
  const [first] = own
  if (!first || own.some(({ packetIn, packetOut }) => packetIn ?? packetOut)) return undefined
  const before = first.cause === undefined ? undefined : hops[first.cause]
  return first.at > (before?.at ?? 0) ? 'waited' : 'at-once'
}
