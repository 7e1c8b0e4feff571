import { describe, expect, it } from 'vitest'
import { stepOf } from '../testing/grammar.ts'
import { network, type NetworkBuilder } from '../testing/network.ts'
import { toyRegistry } from '../testing/toy-registry.ts'
import { lookUpRoute } from './routing.ts'

/** The next router on the way from a device to an address, by its name. */
function nextRouter(net: NetworkBuilder, from: string, destination: string): string | undefined {
  const compiled = net.compiled()
  const gateway = lookUpRoute(compiled.routesOf(net.id(from)), destination)?.gateway
  return gateway === undefined ? undefined : net.nameOf(compiled.ownerOf(gateway) ?? '')
}

const doubled = () =>
  network(toyRegistry)
    .zone('lan', { cidr: '10.1.0.0/24' })
    .add('asker', 'pc', { zone: 'lan' })
    .add('server', 'web', { zone: 'lan' })
    .cable('pc', 'web', { latencyMs: 1 })
    .cable('web', 'pc', { latencyMs: 40 })
const ask = (net: NetworkBuilder) => net.get('pc', 'http://10.1.0.11/')
const linksOf = (net: NetworkBuilder) => new Set(ask(net).hops.flatMap(({ out }) => out ?? []))

describe('two ways to the public net', () => {
  it('the one with fewer routers is the default, whatever was drawn first', () => {
    const net = network(toyRegistry)
      .zone('lan', { cidr: '10.1.0.0/24' })
      .add('router', 'far', { zone: 'lan' })
      .add('router', 'further')
      .add('net', 'second')
      .add('router', 'near', { zone: 'lan' })
      .add('net', 'first')
      .add('asker', 'pc', { zone: 'lan' })
      .link('pc', 'far', 'further', 'second')
      .link('pc', 'near', 'first')
    expect(nextRouter(net, 'pc', '8.8.8.8')).toBe('near')
  })
})

describe('two cables between the same two', () => {
  it('carry on over the other one where one is cut', () => {
    const net = doubled()
    expect([...linksOf(net)]).toEqual(['l1'])
    net.changeLink('pc', 'web', { cut: true })
    expect([...linksOf(net)]).toEqual(['l2'])
    expect(ask(net).verdict.seen).toMatchObject({ type: 'answer', status: 200 })
  })

  it('are no way where both are', () => {
    const net = doubled().changeLink('pc', 'web', { cut: true }).changeLink('web', 'pc', { cut: true })
    const trace = ask(net)
    expect(stepOf(trace, trace.verdict.because)?.code).toBe('net.line-down')
  })
})
