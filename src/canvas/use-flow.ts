import type { EdgeChange, NodeChange } from '@xyflow/react'
import { useCallback, useLayoutEffect, useMemo, useState } from 'react'
import { useCatalogue, useT } from '../i18n/use-t.tsx'
import type { Diagram } from '../model/diagram.ts'
import type { Topology } from '../model/topology.ts'
import { pathsOf, type Drawing, type LinkPaths } from '../picture/links.ts'
import { moveItems } from '../store/commands/move.ts'
import { commit, getDiagram, useDocument } from '../store/document-store.ts'
import { labels as commandLabels } from '../store/labels.ts'
import { getSession, holdWhilePlaying, select, useSession, type Session } from '../store/session-store.ts'
import { remove } from './actions.ts'
import { setChosen, setOver, setPaths } from './canvas-store.ts'
import { carried, movesOf, zoneBelow } from './moves.ts'
import { gestureOf, selectionAfter } from './node-changes.ts'
import {
  noPlaces,
  toEdges,
  toNodes,
  type FlowEdge,
  type FlowInput,
  type FlowLabels,
  type FlowNode,
  type Places,
} from './to-flow.ts'

const selectDevices = ({ devices }: Diagram) => devices
const selectLinks = ({ links }: Diagram) => links
const selectZones = ({ zones }: Diagram) => zones
const selectNotes = ({ notes }: Diagram) => notes
const selectSelection = ({ selection }: Session) => selection

function useTopology(): Topology {
  const devices = useDocument(selectDevices)
  const links = useDocument(selectLinks)
  const zones = useDocument(selectZones)
  const notes = useDocument(selectNotes)
  return useMemo(() => ({ devices, links, zones, notes }), [devices, links, zones, notes])
}

function useLabels(): FlowLabels {
  const t = useT()
  const catalogue = useCatalogue()
  return useMemo(
    () => ({
      device: ({ name, kind }) => t('canvas.device', { name, kind: catalogue[`${kind}.name`] ?? kind }),
      zone: ({ name }) => t('canvas.zone', { name }),
      note: ({ text }) => t('canvas.note', { text }),
      link: (from, to) => t('canvas.link', { from: from.name, to: to.name }),
      roles: {
        device: { 'aria-roledescription': t('canvas.role.device') },
        zone: { 'aria-roledescription': t('canvas.role.zone') },
        note: { 'aria-roledescription': t('canvas.role.note') },
        link: { 'aria-roledescription': t('canvas.role.link') },
      },
    }),
    [t, catalogue],
  )
}

/** The diagram as React Flow wants it, and what becomes of React Flow's changes. */
export function useFlow() {
  const topology = useTopology()
  const selection = useSession(selectSelection)
  const labels = useLabels()
  const [places, setPlaces] = useState<Places>(noPlaces)
  const [nodesOf] = useState(() => keeping<FlowInput, FlowNode[]>(toNodes, []))
  const [edgesOf] = useState(() => keeping<FlowInput, FlowEdge[]>(toEdges, []))
  const input = useMemo(
    () => ({ topology, selection: new Set(selection), places, labels }),
    [topology, selection, places, labels],
  )
  const nodes = useMemo(() => nodesOf(input), [input, nodesOf])
  const edges = useMemo(() => edgesOf(input), [input, edgesOf])
  useLinkPaths(topology, places)

  const onNodesChange = useCallback(
    (changes: NodeChange<FlowNode>[]) => {
      const diagram = getDiagram()
      const gesture = gestureOf(changes, diagram, places)
      if (gesture.type === 'moving') {
        const now = carried(diagram, gesture.dragged)
        setPlaces(now)
        setOver(zoneBelow(diagram, now))
      } else if (gesture.type === 'resizing') setPlaces(gesture.places)
      else if (gesture.type !== 'none') {
        setPlaces(noPlaces)
        setOver(undefined)
        // Key strokes come without a drag before them; many of them are one undo.
        if (gesture.type === 'moved') commitMoves(gesture.dragged, places === noPlaces)
      }
      selectBy(changes)
    },
    [places],
  )
  return { nodes, edges, onNodesChange, onEdgesChange: selectBy, onDelete }
}

/** Derives again with what it derived before at hand, so that unchanged parts stay the same objects. */
function keeping<I, R>(derive: (input: I, previous: R) => R, start: R): (input: I) => R {
  let last = start
  return (input) => (last = derive(input, last))
}

function selectBy(changes: readonly (NodeChange<FlowNode> | EdgeChange<FlowEdge>)[]): void {
  const selection = selectionAfter(getSession().selection, changes)
  if (!selection) return
  select(selection)
  // React Flow tells of what a person did; what follows the journey comes from elsewhere.
  const [only] = selection
  if (only === undefined) return
  holdWhilePlaying()
  if (selection.length === 1) setChosen(only)
}

function commitMoves(dragged: Places, isByKey: boolean): void {
  const moves = movesOf(getDiagram(), dragged)
  const merge = isByKey ? `nudge ${[...dragged.keys()].join(' ')}` : undefined
  commit(commandLabels.move(dragged.size), (draft) => moveItems(draft, moves), merge)
}

/** React Flow adds the cables of what is deleted; the command finds them itself, and counts what was chosen. */
function onDelete({ nodes, edges }: { readonly nodes: readonly FlowNode[]; readonly edges: readonly FlowEdge[] }) {
  const { selection } = getSession()
  remove([...nodes, ...edges].map(({ id }) => id).filter((id) => selection.includes(id)))
}

/** Lays the cables: all of them after an edit, only those of what is dragged while it is dragged. */
function useLinkPaths(topology: Topology, places: Places): void {
  const { devices, links, zones } = topology
  const [lay] = useState(() => keeping<Drawing, LinkPaths>(pathsOf, new Map()))
  const laid = useMemo(() => lay({ devices, links, zones }), [devices, links, zones, lay])
  useLayoutEffect(() => {
    setPaths(places === noPlaces ? laid : pathsWhile(topology, places, laid))
  }, [topology, places, laid])
}

function pathsWhile({ devices, links, zones }: Topology, places: Places, laid: LinkPaths): LinkPaths {
  const moved = Object.values(devices).map((device) => {
    const place = places.get(device.id)
    return [device.id, place ? { ...device, position: { x: place.x, y: place.y } } : device] as const
  })
  const touched = Object.values(links).filter(({ from, to }) => places.has(from) || places.has(to))
  return pathsOf({ devices: Object.fromEntries(moved), links, zones }, laid, new Set(touched.map(({ id }) => id)))
}
