import { expect, it } from 'vitest'
import { network } from '../testing/network.ts'

it('leads through a firewall to the database behind it, and the firewall lets that through', () => {
  const net = network()
    .zone('apps', { cidr: '10.0.1.0/24' })
    .zone('data', { cidr: '10.0.2.0/24' })
    .add('client', 'browser', { zone: 'apps' })
    .add('web-app', 'app', { zone: 'apps' })
    .add('firewall', 'wall', { zone: 'apps' })
    .add('database', 'db', { zone: 'data', program: 'postgresql' })
    .link('browser', 'app', 'wall', 'db')
  const [address] = net.compiled().addressesOf(net.id('app'))
  const trace = net.get('browser', `http://${address}:8000/`)
  expect(trace.verdict.seen).toMatchObject({ type: 'answer', status: 200 })
  expect(trace.hops.some((hop) => hop.device === net.id('db'))).toBe(true)
})

it('does not lead on through the internet', () => {
  const net = network().add('web-app', 'app').add('internet', 'net').add('database', 'db', { program: 'postgresql' })
  net.link('app', 'net', 'db')
  const leads = net.compiled().wiringOf(net.id('app')).leadsTo
  expect(leads.map((peer) => peer.name)).toEqual(['net'])
})
