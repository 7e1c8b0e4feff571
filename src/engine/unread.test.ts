import { expect, it } from 'vitest'
import { network } from '../testing/network.ts'
import { notFullyModelled } from './unread.ts'

const site = (lines: number) => {
  const net = network()
    .zone('lan', { cidr: '10.0.0.0/24' })
    .add('client', 'client', { zone: 'lan' })
    .add('web-server', 'web', { zone: 'lan' })
    .link('client', 'web')
  const notRead = Array.from({ length: lines }, (_, index) => ({ line: index + 1, text: 'perl_set $x y;' }))
  if (lines > 0) net.change('web', { notRead })
  const [address = ''] = net.compiled().addressesOf(net.id('web'))
  return net.get('client', `http://${address}/`)
}

it('a journey over a device with lines that are not modelled says so once, and by whom', () => {
  const trace = site(2)
  expect(notFullyModelled(trace)).toEqual(['d2'])
  const steps = trace.hops.flatMap((hop) => hop.steps).filter((step) => step.code === 'net.lines-not-read')
  expect(steps).toMatchObject([{ action: 'assumed', data: { count: { value: 2 } } }])
})

it('a journey over devices that are modelled in full says nothing', () => {
  expect(notFullyModelled(site(0))).toEqual([])
})

it('a journey that ends at a program nobody knows is not modelled, rather than refused', () => {
  const net = network()
    .zone('lan', { cidr: '10.0.0.0/24' })
    .add('client', 'client', { zone: 'lan' })
    .add('web-server', 'web', { zone: 'lan', interfaces: [{ network: 'z1', addresses: ['10.0.0.20'] }] })
    .link('client', 'web')
    .change('web', { program: { id: 'caddy', profile: '2', configVersion: 0 } })
  const trace = net.get('client', 'http://10.0.0.20/')
  expect(trace.verdict.seen.type).toBe('not-modelled')
})
