import { describe, expect, it } from 'vitest'
import type { Message } from '../../model/message.ts'
import type { Packet } from '../../model/packet.ts'
import type { FilterHook } from '../contract/packet-filter.ts'
import type { Wiring } from '../contract/wiring.ts'
import { carryPublicOnly, whyNotCarried } from './public-routing.ts'

function packet(source: string, destination: string): Packet {
  const transport = { type: 'udp', sourcePort: 40_000, destinationPort: 53 } as const
  return { ip: { source, destination, ttl: 64 }, transport }
}

function pass(sent: Packet, hook: FilterHook) {
  const steps: Message[] = []
  const verdict = carryPublicOnly(sent, {
    settings: {},
    state: null,
    wiring: {} as Wiring,
    hook,
    interfaceIn: 'eth0',
    interfaceOut: undefined,
    now: () => 0,
    step: (_action, message) => ({ hop: 0, step: steps.push(message) - 1 }),
  })
  return { verdict, steps }
}

describe('the public net', () => {
  it.each([
    ['8.8.8.8', '1.1.1.1'],
    ['198.51.100.10', '203.0.113.10'],
    ['2001:db8::1', '2606:4700::1'],
  ])('carries a packet from %s to %s', (source, destination) => {
    expect(whyNotCarried(packet(source, destination))).toBeUndefined()
  })

  it.each([
    ['198.51.100.10', '10.0.1.10', 'router.private-destination', 'router.scope.private', 'RFC 1918'],
    ['198.51.100.10', '192.168.1.2', 'router.private-destination', 'router.scope.private', 'RFC 1918'],
    ['10.0.1.10', '203.0.113.10', 'router.private-source', 'router.scope.private', 'RFC 1918'],
    ['198.51.100.10', '127.0.0.1', 'router.private-destination', 'router.scope.loopback', 'RFC 6890'],
    ['169.254.1.1', '203.0.113.10', 'router.private-source', 'router.scope.link-local', 'RFC 6890'],
    ['198.51.100.10', 'fd00::1', 'router.private-destination', 'router.scope.private', 'RFC 6890'],
    ['100.64.0.1', '203.0.113.10', 'router.private-source', 'router.scope.shared', 'RFC 6890'],
  ])('drops a packet from %s to %s and says why', (source, destination, code, scope, title) => {
    const reason = whyNotCarried(packet(source, destination))
    expect(reason?.message.code).toBe(code)
    expect(reason?.message.data['scope']).toMatchObject({ message: { code: scope } })
    expect(reason?.source.title).toBe(title)
  })

  it('names the destination when neither end is public, for that is what was asked for', () => {
    expect(whyNotCarried(packet('10.0.0.1', '10.0.0.2'))?.message.code).toBe('router.private-destination')
  })

  it('drops in silence, before any route is looked up', () => {
    const { verdict, steps } = pass(packet('198.51.100.10', '10.0.1.10'), 'prerouting')
    expect(verdict).toEqual({ verdict: 'drop', because: { hop: 0, step: 0 } })
    expect(steps).toHaveLength(1)
  })

  it('lets its own error messages out', () => {
    expect(pass(packet('192.0.2.10', '10.0.1.10'), 'output').verdict.verdict).toBe('accept')
  })
})
