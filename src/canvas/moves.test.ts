import { describe, expect, it } from 'vitest'
import type { Topology } from '../model/topology.ts'
import { card, cardRect, type Rect } from '../picture/geometry.ts'
import { placedDevice } from '../testing/placed-device.ts'
import { carried, membersAfterResize, movesOf, zoneBelow } from './moves.ts'

const device = (id: string, x: number, zone?: string) =>
  placedDevice(id, { x, y: 100 }, zone === undefined ? {} : { zone })
const zone = (id: string, x: number) => ({
  id,
  name: id,
  exposure: 'private' as const,
  position: { x, y: 0 },
  size: { width: 400, height: 300 },
})
const topology: Topology = {
  devices: { d1: device('d1', 50, 'z1'), d2: device('d2', 900), d3: device('d3', 1500, 'z2') },
  links: {},
  zones: { z1: zone('z1', 0), z2: zone('z2', 1400) },
  notes: { n1: { id: 'n1', text: '', position: { x: 0, y: 600 } } },
}
const at = (x: number, y: number): Rect => ({ x, y, width: card.width, height: card.height })
const drag = (id: string, rect: Rect) => new Map([[id, rect]])
const zoneTo = (x: number): Rect => ({ x, y: 0, width: 400, height: 300 })

describe('moving things', () => {
  it('a device that is dropped in a zone belongs to it', () => {
    expect(movesOf(topology, drag('d2', at(100, 50)))).toEqual([{ id: 'd2', position: { x: 100, y: 50 }, zone: 'z1' }])
  })

  it('a device that is dropped outside belongs to none', () => {
    expect(movesOf(topology, drag('d1', at(700, 50)))).toEqual([{ id: 'd1', position: { x: 700, y: 50 }, zone: null }])
  })

  it('a device that stays in its zone keeps it without a word', () => {
    expect(movesOf(topology, drag('d1', at(120, 50)))).toEqual([{ id: 'd1', position: { x: 120, y: 50 } }])
  })

  it('a zone carries what is in it', () => {
    const places = carried(topology, drag('z1', zoneTo(40)))
    expect(places.get('d1')).toEqual({ ...cardRect(device('d1', 90)) })
    expect(places.has('d2')).toBe(false)
  })

  it('a zone that is moved over a device takes it in', () => {
    expect(movesOf(topology, drag('z1', zoneTo(800)))).toEqual([
      { id: 'z1', position: { x: 800, y: 0 } },
      { id: 'd2', position: { x: 900, y: 100 }, zone: 'z1' },
    ])
  })

  it('a device that is dragged together with its zone stays its member', () => {
    const both = new Map([
      ['z1', zoneTo(40)],
      ['d1', at(90, 100)],
    ])
    expect(movesOf(topology, both)).toEqual([
      { id: 'z1', position: { x: 40, y: 0 } },
      { id: 'd1', position: { x: 90, y: 100 } },
    ])
  })

  it('a note has no zone', () => {
    expect(movesOf(topology, drag('n1', { x: 50, y: 50, width: 200, height: 64 }))).toEqual([
      { id: 'n1', position: { x: 50, y: 50 } },
    ])
  })

  it('the zone that would take in a device is known while it is dragged over it', () => {
    expect(zoneBelow(topology, drag('d2', at(100, 50)))).toBe('z1')
    expect(zoneBelow(topology, drag('d1', at(100, 50)))).toBeUndefined()
    expect(zoneBelow(topology, drag('d2', at(700, 50)))).toBeUndefined()
  })

  it('a zone that grows takes in, one that shrinks leaves out, and nobody moves', () => {
    expect(membersAfterResize(topology, 'z1', { x: 0, y: 0, width: 1200, height: 300 })).toEqual([
      { id: 'd2', position: { x: 900, y: 100 }, zone: 'z1' },
    ])
    expect(membersAfterResize(topology, 'z1', { x: 300, y: 0, width: 240, height: 300 })).toEqual([
      { id: 'd1', position: { x: 50, y: 100 }, zone: null },
    ])
  })
})
