import { describe, expect, it } from 'vitest'
import type { Trace } from '../model/trace.ts'
import { stepOf } from '../testing/grammar.ts'
import { network, type NetworkBuilder } from '../testing/network.ts'

const nftables = { id: 'nftables', profile: '1.0.6', configVersion: 0 }
const chain = { table: 'filter', name: 'output', type: 'filter', hook: 'output', policy: 'drop', rules: [] }
const mute = { program: nftables, config: { mode: 'ruleset', chains: [chain] } }
const routed = () =>
  network()
    .zone('lan', { cidr: '10.1.0.0/24' })
    .add('client', 'pc', { zone: 'lan', program: 'curl' })
    .add('firewall', 'wall', { zone: 'lan', config: { policy: 'accept', rules: [] } })
    .add('web-server', 'web')
    .link('pc', 'wall', 'web')
const address = (net: NetworkBuilder) => net.compiled().addressesOf(net.id('web'))[0] ?? ''
const because = (net: NetworkBuilder, trace: Trace) => [
  net.nameOf(trace.hops[trace.verdict.because.hop]?.device ?? ''),
  stepOf(trace, trace.verdict.because)?.code,
]

describe('what a host’s own chain at output is against', () => {
  it('is lost on its way into TCP, which tries again until its time is up', () => {
    const net = routed().change('pc', { filter: mute })
    const trace = net.get('pc', `http://${address(net)}/`, { connectTimeoutMs: 4000 })
    expect(trace.verdict.seen.type).toBe('timed-out')
    expect(trace.durationMs).toBe(4000)
    expect(because(net, trace)).toEqual(['pc', 'nftables.chain-policy-dropped'])
    expect(new Set(trace.hops.map(({ device }) => net.nameOf(device)))).toEqual(new Set(['pc']))
  })

  it('is told at once to whoever pings', () => {
    const net = routed().change('pc', { filter: mute })
    const trace = net.send({ type: 'ping', from: net.id('pc'), host: address(net) })
    expect(trace.durationMs).toBe(0)
    expect(because(net, trace)).toEqual(['pc', 'nftables.chain-policy-dropped'])
  })

  it('is let out by a firewall that is stopped; what it would hand on to others ends at it, and it says why', () => {
    const net = routed().change('wall', { service: false })
    expect(net.get('pc', `http://${address(net)}/`).verdict.seen).toMatchObject({ type: 'answer', status: 200 })
    const wall = net.compiled().addressesOf(net.id('wall'))[0] ?? ''
    expect(because(net, net.get('pc', `http://${wall}/`))).toEqual(['wall', 'net.filter-stopped'])
  })

  it('is nothing that the host passes on for others', () => {
    const net = routed().change('wall', { config: { mode: 'ruleset', chains: [chain] } })
    expect(net.get('pc', `http://${address(net)}/`).verdict.seen).toMatchObject({ type: 'answer', status: 200 })
  })
})
