import { useMemo } from 'react'
import type { ScheduleItem } from '../engine/simulate.ts'
import { kindOf } from '../kinds/registry.ts'
import type { Diagram } from '../model/diagram.ts'
import type { Request } from '../model/request.ts'
import { compareIds, type DeviceId, type Topology } from '../model/topology.ts'
import type { Hop } from '../model/trace.ts'
import { definitionOf } from '../programs/definitions.ts'
import { isFormat } from '../protocols/fields/formats.ts'
import { topologyOf } from './analysis.ts'
import { getDiagram, useDocument } from './document-store.ts'
import { engineFor, fetchEngine } from './engine.ts'
import { followDocument } from './follow-document.ts'
import { last, play } from './playback.ts'
import {
  getSession,
  nothingGone,
  patchSession,
  releaseInspector,
  setPlayback,
  useSession,
  type Lacking,
  type RequestDraft,
  type Session,
} from './session-store.ts'

followDocument()

/**
 * Virtual ms that pass before a request that follows an edit of power, service, fault, cable or settings: the
 * person needed a moment too, health checks notice what changed, and what failed before is tried again: nginx counts
 * `fail_timeout` (10 s) in whole seconds and waits for more than that (ngx_http_upstream_round_robin.c). The clock
 * beside Send shows it.
 */
export const settleMs = 12_000

/** Which device sends: the one that was chosen, else the first one made for it, else the first that can. */
export function senderOf(diagram: Diagram, request: RequestDraft): DeviceId | undefined {
  if (request.from !== undefined && diagram.devices[request.from]) return request.from
  const senders = Object.values(diagram.devices)
    .filter((device) => definitionOf(device.program.id)?.sends)
    .toSorted((a, b) => compareIds(a.id, b.id))
  return (senders.find(({ kind }) => kindOf(kind)?.category === 'access') ?? senders[0])?.id
}

/** The device that sends what stands in the request bar; `undefined` where none could. */
export function useSender(): DeviceId | undefined {
  const request = useSession(selectRequest)
  return useDocument((diagram) => senderOf(diagram, request))
}

/** Whether the page that the request comes from is given, and given wrong; the address bar belongs to no page. */
const isOriginWrong = ({ initiator = 'address-bar', pageOrigin }: RequestDraft): boolean =>
  initiator !== 'address-bar' && pageOrigin !== undefined && !isFormat('origin', pageOrigin)

/** The request as it would be sent now, or what it lacks. */
function requestToSend(): Request | Lacking {
  const { request } = getSession()
  const from = senderOf(getDiagram(), request)
  if (from === undefined) return { what: 'sender' }
  if (request.url.trim() === '') return { what: 'url' }
  return isOriginWrong(request) ? { what: 'origin' } : { ...request, type: 'http', from }
}

/** What a Send must wait for now, and what was sent meanwhile. */
const holds = new Set<() => void>()
let held: SendOptions | undefined

/** Holds back what is sent until the function that is returned is called; hears each time that something is sent. */
export function holdSends(onHeld: () => void = () => undefined): () => void {
  holds.add(onHeld)
  return () => {
    if (!holds.delete(onHeld)) return
    const options = holds.size === 0 ? held : undefined
    if (!options) return
    held = undefined
    send(options)
  }
}

/**
 * Opens a diagram. What is sent before it is there waits for it: with the diagram before, its journey would be gone
 * in a moment.
 */
export async function whileOpening<R>(open: () => Promise<R>): Promise<R> {
  const release = holdSends()
  try {
    return await open()
  } finally {
    release()
  }
}

interface SendOptions {
  readonly autoplay?: boolean
}

/**
 * Sends what stands in the request bar, from the world as the last journey left it, and shows the journey.
 * Where something is lacking, the request bar asks for it. `autoplay: false` (reduced motion) leaves it standing before its first stop.
 */
export function send({ autoplay = true }: SendOptions = {}): void {
  if (holds.size > 0) {
    held = { autoplay }
    for (const onHeld of holds) onHeld()
    return
  }
  const request = requestToSend()
  if ('what' in request) {
    patchSession({ lacking: request })
    return
  }
  const topology = topologyOf(getDiagram())
  const engine = engineFor(topology)
  if (!engine) {
    held = { autoplay }
    void sendHeldWith(topology)
    return
  }
  const { world, unsettled, settles, repeat } = getSession()
  const at = unsettled && settles ? settleMs : 0
  const wait: ScheduleItem[] = at > 0 ? [{ type: 'wait', at: 0, ms: at }] : []
  const requests = Array.from({ length: repeat.count }, (_, index): ScheduleItem => {
    return { type: 'request', at: at + index * repeat.everyMs, request }
  })
  const { traces, world: next } = engine.simulate(topology, [...wait, ...requests], world)
  const told = traces.map((one) => engine.withSkippedStations(topology, one))
  const batch = told.length > 1 ? told : []
  const passed = at > 0 ? { ms: at } : undefined
  patchSession({
    trace: told[0],
    gone: nothingGone,
    batch,
    world: next,
    passed,
    unsettled: false,
    stale: false,
    dock: 'journey',
  })
  setPlayback({ hop: undefined, playing: false })
  releaseInspector()
  if (autoplay) play()
}

/** Sends what is held once everything is there that it takes; where that cannot be fetched, nothing is sent. */
async function sendHeldWith(topology: Topology): Promise<void> {
  const release = holdSends()
  try {
    await fetchEngine(topology)
  } catch (error) {
    held = undefined
    throw error
  } finally {
    release()
  }
}

/** Shows another journey of the last Send, at its end. */
export function showOfBatch(index: number): void {
  const trace = getSession().batch[index]
  if (!trace) return
  patchSession({ trace })
  setPlayback({ hop: undefined, playing: false })
  last()
}

/** Takes the journey off the screen; the world stays as it left it. */
export function closeJourney(): void {
  setPlayback({ hop: undefined, playing: false })
  patchSession({ trace: undefined, gone: nothingGone, batch: [], stale: false })
}

const selectRequest = (session: Session) => session.request
const selectHop = ({ trace, playback }: Session): Hop | undefined =>
  playback.hop === undefined ? undefined : trace?.hops[playback.hop]

/** The hop that playback shows. */
export const useActiveHop = (): Hop | undefined => useSession(selectHop)

/** Whether playback shows a hop at this device. */
export function useIsActiveDevice(id: DeviceId): boolean {
  const selector = useMemo(() => (session: Session) => selectHop(session)?.device === id, [id])
  return useSession(selector)
}
