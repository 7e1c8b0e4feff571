import { adopt, own, sharing } from '../../lib/copying.ts'
import type { Flow } from '../../model/packet.ts'

/** A tracked flow: how its packets look on either side, as they come in here. */
// A type, not an interface: only types are known to be plain JSON.
export type Tracked = {
  /** As its first packet came in. */
  original: FlowData
  /** As its answers come in: the translated destination answers to the translated source. */
  reply: FlowData
  /** Settings that translated the destination and the source. */
  destinationBy: string | null
  sourceBy: string | null
  /** The rule that let its first packet through; `null`: it was the policy, or it has not got there yet. */
  admittedBy: { number: number; name: string | null; chain?: string } | null
  /** Its first packet got through; until then it counts for nothing. */
  confirmed: boolean
  replied: boolean
  /** Ended by RST or FIN: a new SYN begins anew. */
  closed: boolean
  /** Virtual ms at which it is forgotten. */
  due: number
  /** What a rule has marked it with (`ct mark`). */
  mark?: number
}

export type FlowData = {
  protocol: Flow['protocol']
  source: string
  sourcePort: number
  destination: string
  destinationPort: number
}

/**
 * The table and its indexes, on small shelves: a copy for the next run shares all of them but those that the run
 * touches. `forth` and `back` name a flow by how its packets look before and after translation.
 */
export type Table = {
  next: number
  /** By number: shelf, then place on it. */
  flows: { [shelf: number]: { [place: number]: Tracked } }
  forth: Index
  back: Index
  /** Virtual ms of the next search for what is due. */
  sweepAt: number
}

type Index = { [shelf: number]: { [key: string]: number } }

export const emptyTable = (): Table => ({ next: 1, flows: {}, forth: {}, back: {}, sweepAt: 0 })

/** A copy to be changed; it costs as much as is changed in it, however many flows there are. */
export function copyTable(table: Table): Table {
  const { flows, forth, back } = table
  return sharing({ ...table, flows: { ...flows }, forth: { ...forth }, back: { ...back } })
}

/** Flows that came one after the other stand together. */
const places = 32
/** Hosts count their ports up, so neighbours in time stand on different shelves of an index. */
const indexShelves = 1024

const shelfOf = (id: number): number => Math.floor(id / places)

/** The same flow as its answers look. */
export function inverse({ protocol, source, sourcePort, destination, destinationPort }: Flow): FlowData {
  return {
    protocol,
    source: destination,
    sourcePort: destinationPort,
    destination: source,
    destinationPort: sourcePort,
  }
}

const keyOf = ({ protocol, source, sourcePort, destination, destinationPort }: Flow): string =>
  `${protocol} ${source} ${sourcePort} ${destination} ${destinationPort}`

/** The larger of both ports is the one that a host has counted up to, in either direction. */
const indexShelfOf = ({ sourcePort, destinationPort }: Flow): number =>
  Math.max(sourcePort, destinationPort) % indexShelves

const lookUp = (index: Index, flow: Flow): number | undefined => index[indexShelfOf(flow)]?.[keyOf(flow)]

/** The number of the flow that packets like this belong to, and in which direction they travel. */
export function seek(table: Table, flow: Flow): { id: number; direction: 'original' | 'reply' } | undefined {
  const forth = lookUp(table.forth, flow)
  if (forth !== undefined) return { id: forth, direction: 'original' }
  const back = lookUp(table.back, flow)
  return back === undefined ? undefined : { id: back, direction: 'reply' }
}

/** Whether answers that look like this already belong to another flow. */
export function isTaken(table: Table, reply: Flow, id: number): boolean {
  const owner = lookUp(table.back, reply)
  return owner !== undefined && owner !== id
}

/** A flow, to be changed. */
export function flowAt(table: Table, id: number): Tracked | undefined {
  const shelf = own(table, table.flows, shelfOf(id))
  return shelf && own(table, shelf, id % places)
}

/** All flows, only to be read, in the order in which they began. */
export const flowsOf = ({ flows }: Table): readonly Tracked[] =>
  Object.values(flows).flatMap((shelf) => Object.values(shelf))

export function add(table: Table, flow: Tracked): number {
  const id = table.next++
  const shelf =
    own(table, table.flows, shelfOf(id)) ?? (table.flows[shelfOf(id)] = adopt<Record<number, Tracked>>(table, {}))
  shelf[id % places] = adopt(table, flow)
  enter(table, id, flow)
  return id
}

export function forget(table: Table, id: number): void {
  const shelf = own(table, table.flows, shelfOf(id))
  const flow = shelf?.[id % places]
  if (!shelf || !flow) return
  unindex(table, id, flow)
  delete shelf[id % places]
  if (isEmpty(shelf)) delete table.flows[shelfOf(id)]
}

/** Forgets every flow whose time is over. */
export function forgetDue(table: Table, now: number): void {
  for (const [shelf, held] of Object.entries(table.flows)) {
    for (const [place, { due }] of Object.entries(held)) {
      if (due <= now) forget(table, Number(shelf) * places + Number(place))
    }
  }
}

/** Writes what a translation changed into the flow, so that both directions are found again. */
export function retarget(table: Table, id: number, flow: Tracked, reply: Partial<FlowData>): void {
  unindex(table, id, flow)
  flow.reply = { ...flow.reply, ...reply }
  enter(table, id, flow)
}

/** Between the hooks a packet has its new destination and still its old source. */
const between = ({ original, reply }: Tracked): FlowData => ({
  ...original,
  destination: reply.source,
  destinationPort: reply.sourcePort,
})

/** How a flow's packets may look, as they go forth and as they come back. */
const forthOf = (flow: Tracked): readonly FlowData[] => [flow.original, between(flow), inverse(flow.reply)]
const backOf = (flow: Tracked): readonly FlowData[] => [flow.reply, inverse(between(flow)), inverse(flow.original)]

function enter(table: Table, id: number, flow: Tracked): void {
  for (const one of forthOf(flow)) put(table, table.forth, one, id)
  for (const one of backOf(flow)) if (lookUp(table.back, one) === undefined) put(table, table.back, one, id)
}

function unindex(table: Table, id: number, flow: Tracked): void {
  for (const one of forthOf(flow)) drop(table, table.forth, one, id)
  for (const one of backOf(flow)) drop(table, table.back, one, id)
}

function put(table: Table, index: Index, flow: Flow, id: number): void {
  const at = indexShelfOf(flow)
  const shelf = own(table, index, at) ?? (index[at] = adopt<Record<string, number>>(table, {}))
  shelf[keyOf(flow)] = id
}

function drop(table: Table, index: Index, flow: Flow, id: number): void {
  if (lookUp(index, flow) !== id) return
  const at = indexShelfOf(flow)
  const shelf = own(table, index, at)
  if (!shelf) return
  delete shelf[keyOf(flow)]
  if (isEmpty(shelf)) delete index[at]
}

const isEmpty = (shelf: object): boolean => {
  for (const _ in shelf) return false
  return true
}
