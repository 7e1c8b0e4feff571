import type { Diagram } from '../model/diagram.ts'
import { compareIds, type Device, type DeviceId, type Link } from '../model/topology.ts'
import type { DeviceState, World } from '../model/world.ts'
import { onDocumentChange, type DocumentChange } from './document-store.ts'
import { getSession, loadRequest, patchSession, resetSession, type Gone, type Session } from './session-store.ts'

type Pair<T> = readonly [before: T | undefined, after: T | undefined]

/** What two versions of a record do not share, pair by pair. */
function changes<T>(before: Readonly<Record<string, T>>, after: Readonly<Record<string, T>>): Map<string, Pair<T>> {
  const found = new Map<string, Pair<T>>()
  if (before === after) return found
  for (const id of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (before[id] !== after[id]) found.set(id, [before[id], after[id]])
  }
  return found
}

const isRunning = (device: Device): boolean => device.power !== false && device.service !== false
const isOtherProgram = (a: Device, b: Device): boolean => a.program !== b.program || a.config !== b.config
/** What decides whether a check of it gets an answer, besides its program. */
const isOtherwiseReached = (a: Device, b: Device): boolean =>
  a.power !== b.power || a.service !== b.service || a.fault !== b.fault || a.filter !== b.filter

/** What a changed device still remembers: nothing without power, only its kernel's part after a restart. */
function stateAfter([before, after]: Pair<Device>, state: DeviceState): DeviceState | undefined {
  if (!before || !after || after.power === false) return undefined
  const restarts = isOtherProgram(before, after) || (isRunning(before) && !isRunning(after))
  return restarts ? { program: '', state: null, kernel: state.kernel } : state
}

/**
 * The world after an edit: editing a device restarts only its program's state, cutting its power clears it,
 * removing it forgets it.
 */
export function worldAfter(world: World, before: Diagram, after: Diagram): World {
  let states: Record<DeviceId, DeviceState> | undefined
  for (const [id, pair] of changes(before.devices, after.devices)) {
    const state = world.states[id]
    const next = state && stateAfter(pair, state)
    if (next === state) continue
    states ??= { ...world.states }
    if (next) states[id] = next
    else delete states[id]
  }
  return states ? { ...world, states } : world
}

/** Whether a health check could notice: power, service, a fault, a filter, a program or its settings, a cut cable. */
export function isNoticeable(before: Diagram, after: Diagram): boolean {
  const devices = changes<Device>(before.devices, after.devices)
  const links = changes<Link>(before.links, after.links)
  return (
    [...devices.values()].some(([a, b]) => a && b && (isOtherProgram(a, b) || isOtherwiseReached(a, b))) ||
    [...links.values()].some(([a, b]) => a && b && a.cut !== b.cut)
  )
}

function isSameDevice([a, b]: Pair<Device>): boolean {
  if (!a || !b) return false
  const other = new Map<string, unknown>(Object.entries({ ...b, position: a.position, name: a.name }))
  return Object.keys(b).every((key) => key in a) && Object.entries(a).every(([key, value]) => other.get(key) === value)
}

/** Whether packets could fare otherwise: anything but places, names and notes. */
export function isOtherNetwork(before: Diagram, after: Diagram): boolean {
  if (before.links !== after.links) return true
  const zones = [...changes(before.zones, after.zones).values()]
  if (zones.some(([a, b]) => !a || !b || a.cidr !== b.cidr || a.exposure !== b.exposure)) return true
  return [...changes(before.devices, after.devices).values()].some((pair) => !isSameDevice(pair))
}

const exists = (diagram: Diagram, id: string): boolean =>
  id in diagram.devices || id in diagram.links || id in diagram.zones || id in diagram.notes

/** The records with what `after` lacks of `before`. */
function withLost<T>(
  lost: Readonly<Record<string, T>>,
  before: Readonly<Record<string, T>>,
  after: Readonly<Record<string, T>>,
): Readonly<Record<string, T>> {
  if (before === after) return lost
  const missing = Object.entries(before).filter(([id]) => !(id in after))
  return missing.length === 0 ? lost : { ...lost, ...Object.fromEntries(missing) }
}

/** What is gone after an edit too, as it was last. */
function goneAfter(gone: Gone, before: Diagram, after: Diagram): Gone {
  const devices = withLost(gone.devices, before.devices, after.devices)
  const links = withLost(gone.links, before.links, after.links)
  const zones = withLost(gone.zones, before.zones, after.zones)
  const isSame = devices === gone.devices && links === gone.links && zones === gone.zones
  return isSame ? gone : { devices, links, zones }
}

/** What the session makes of a change of the document. */
function sessionAfter(change: DocumentChange & { type: 'changed' }, session: Session): Partial<Session> {
  const { before, diagram } = change
  const selection = session.selection.filter((id) => exists(diagram, id))
  const { connecting } = session
  return {
    world: worldAfter(session.world, before, diagram),
    gone: session.trace ? goneAfter(session.gone, before, diagram) : session.gone,
    unsettled: session.unsettled || isNoticeable(before, diagram),
    stale: session.trace !== undefined && (session.stale || isOtherNetwork(before, diagram)),
    selection: selection.length === session.selection.length ? session.selection : selection,
    connecting: connecting !== undefined && diagram.devices[connecting] ? connecting : undefined,
  }
}

/** Another diagram: nothing of the last one's journey is left, and its first scenario stands in the request bar. */
function begin(diagram: Diagram): void {
  resetSession()
  const [first] = Object.values(diagram.scenarios).toSorted((a, b) => compareIds(a.id, b.id))
  loadRequest(first?.request)
}

/** Keeps the session true to the document. Returns how to stop. */
export function followDocument(): () => void {
  return onDocumentChange((change) => {
    if (change.type === 'opened') begin(change.diagram)
    else patchSession(sessionAfter(change, getSession()))
  })
}
