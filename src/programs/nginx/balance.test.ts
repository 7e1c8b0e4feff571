import fc from 'fast-check'
import { expect, it } from 'vitest'
import { newPeerState, newSelection, type Peer } from './balance-peers.ts'
import { pickServer } from './balance.ts'
import type { NginxSettings } from './fields.ts'
import recorded from './recorded/balance.json' with { type: 'json' }

interface RecordedServer {
  readonly id: string
  readonly weight?: number
  readonly down?: boolean
  readonly backup?: boolean
}

function peersOf(servers: readonly RecordedServer[]): readonly Peer[] {
  return servers.map(({ id, weight = 1, down = false, backup = false }) => ({
    row: { weight, maxFails: 1, failTimeoutMs: 10_000, down, backup },
    state: newPeerState(weight),
    name: id,
  }))
}

const balanceOf = (algorithm: string) => algorithm as NginxSettings['balance']

const picker = (algorithm: string, servers: readonly RecordedServer[]) => {
  const peers = peersOf(servers)
  return (client = '127.0.0.1') => {
    const picked = pickServer(balanceOf(algorithm), peers, newSelection(), {
      now: 100,
      client,
      key: '',
      random: () => 0,
    })
    const index = picked.picked === 'none' ? -1 : picked.index
    return { id: servers[index]?.id ?? 'none', peer: peers[index] }
  }
}

it.each(recorded.filter(({ arrival }) => arrival !== 'hash'))(
  '$id: nginx 1.22.1 chose the same servers ($algorithm, $arrival)',
  ({ algorithm, arrival, servers, sequence }) => {
    const pick = picker(algorithm, servers)
    const chosen = sequence.map((_, index) => {
      const { id, peer } = pick()
      const staysOpen = arrival === 'overlapping' || (arrival === 'first-slow' && index === 0)
      if (peer && staysOpen) peer.state.connections += 1
      return id
    })
    expect(chosen).toEqual(sequence)
  },
)

it.each(recorded.filter(({ arrival }) => arrival === 'hash'))(
  '$id: nginx 1.22.1 led every client to the same server (ip_hash)',
  ({ algorithm, servers, clients }) => {
    const pick = picker(algorithm, servers)
    const chosen = Object.keys(clients).map((client) => [client, pick(client).id])
    expect(Object.fromEntries(chosen)).toEqual(clients)
  },
)

it('ip_hash looks at all of an IPv6 address and at three quarters of an IPv4 one', () => {
  const pick = picker('ip_hash', [{ id: 'A' }, { id: 'B' }, { id: 'C' }])
  expect(pick('192.0.2.1').id).toBe(pick('192.0.2.254').id)
  const spread = ['2001:db8::1', '2001:db8::2', '2001:db8::3', '2001:db8::4'].map((client) => pick(client).id)
  expect(new Set(spread).size).toBeGreaterThan(1)
})

it('round robin gives every server exactly its share of each cycle, whatever the weights', () => {
  const weights = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(weights, fc.integer({ min: 1, max: 3 }), (values, cycles) => {
      const pick = picker(
        'round_robin',
        values.map((weight, index) => ({ id: String(index), weight })),
      )
      const length = values.reduce((sum, weight) => sum + weight, 0)
      for (let cycle = 0; cycle < cycles; cycle++) {
        const chosen = Array.from({ length }, () => Number(pick().id))
        expect(values.map((_, index) => chosen.filter((one) => one === index).length)).toEqual(values)
      }
    }),
    { seed: 20_260_105 },
  )
})
