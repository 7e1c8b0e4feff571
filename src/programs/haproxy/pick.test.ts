import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../model/topology.ts'
import { resolveSettings } from '../../protocols/fields/resolve.ts'
import { modelOf } from './compile.ts'
import { fields } from './fields.ts'
import { pickServer, unusable, type Picked } from './pick.ts'
import type { Sight } from './sight.ts'
import { nearest } from './slots.ts'
import { countConnection, initialState, serverState } from './state.ts'

function sightOf(client: string): Sight {
  return {
    client: { address: client, port: 50_000 },
    local: { address: '10.0.0.99', port: 80 },
    tls: false,
    serverName: undefined,
    tlsVersion: undefined,
    isKnownCaller: false,
    request: undefined,
    response: undefined,
    frontend: '',
    backend: undefined,
    server: undefined,
    variables: new Map(),
    usable: () => 0,
    isUp: () => false,
    allows: () => false,
    random: () => 0.5,
  }
}

function balancer(algorithm: string, rows: readonly JsonObject[], more: JsonObject = {}) {
  const servers = rows.map((row, index) => ({ server: `10.0.0.${index + 1}`, ...row }))
  const settings = resolveSettings(fields, { check: false, ...more, algorithm, servers }, {})
  const [backend] = modelOf(settings).proxies
  if (!backend) throw new Error('The simple form is one proxy')
  const list = backend.servers
  const state = initialState()
  const letter = (key: string | undefined) => 'ABCDEFGHIJ'[list.findIndex((one) => one.key === key)] ?? '-'
  const pick = (client = '198.51.100.10', avoid?: string): Picked | undefined => {
    const avoided = avoid === undefined ? undefined : list['ABCDE'.indexOf(avoid)]?.key
    const picked = pickServer({ backend, state, now: 0, sight: sightOf(client), avoid: avoided })
    return picked === 'full' ? undefined : picked
  }
  const known = (key: string) => {
    const server = list.find((one) => one.key === key)
    if (!server) throw new Error(`No server ${key}`)
    return serverState(state, server)
  }
  const at = (name: string) => known(list['ABCDE'.indexOf(name)]?.key ?? '')
  const take = (count: number) => Array.from({ length: count }, () => letter(pick()?.server.key)).join('')
  return { list, state, letter, pick, take, at, known }
}

const weights = (...values: number[]) => values.map((weight) => ({ weight }))

/** Recorded with HAProxy 2.6.12: which server each of a row of requests went to. */
const recorded: readonly (readonly [algorithm: string, weights: readonly number[], sequence: string])[] = [
  ['roundrobin', [1], 'AAAAAAAAAAAAAAAAAAAA'],
  ['roundrobin', [2, 1], 'AABAABAABAABAABAABAA'],
  ['roundrobin', [5, 1], 'AAAAABAAAAABAAAAABAA'],
  ['roundrobin', [3, 2, 1], 'ABACABABACABABACABAB'],
  ['roundrobin', [10, 5, 1], 'AABAABACABAABAABAABAABACABAABAAB'],
  ['roundrobin', [1, 1, 2], 'CACBCACBCACBCACBCACB'],
  ['roundrobin', [2, 1, 2, 1, 2], 'ACEBACEDACEBACEDACEB'],
  ['roundrobin', [1, 9], 'BBBBBBBBBABBBBBBBBBA'],
  ['roundrobin', [100, 100, 100], 'ABCABCABCABCABCABCABCABC'],
  ['static-rr', [1, 1], 'ABABABABABABABABABAB'],
  ['static-rr', [1, 1, 1], 'ABCABCABCABCABCABCAB'],
  ['static-rr', [2, 1], 'AABAABAABAABAABAABAA'],
  ['static-rr', [3, 1], 'AAABAAABAAABAAABAAAB'],
  ['static-rr', [5, 1], 'AAAAABAAAAABAAAAABAA'],
  ['static-rr', [3, 2, 1], 'AABABCAABABCAABABCAA'],
  ['static-rr', [1, 2, 3], 'ACBCBCACBCBCACBCBCAC'],
  ['static-rr', [4, 3, 2, 1], 'ABABCABACDABABCABACD'],
  ['static-rr', [1, 9], 'ABBBBBBBBBABBBBBBBBB'],
  ['static-rr', [100, 50], 'AABAABAABAABAABAABAABAAB'],
  ['static-rr', [256, 128], 'AABAABAABAABAABAABAABAAB'],
]

describe('recorded with HAProxy 2.6', () => {
  it.each(recorded)('%s with weights %j goes %s', (algorithm, values, sequence) => {
    expect(balancer(algorithm, weights(...values)).take(sequence.length)).toBe(sequence)
  })

  it('5:1:1 in roundrobin is not the sequence of nginx', () => {
    expect(balancer('roundrobin', weights(5, 1, 1)).take(7)).toBe('AAABAAC')
  })

  it.each([
    [[1, 1], 'ABABABABABABABABABAB'],
    [[1, 1, 1], 'ABCABCABCABCABCABCAB'],
    [[2, 1], 'ABABABABABABABABABAB'],
  ])('leastconn %j, one request after the other, goes round: %s', (values, sequence) => {
    const { pick, letter, state, known } = balancer('leastconn', weights(...values))
    const taken = Array.from({ length: sequence.length }, () => {
      const key = pick()?.server.key ?? ''
      countConnection(state, known(key), 1)
      countConnection(state, known(key), -1)
      return letter(key)
    })
    expect(taken.join('')).toBe(sequence)
  })

  it.each([
    [[1, 1], 'ABABABABABAB'],
    [[1, 1, 1], 'ABCABCABCABC'],
    [[3, 2, 1], 'ABCABAABACBA'],
    [[5, 1, 1], 'ABCAAAAAAAAB'],
  ])('leastconn %j with requests that all stay open goes %s', (values, sequence) => {
    const { pick, letter, state, known } = balancer('leastconn', weights(...values))
    const taken = Array.from({ length: sequence.length }, () => {
      const key = pick()?.server.key ?? ''
      countConnection(state, known(key), 1)
      return letter(key)
    })
    expect(taken.join('')).toBe(sequence)
  })

  const clients = [
    ['10.1.1.1', 'B', 'D'],
    ['10.1.1.2', 'A', 'E'],
    ['10.1.1.254', 'A', 'B'],
    ['10.1.2.1', 'B', 'E'],
    ['10.1.3.1', 'B', 'A'],
    ['10.2.1.1', 'B', 'E'],
    ['10.9.8.7', 'B', 'E'],
    ['10.50.60.70', 'A', 'A'],
    ['192.168.1.5', 'B', 'B'],
    ['192.168.2.5', 'B', 'C'],
    ['172.16.0.9', 'B', 'C'],
    ['203.0.113.77', 'B', 'D'],
    ['198.51.100.23', 'B', 'C'],
  ] as const
  it.each(clients)('source sends %s to %s of two and %s of five', (client, ofTwo, ofFive) => {
    const two = balancer('source', weights(1, 1))
    const five = balancer('source', weights(1, 1, 1, 1, 1))
    expect([0, 1].map(() => two.letter(two.pick(client)?.server.key))).toEqual([ofTwo, ofTwo])
    expect(five.letter(five.pick(client)?.server.key)).toBe(ofFive)
  })

  it('a backup is not used while another server is there', () => {
    expect(balancer('roundrobin', [{}, { backup: true }]).take(8)).toBe('AAAAAAAA')
  })

  it('of the backups only the first is used', () => {
    const rows = [{ enabled: false }, { backup: true }, { backup: true }]
    expect(balancer('roundrobin', rows).take(8)).toBe('BBBBBBBB')
  })

  it('a server that is switched off is left out', () => {
    expect(balancer('roundrobin', [{}, { enabled: false }, {}]).take(8)).toBe('ACACACAC')
  })

  it('first takes the first one', () => {
    expect(balancer('first', weights(1, 3)).take(6)).toBe('AAAAAA')
  })
})

describe('servers that fail their checks', () => {
  it('get nothing, and their turns again once they are back', () => {
    const { take, at } = balancer('roundrobin', weights(1, 1), { check: true })
    expect(take(2)).toBe('AB')
    at('B').health = 0
    expect(take(3)).toBe('AAA')
    at('B').health = 4
    expect(take(4)).toBe('ABAB')
  })

  it('keep getting requests where nobody checks', () => {
    const { take, at } = balancer('roundrobin', weights(1, 1), { check: false })
    at('B').health = 0
    expect(take(2)).toBe('AB')
  })

  it('leave the backup to take over', () => {
    const { pick, at, letter } = balancer('roundrobin', [{}, { backup: true }], { check: true })
    at('A').health = 0
    const picked = pick()
    expect([letter(picked?.server.key), picked?.by]).toEqual(['B', 'backup'])
  })

  it('leave nobody when all do', () => {
    const { pick, at } = balancer('roundrobin', weights(1, 1), { check: true })
    at('A').health = 0
    at('B').health = 1
    expect(pick()).toBeUndefined()
  })
})

describe('a pick', () => {
  it('says that there is but one target, or but one left', () => {
    expect(balancer('roundrobin', weights(1)).pick()?.by).toBe('only')
    const { pick, at } = balancer('roundrobin', weights(1, 1), { check: true })
    at('A').health = 0
    expect(pick()?.by).toBe('last')
  })

  it.each(['roundrobin', 'static-rr', 'leastconn', 'first'])('of %s passes over a server that just failed', (name) => {
    const { pick, letter } = balancer(name, weights(1, 1))
    expect(letter(pick('198.51.100.10', 'A')?.server.key)).toBe('B')
    const single = balancer(name, weights(1))
    expect(single.letter(single.pick('198.51.100.10', 'A')?.server.key)).toBe('A')
  })

  it('names why a server is left out', () => {
    const { list, state, at } = balancer('roundrobin', [{ enabled: false }, { weight: 0 }, {}], {
      check: true,
    })
    at('C').health = 0
    expect(list.map((server) => unusable(server, { state }))).toEqual(['disabled', 'no-weight', 'down'])
  })

  it('takes the same server twice for two', () => {
    const { take } = balancer('roundrobin', [{ server: '10.0.0.9' }, { server: '10.0.0.9' }])
    expect(take(4)).toBe('ABAB')
  })

  it('repeats its pattern for as long as it likes', () => {
    const { take } = balancer('roundrobin', weights(3, 2, 1))
    const cycle = take(96)
    expect(cycle).toBe('ABACAB'.repeat(16))
    expect(take(96).replace(/[^A]/g, '')).toHaveLength(48)
  })
})

/** How often each of these servers is picked in a row of so many requests. */
function shares(take: (count: number) => string, servers: number, length: number): readonly number[] {
  const chosen = take(length)
  return Array.from({ length: servers }, (_, index) => chosen.split('ABCDEF'.charAt(index)).length - 1)
}

describe('in turn', () => {
  it.each(['roundrobin', 'static-rr'])('%s gives every server exactly its share of each cycle', (name) => {
    const anyWeights = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(anyWeights, (values) => {
        const { take } = balancer(name, weights(...values))
        const length = values.reduce((sum, weight) => sum + weight, 0)
        for (let cycle = 0; cycle < 2; cycle++) expect(shares(take, values.length, length)).toEqual(values)
      }),
      { seed: 20_260_105, numRuns: 40 },
    )
  })

  it('roundrobin misses the share of great, uneven weights by one, as HAProxy 2.6.12 did', () => {
    const { take } = balancer('roundrobin', weights(15, 85, 86))
    expect(shares(take, 3, 186)).toEqual([14, 85, 87])
    expect(shares(take, 3, 186)).toEqual([15, 85, 86])
    expect(shares(take, 3, 2976 - 372)).toEqual([210, 1190, 1204])
    expect(shares(take, 3, 2976)).toEqual([239, 1361, 1376])
  })
})

it('a hash right between two points of the ring goes to the one before it', () => {
  const ring = [
    { at: 10, key: 'a' },
    { at: 20, key: 'b' },
  ]
  expect([14, 15, 16, 20].map((hash) => nearest(ring, hash))).toEqual(['a', 'a', 'b', 'b'])
})

it('a server that came up has all its weight again when slowstart is over, not more', () => {
  const { list, at, take } = balancer('roundrobin', weights(1, 1))
  const [first] = list
  if (!first) throw new Error('There are two servers')
  Object.assign(first, { slowStartMs: 5000 })
  at('A').upSince = -5000
  expect(take(40)).toBe('AB'.repeat(20))
})
