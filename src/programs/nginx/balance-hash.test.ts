import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newPeerState, newSelection, type Peer } from './balance-peers.ts'
import { pickServer, type Method } from './balance.ts'

type Row = Partial<Peer['row']>

const peersOf = (rows: readonly Row[]): readonly Peer[] =>
  rows.map((row, index) => ({
    row: { weight: 1, maxFails: 1, failTimeoutMs: 10_000, down: false, backup: false, ...row },
    state: newPeerState(row.weight ?? 1),
    name: `10.20.0.${11 + index}:8000`,
  }))

interface Asked {
  readonly key?: string
  readonly random?: () => number
  readonly selection?: ReturnType<typeof newSelection>
}

function pick(method: Method, peers: readonly Peer[], { key = '', random = () => 0, selection }: Asked = {}): string {
  const choosing = { now: 100, client: '10.1.1.1', key, random }
  const picked = pickServer(method, peers, selection ?? newSelection(), choosing)
  return picked.picked === 'none' ? '-' : 'ABCDE'.charAt(picked.index)
}

const items = Array.from({ length: 20 }, (_, index) => `/item/${index}`)
const uris = [...items, '/', '/a', '/a?x=1', '/index.html']

const led = (method: Method, rows: readonly Row[]) => {
  const peers = peersOf(rows)
  return uris.map((key) => pick(method, peers, { key })).join('')
}

const down: Row = { down: true }

describe('hash leads each key to the server that nginx 1.22.1 led it to', () => {
  it.each<[string, readonly Row[], string]>([
    ['by weight', [{ weight: 2 }, { weight: 5 }, {}], 'BBBBCAABABBBBBCAABABBABB'],
    ['2 to 1', [{ weight: 2 }, {}], 'AABBABBAAAAAABABABBABAAB'],
    ['past one that is down', [{ weight: 4 }, {}, down], 'AAAAAAABAABABAAAAAAAABAA'],
  ])('%s', (_, rows, expected) => expect(led('hash', rows)).toBe(expected))
})

describe('hash … consistent', () => {
  it.each<[string, readonly Row[], string]>([
    ['of three', [{}, {}, {}], 'CBABCBABCACABAAABCBBABAA'],
    ['by weight, one down', [{}, {}, { weight: 5 }, down], 'CBABCCCCCCCCCCCACCCBCCCC'],
    ['several down', [down, {}, down, {}, {}], 'EBBBEBEBDDDEBEDDBEBEEBDE'],
  ])('leads each key to the server that nginx 1.22.1 led it to: %s', (_, rows, expected) =>
    expect(led('consistent', rows)).toBe(expected),
  )

  it('moves only the keys of a server that falls out', () => {
    const before = led('consistent', [{}, {}, {}])
    const after = led('consistent', [{}, down, {}])
    const moved = before.split('').filter((letter, index) => letter !== after.charAt(index))
    expect(new Set(moved)).toEqual(new Set(['B']))
  })

  it('hashes the name as it is written: without a port it is another one', () => {
    const bare = peersOf([{}, {}, {}]).map((peer) => ({ ...peer, name: peer.name.replace(':8000', '') }))
    expect(uris.map((key) => pick('consistent', bare, { key })).join('')).not.toBe(led('consistent', [{}, {}, {}]))
  })
})

describe('where a hash leads nowhere', () => {
  it.each<Method>(['hash', 'consistent'])('%s: an empty key follows the turn', (method) => {
    const peers = peersOf([{}, {}])
    expect([0, 1, 2, 3].map(() => pick(method, peers)).join('')).toBe('ABAB')
  })

  it('a second try for the same request goes on from the first, never to the same server', () => {
    for (const method of ['hash', 'consistent', 'ip_hash'] as const) {
      const selection = newSelection()
      const peers = peersOf([{}, {}, {}])
      const tried = [0, 1, 2].map(() => pick(method, peers, { key: '/a', selection }))
      expect(new Set(tried).size).toBe(3)
      expect(pick(method, peers, { key: '/a', selection })).toBe('-')
    }
  })

  it('after 20 places in vain the turn decides', () => {
    const rows = [...Array.from({ length: 4 }, () => ({ ...down, weight: 1000 })), {}]
    expect(pick('hash', peersOf(rows), { key: '/a' })).toBe('E')
  })
})

/** Dice that show these one after the other. */
function dice(...values: readonly number[]): () => number {
  let index = 0
  return () => values[index++ % values.length] ?? 0
}

describe('random', () => {
  it('draws by weight', () => {
    const peers = peersOf([{ weight: 3 }, {}])
    const drawn = [0, 0.2, 0.5, 0.74, 0.76, 0.99].map((x) => pick('random', peers, { random: () => x }))
    expect(drawn.join('')).toBe('AAAABB')
  })

  it('of two it takes the one with fewer connections for its weight, of equals the one drawn last', () => {
    const peers = peersOf([{}, { weight: 2 }])
    expect(pick('random-two', peers, { random: dice(0, 0.9) })).toBe('B')
    peers[1]!.state.connections = 1
    expect(pick('random-two', peers, { random: dice(0, 0.9) })).toBe('A')
    peers[0]!.state.connections = 1
    expect(pick('random-two', peers, { random: dice(0, 0.9) })).toBe('B')
  })

  it('whatever the dice say, it ends with a server that can be asked', () => {
    const row = fc.record({ weight: fc.integer({ min: 1, max: 50 }), down: fc.boolean() })
    const method = fc.constantFrom<Method>('random', 'random-two', 'hash', 'consistent', 'ip_hash')
    const x = fc.double({ min: 0, max: 0.999, noNaN: true })
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 5 }), method, x, fc.string(), (rows, how, value, key) => {
        const picked = pick(how, peersOf(rows), { key, random: () => value })
        const usable = rows.flatMap((one, index) => (one.down ? [] : ['ABCDE'.charAt(index)]))
        expect(usable.length === 0 ? ['-'] : usable).toContain(picked)
      }),
    )
  })
})

it('a server at max_conns is passed over until a connection ends', () => {
  const peers = peersOf([{ maxConns: 1 }, {}])
  peers[0]!.state.connections = 1
  expect([0, 1, 2].map(() => pick('round_robin', peers)).join('')).toBe('BBB')
  peers[0]!.state.connections = 0
  expect([0, 1].map(() => pick('round_robin', peers)).join('')).toContain('A')
  const alone = peersOf([{ maxConns: 1 }])
  alone[0]!.state.connections = 1
  expect(pick('round_robin', alone)).toBe('-')
})

it('over a full cycle of the turn every server has its exact share', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 5 }), (weights) => {
      const peers = peersOf(weights.map((weight) => ({ weight })))
      const total = weights.reduce((sum, one) => sum + one, 0)
      const cycle = Array.from({ length: total }, () => pick('round_robin', peers))
      const shares = weights.map((_, index) => cycle.filter((one) => one === 'ABCDE'.charAt(index)).length)
      expect(shares).toEqual(weights)
    }),
  )
})
