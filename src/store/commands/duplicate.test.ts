import { produce } from 'immer'
import { expect, it } from 'vitest'
import type { Diagram } from '../../model/diagram.ts'
import { placedDevice } from '../../testing/placed-device.ts'
import { emptyDiagram } from '../empty-diagram.ts'
import { duplicateItems } from './duplicate.ts'

const device = (id: string, x: number) => placedDevice(id, { x, y: 0 }, { config: { note: 'kept' } })

const shop: Diagram = {
  ...emptyDiagram('shop'),
  devices: {
    d1: { ...device('d1', 0), interfaces: [{ network: 'z1', addresses: ['10.0.1.5'] }], power: false },
    d2: device('d2', 300),
    d3: device('d3', 600),
  },
  links: { l1: { id: 'l1', from: 'd1', to: 'd2' }, l2: { id: 'l2', from: 'd2', to: 'd3' } },
  notes: { n1: { id: 'n1', text: 'Notiz', position: { x: 0, y: 200 } } },
}

it('a copy has settings and faults, a name of its own, and no address twice', () => {
  const after = produce(shop, (draft) => void duplicateItems(draft, ['d1'], { x: 24, y: 24 }))
  expect(after.devices['d4']).toEqual({
    ...device('d4', 24),
    position: { x: 24, y: 24 },
    name: 'd1 2',
    power: false,
  })
})

it('cables among the copied are copied, others are not', () => {
  const after = produce(shop, (draft) => void duplicateItems(draft, ['d1', 'd2'], { x: 0, y: 100 }))
  expect(Object.values(after.links).filter(({ id }) => id !== 'l1' && id !== 'l2')).toEqual([
    { id: 'l3', from: 'd4', to: 'd5' },
  ])
})

it('notes are copied too', () => {
  const after = produce(shop, (draft) => void duplicateItems(draft, ['n1'], { x: 10, y: 10 }))
  expect(after.notes['n2']).toEqual({ id: 'n2', text: 'Notiz', position: { x: 10, y: 210 } })
})
