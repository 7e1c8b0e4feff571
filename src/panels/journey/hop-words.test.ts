import { expect, it } from 'vitest'
import { network } from '../../testing/network.ts'
import { layerOf, protocolOf } from './hop-words.ts'

const through = (mode: 'tcp' | 'http') => {
  const net = network()
    .zone('lan', { cidr: '10.1.0.0/24' })
    .add('client', 'pc', { zone: 'lan', program: 'curl' })
    .add('load-balancer', 'balancer', { zone: 'lan', config: { mode } })
    .add('web-server', 'web', { zone: 'lan' })
    .link('pc', 'balancer', 'web')
  const trace = net.get('pc', `http://${net.compiled().addressesOf(net.id('balancer'))[0] ?? ''}/`)
  const hops = trace.hops.filter(({ device, purpose }) => device === net.id('balancer') && purpose === 'message')
  return hops.map((hop) => [layerOf(hop, true), protocolOf(hop, layerOf(hop, true))].join(' '))
}

it('a balancer that passes bytes on unread works at the transport layer, one that reads HTTP at the application’s', () => {
  expect(new Set(through('tcp'))).toEqual(new Set(['transport TCP']))
  expect(new Set(through('http'))).toEqual(new Set(['application HTTP']))
})
