import { describe, expect, it } from 'vitest'
import { emptyTopology, type Topology } from '../model/topology.ts'
import { gestureOf, selectionAfter } from './node-changes.ts'
import { noPlaces } from './to-flow.ts'

const topology: Topology = {
  ...emptyTopology,
  zones: {
    z1: { id: 'z1', name: '', exposure: 'dmz', position: { x: 0, y: 0 }, size: { width: 300, height: 200 } },
  },
}

describe('React Flow’s changes', () => {
  it('a drag goes on, then is over', () => {
    const change = { id: 'z1', type: 'position' as const, position: { x: 8, y: 0 } }
    const dragged = new Map([['z1', { x: 8, y: 0, width: 300, height: 200 }]])
    expect(gestureOf([{ ...change, dragging: true }], topology, noPlaces)).toEqual({ type: 'moving', dragged })
    expect(gestureOf([{ ...change, dragging: false }], topology, noPlaces)).toEqual({ type: 'moved', dragged })
  })

  it('resizing from the left moves and widens in one', () => {
    const gesture = gestureOf(
      [
        { id: 'z1', type: 'position', position: { x: -20, y: 0 } },
        { id: 'z1', type: 'dimensions', dimensions: { width: 320, height: 200 }, resizing: true },
      ],
      topology,
      noPlaces,
    )
    expect(gesture).toEqual({ type: 'resizing', places: new Map([['z1', { x: -20, y: 0, width: 320, height: 200 }]]) })
  })

  it('measuring changes nothing', () => {
    const measured = { id: 'z1', type: 'dimensions' as const, dimensions: { width: 299, height: 200 } }
    expect(gestureOf([measured], topology, noPlaces)).toEqual({ type: 'none' })
  })

  it('things that are gone are not moved', () => {
    const change = { id: 'd9', type: 'position' as const, position: { x: 8, y: 0 }, dragging: false }
    expect(gestureOf([change], topology, noPlaces)).toEqual({ type: 'none' })
  })

  it('the selection follows what is said about it, and nothing else', () => {
    expect(selectionAfter(['a'], [])).toBeUndefined()
    const changes = [
      { id: 'a', type: 'select' as const, selected: false },
      { id: 'b', type: 'select' as const, selected: true },
    ]
    expect(selectionAfter(['a', 'c'], changes)).toEqual(['c', 'b'])
  })
})
