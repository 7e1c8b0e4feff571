import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Flow } from '../../model/packet.ts'
import { frozen } from '../../testing/frozen.ts'
import {
  add,
  copyTable,
  emptyTable,
  flowAt,
  flowsOf,
  forget,
  forgetDue,
  inverse,
  isTaken,
  retarget,
  seek,
} from './flow-table.ts'
import type { Table, Tracked } from './flow-table.ts'

const flow = (port: number): Flow => ({
  protocol: 'tcp',
  source: '10.0.0.1',
  sourcePort: port,
  destination: '10.0.1.1',
  destinationPort: 80,
})

const tracked = (port: number, due = 1000): Tracked => ({
  original: { ...flow(port) },
  reply: inverse(flow(port)),
  destinationBy: null,
  sourceBy: null,
  admittedBy: null,
  confirmed: true,
  replied: false,
  closed: false,
  due,
})

function filled(count: number): Table {
  const table = emptyTable()
  for (let index = 0; index < count; index++) add(table, tracked(49_152 + index, index))
  return table
}

describe('the table of flows', () => {
  it('finds a flow by its packets in either direction, and under its translated addresses', () => {
    const table = emptyTable()
    const id = add(table, tracked(50_000))
    expect(seek(table, flow(50_000))).toEqual({ id, direction: 'original' })
    expect(seek(table, inverse(flow(50_000)))).toEqual({ id, direction: 'reply' })
    retarget(table, id, flowAt(table, id)!, { source: '10.0.2.2', destination: '10.0.9.9', destinationPort: 1024 })
    const outside = { ...flow(50_000), source: '10.0.9.9', sourcePort: 1024, destination: '10.0.2.2' }
    expect(seek(table, outside)).toEqual({ id, direction: 'original' })
    expect(seek(table, inverse(outside))).toEqual({ id, direction: 'reply' })
    expect(isTaken(table, inverse(outside), id + 1)).toBe(true)
    expect(isTaken(table, inverse(outside), id)).toBe(false)
  })

  it('holds flows in the order in which they began, however many', () => {
    const ports = flowsOf(filled(200)).map(({ original }) => original.sourcePort)
    expect(ports).toEqual(Array.from({ length: 200 }, (_, index) => 49_152 + index))
  })

  it('is empty again when everything is forgotten', () => {
    const table = filled(100)
    forgetDue(table, 1000)
    expect(table).toEqual({ ...emptyTable(), next: 101 })
  })

  it('forgets what is due and nothing else', () => {
    const table = filled(100)
    forgetDue(table, 59)
    expect(flowsOf(table).map(({ due }) => due)).toEqual(Array.from({ length: 40 }, (_, index) => 60 + index))
  })
})

type Act = readonly ['add' | 'forget' | 'mark' | 'due', number]
const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.tuple(fc.constantFrom('add', 'forget', 'mark', 'due'), fc.integer({ min: 0, max: 120 })),
  { maxLength: 60 },
)

function carryOut(table: Table, [act, at]: Act): void {
  if (act === 'add') add(table, tracked(49_152 + at, at))
  else if (act === 'forget') forget(table, at)
  else if (act === 'due') forgetDue(table, at / 3)
  else {
    const found = flowAt(table, at)
    if (found) found.mark = at
  }
}

it('a copy of the table changes as the table would, and leaves what it was copied from as it was', () => {
  fc.assert(
    fc.property(fc.array(acts, { maxLength: 6 }), (rounds) => {
      const alone = filled(90)
      let shared = frozen(filled(90))
      for (const round of rounds) {
        const next = copyTable(shared)
        for (const act of round) {
          carryOut(alone, act)
          carryOut(next, act)
        }
        expect(JSON.stringify(next)).toBe(JSON.stringify(alone))
        shared = frozen(next)
      }
    }),
    { seed: 20_260_105, numRuns: 200 },
  )
})

it('a copy shares the shelves that nobody touched', () => {
  const before = filled(1000)
  const after = copyTable(before)
  const met = flowAt(after, 500)
  if (met) met.replied = true
  const parted = Object.keys(after.flows).filter((shelf) => after.flows[Number(shelf)] !== before.flows[Number(shelf)])
  expect(parted).toEqual(['15'])
})
