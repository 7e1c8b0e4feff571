import { describe, expect, it } from 'vitest'
import type { Topology } from '../model/topology.ts'
import { placedDevice } from '../testing/placed-device.ts'
import { noPlaces, toEdges, toNodes, type FlowInput } from './to-flow.ts'

const device = (id: string, x: number) => placedDevice(id, { x, y: 0 })
const zone = (id: string, width: number) => ({
  id,
  name: id,
  exposure: 'private' as const,
  position: { x: 0, y: 0 },
  size: { width, height: 200 },
})

const topology: Topology = {
  devices: { d1: device('d1', 0), d2: device('d2', 300) },
  links: { l1: { id: 'l1', from: 'd1', to: 'd2' }, l2: { id: 'l2', from: 'd1', to: 'd9' } },
  zones: { z1: zone('z1', 300), z2: zone('z2', 900) },
  notes: {},
}
const labels: FlowInput['labels'] = {
  device: ({ name }) => name,
  zone: ({ name }) => name,
  note: ({ text }) => text,
  link: (from, to) => `${from.name} to ${to.name}`,
  roles: {
    device: { 'aria-roledescription': 'device' },
    zone: { 'aria-roledescription': 'zone' },
    note: { 'aria-roledescription': 'note' },
    link: { 'aria-roledescription': 'cable' },
  },
}
const input: FlowInput = { topology, selection: new Set(), places: noPlaces, labels }
const byId = (nodes: ReturnType<typeof toNodes>, id: string) => nodes.find((node) => node.id === id)

describe('the diagram for React Flow', () => {
  it('keeps the node of a device that has not changed', () => {
    const before = toNodes(input, [])
    const moved = { ...topology, devices: { ...topology.devices, d2: device('d2', 400) } }
    const after = toNodes({ ...input, topology: moved }, before)
    expect(byId(after, 'd1')).toBe(byId(before, 'd1'))
    expect(byId(after, 'd2')).not.toBe(byId(before, 'd2'))
    expect(byId(after, 'd2')?.position).toEqual({ x: 400, y: 0 })
  })

  it('draws a selected device anew, and no other', () => {
    const before = toNodes(input, [])
    const after = toNodes({ ...input, selection: new Set(['d1']) }, before)
    expect(after.filter((node, index) => node !== before[index]).map(({ id }) => id)).toEqual(['d1'])
  })

  it('lays a small zone above a large one, so that it can be grasped', () => {
    const nodes = toNodes(input, [])
    expect(byId(nodes, 'z1')?.zIndex).toBeGreaterThan(byId(nodes, 'z2')?.zIndex ?? 0)
  })

  it('shows a dragged thing where it is dragged', () => {
    const places = new Map([['d1', { x: 50, y: 60, width: 186, height: 58 }]])
    expect(byId(toNodes({ ...input, places }, []), 'd1')?.position).toEqual({ x: 50, y: 60 })
  })

  it('leaves out a cable with a missing end, and keeps the others’ edges', () => {
    const before = toEdges(input, [])
    expect(before.map(({ id, ariaLabel }) => [id, ariaLabel])).toEqual([['l1', 'd1 to d2']])
    expect(toEdges({ ...input, selection: new Set(['d1']) }, before)[0]).toBe(before[0])
    expect(toEdges({ ...input, selection: new Set(['l1']) }, before)[0]).not.toBe(before[0])
  })
})
