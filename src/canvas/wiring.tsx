import { useReactFlow, type ConnectionLineComponentProps, type FinalConnectionState } from '@xyflow/react'
import { useCallback } from 'react'
import { useT } from '../i18n/use-t.tsx'
import type { Point, Topology } from '../model/topology.ts'
import { linkPath } from '../picture/edge-path.ts'
import { cardRect, contains, grow, zoneAt } from '../picture/geometry.ts'
import { routeBetween } from '../picture/route.ts'
import { getDiagram } from '../store/document-store.ts'
import { getSession, holdWhilePlaying, setConnecting } from '../store/session-store.ts'
import { connect } from './actions.ts'
import { setChosen } from './canvas-store.ts'
import type { FlowNode } from './to-flow.ts'

/** How near to a card a cable must be let go to reach it. */
const reach = 10

/** A dragged cable that is let go after less than this many pixels was a click on the handle. */
const clickDistance = 6

type Target = { readonly device: string } | { readonly zone: string }

/** The device at a point, else the zone, as the end of a cable from `from`. */
function targetAt(topology: Topology, point: Point, from: string): Target | undefined {
  const device = Object.values(topology.devices).find(
    (each) => each.id !== from && contains(grow(cardRect(each), reach), point),
  )
  if (device) return { device: device.id }
  const zone = zoneAt(topology.zones, point)
  // A cable let go beside its own card, in its own zone, was not meant for the zone.
  return zone && topology.devices[from]?.zone !== zone.id ? { zone: zone.id } : undefined
}

/** Wiring by dragging from a handle: anywhere on a card or zone counts as there. */
export function useWiring() {
  const t = useT()
  const { screenToFlowPosition } = useReactFlow()
  const onConnectEnd = useCallback(
    (event: MouseEvent | TouchEvent, { fromNode, from }: FinalConnectionState) => {
      const pointer = 'changedTouches' in event ? event.changedTouches[0] : event
      if (!fromNode || !pointer) return
      const point = screenToFlowPosition({ x: pointer.clientX, y: pointer.clientY }, { snapToGrid: false })
      const target = targetAt(getDiagram(), point, fromNode.id)
      if (target) connect(fromNode.id, target, t)
      else if (from && Math.hypot(point.x - from.x, point.y - from.y) < clickDistance) setConnecting(fromNode.id)
    },
    [t, screenToFlowPosition],
  )
  /** A click chooses; while wiring by two clicks, it is the second. */
  const onNodeClick = useCallback(
    (_: unknown, node: FlowNode) => {
      setChosen(node.id)
      holdWhilePlaying()
      const { connecting } = getSession()
      if (connecting === undefined || connecting === node.id) return
      if (node.type === 'device') connect(connecting, { device: node.id }, t)
      else if (node.type === 'zone') connect(connecting, { zone: node.id }, t)
    },
    [t],
  )
  /** Inside a zone, its ground is the canvas: a click there means the zone. */
  const onPaneClick = useCallback(
    (event: { readonly clientX: number; readonly clientY: number }) => {
      const { connecting } = getSession()
      if (connecting === undefined) return
      const point = screenToFlowPosition({ x: event.clientX, y: event.clientY }, { snapToGrid: false })
      const zone = zoneAt(getDiagram().zones, point)
      if (zone) connect(connecting, { zone: zone.id }, t)
      else setConnecting(undefined)
    },
    [t, screenToFlowPosition],
  )
  return { onConnectEnd, onNodeClick, onPaneClick }
}

/** The cable on its way from a handle to the pointer, laid as it will lie. */
export function ConnectionLine({ fromNode, toX, toY }: ConnectionLineComponentProps<FlowNode>) {
  const { devices } = getDiagram()
  const from = devices[fromNode.id]
  if (!from) return null
  const target = targetAt(getDiagram(), { x: toX, y: toY }, from.id)
  const device = target && 'device' in target ? devices[target.device] : undefined
  const end = device ? cardRect(device) : { x: toX, y: toY, width: 0, height: 0 }
  return <path className="cable-draft" d={linkPath(routeBetween(cardRect(from), end)).d} />
}
