import type { Edge, Node, NodeHandle } from '@xyflow/react'
import { Position } from '@xyflow/react'
import type { Device, Link, Note, Point, Topology, Zone } from '../model/topology.ts'
import { card, cardRect, noteRect, zoneRect, type Rect } from '../picture/geometry.ts'
import { anchorOf, sides, type Side } from '../picture/route.ts'

type Nothing = Record<string, never>
export type FlowNode = Node<Nothing, 'device' | 'zone' | 'note'>
export type FlowEdge = Edge<Nothing, 'link'>

/** What lies upon what. Zones have 0 … 99 by size, so that a zone inside another one can be grasped. */
export const layerOf = { link: 100, travelled: 101, note: 110, device: 120, sentence: 130, packet: 131 } as const

/** Where things are while they are dragged or resized, before the document knows. */
export type Places = ReadonlyMap<string, Rect>
export const noPlaces: Places = new Map()

export interface FlowInput {
  readonly topology: Topology
  readonly selection: ReadonlySet<string>
  readonly places: Places
  /** What a screen reader calls a node or a cable. */
  readonly labels: FlowLabels
}

export interface FlowLabels {
  readonly device: (device: Device) => string
  readonly zone: (zone: Zone) => string
  readonly note: (note: Note) => string
  readonly link: (from: Device, to: Device) => string
  /** What each of them is. */
  readonly roles: Readonly<Record<'device' | 'zone' | 'note' | 'link', Role>>
}

interface Role {
  readonly 'aria-roledescription': string
}

const data: Nothing = {}

export const positions: Readonly<Record<Side, Position>> = {
  top: Position.Top,
  right: Position.Right,
  bottom: Position.Bottom,
  left: Position.Left,
}

/** Handles are known before anything is measured, so that cables to cards out of sight are there at once. */
const deviceHandles: NodeHandle[] = sides.map((side) => {
  const { x, y } = anchorOf({ x: 0, y: 0, width: card.width, height: card.height }, side)
  return { id: side, type: 'source', position: positions[side], x, y, width: 1, height: 1 }
})
const noHandles: NodeHandle[] = []

/** React Flow's nodes; one that has not changed keeps its object, so that its card is not drawn again. */
export function toNodes(input: FlowInput, previous: readonly FlowNode[]): FlowNode[] {
  const { topology, labels, places } = input
  const known = new Map(previous.map((node) => [node.id, node]))
  const zones = Object.values(topology.zones).toSorted((a, b) => areaOf(b) - areaOf(a))
  const wanted: FlowNode[] = [
    ...zones.map((zone, index) => ({
      ...nodeOf(zone.id, 'zone', places.get(zone.id) ?? zoneRect(zone), input),
      dragHandle: '.zone-grip',
      zIndex: Math.min(index, 99),
      ariaLabel: labels.zone(zone),
    })),
    ...Object.values(topology.notes).map((note) => ({
      ...nodeOf(note.id, 'note', places.get(note.id) ?? noteRect(note), input),
      zIndex: layerOf.note,
      ariaLabel: labels.note(note),
    })),
    ...Object.values(topology.devices).map((device) => ({
      ...nodeOf(device.id, 'device', places.get(device.id) ?? cardRect(device), input),
      handles: deviceHandles,
      zIndex: layerOf.device,
      ariaLabel: labels.device(device),
    })),
  ]
  return wanted.map((node) => kept(known.get(node.id), node))
}

const areaOf = ({ size }: Zone): number => size.width * size.height

function nodeOf(id: string, type: NonNullable<FlowNode['type']>, rect: Rect, input: FlowInput): FlowNode {
  const { x, y, width, height } = rect
  return {
    id,
    type,
    data,
    position: { x, y },
    width,
    height,
    measured: { width, height },
    handles: noHandles,
    selected: input.selection.has(id),
    domAttributes: input.labels.roles[type],
  }
}

function kept(old: FlowNode | undefined, node: FlowNode): FlowNode {
  if (!old) return node
  const isSame =
    old.type === node.type &&
    isSamePoint(old.position, node.position) &&
    old.width === node.width &&
    old.height === node.height &&
    old.selected === node.selected &&
    old.zIndex === node.zIndex &&
    old.ariaLabel === node.ariaLabel &&
    old.domAttributes === node.domAttributes
  return isSame ? old : node
}

const isSamePoint = (a: Point, b: Point): boolean => a.x === b.x && a.y === b.y

/** React Flow's edges, for the cables whose two ends exist; one that has not changed keeps its object. */
export function toEdges({ topology, selection, labels }: FlowInput, previous: readonly FlowEdge[]): FlowEdge[] {
  const known = new Map(previous.map((edge) => [edge.id, edge]))
  return Object.values(topology.links).flatMap((link) => {
    const edge = edgeOf(link, topology, selection.has(link.id), labels)
    if (!edge) return []
    const old = known.get(link.id)
    const isSame =
      old?.source === edge.source &&
      old.target === edge.target &&
      old.selected === edge.selected &&
      old.ariaLabel === edge.ariaLabel &&
      old.domAttributes === edge.domAttributes
    return [old && isSame ? old : edge]
  })
}

function edgeOf(link: Link, { devices }: Topology, selected: boolean, labels: FlowLabels): FlowEdge | undefined {
  const [from, to] = [devices[link.from], devices[link.to]]
  if (!from || !to) return undefined
  return {
    id: link.id,
    type: 'link',
    data,
    source: link.from,
    target: link.to,
    selected,
    zIndex: layerOf.link,
    ariaLabel: labels.link(from, to),
    domAttributes: labels.roles.link,
  }
}
