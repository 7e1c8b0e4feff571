import type { EdgeChange, NodeChange } from '@xyflow/react'
import type { Topology } from '../model/topology.ts'
import type { Rect } from '../picture/geometry.ts'
import { placeOf } from './moves.ts'
import { noPlaces, type FlowEdge, type FlowNode, type Places } from './to-flow.ts'

/** What a batch of React Flow's changes means for us. */
export type Gesture =
  | { readonly type: 'none' }
  /** Things are being moved, or were moved by one key stroke or at the end of a drag. */
  | { readonly type: 'moving' | 'moved'; readonly dragged: Places }
  /** A zone or note is being resized; its end is told to the node itself. */
  | { readonly type: 'resizing'; readonly places: Places }
  | { readonly type: 'resized' }

/** Measured sizes do not matter: every size is known. */
export function gestureOf(changes: readonly NodeChange<FlowNode>[], topology: Topology, places: Places): Gesture {
  if (changes.some((change) => change.type === 'dimensions' && change.resizing === false)) return { type: 'resized' }
  const resized = new Map<string, Rect>()
  const dragged = new Map<string, Rect>()
  let isMoving = false
  for (const change of changes) {
    if (change.type !== 'position' && change.type !== 'dimensions') continue
    if (change.type === 'position' && change.position && change.dragging !== undefined) {
      const place = placeOf(topology, noPlaces, change.id)
      if (place) dragged.set(change.id, { ...place, ...change.position })
      isMoving ||= change.dragging
      continue
    }
    const place = resized.get(change.id) ?? placeOf(topology, places, change.id)
    if (!place) continue
    if (change.type === 'position' && change.position) resized.set(change.id, { ...place, ...change.position })
    if (change.type === 'dimensions' && change.resizing && change.dimensions) {
      resized.set(change.id, { ...place, ...change.dimensions })
    }
  }
  if (dragged.size > 0) return { type: isMoving ? 'moving' : 'moved', dragged }
  return resized.size > 0 ? { type: 'resizing', places: resized } : { type: 'none' }
}

/** The selection after some changes, or undefined where they say nothing about it. */
export function selectionAfter(
  selection: readonly string[],
  changes: readonly (NodeChange<FlowNode> | EdgeChange<FlowEdge>)[],
): readonly string[] | undefined {
  const said = changes.filter((change) => change.type === 'select')
  if (said.length === 0) return undefined
  const next = new Set(selection)
  for (const { id, selected } of said) {
    if (selected) next.add(id)
    else next.delete(id)
  }
  return [...next]
}
