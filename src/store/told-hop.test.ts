import { expect, it } from 'vitest'
import { trace } from '../engine/run.ts'
import apiService from '../examples/api-service.ts'
import { localise } from '../examples/localised.ts'
import type { Diagram } from '../model/diagram.ts'
import { freshWorld } from '../model/world.ts'
import { stopsOf, toldHop } from './positions.ts'

const diagram = localise<Diagram>(apiService, 'en')
const journey = trace(diagram, diagram.scenarios['s1']!.request, freshWorld()).trace

/** What is told where playback stops at a device on the way there. */
const toldAt = (name: string, detail: 'stations' | 'events') => {
  const id = Object.values(diagram.devices).find((device) => device.name === name)!.id
  const stop = stopsOf(journey, 'stations').find((hop) => journey.hops[hop]?.device === id)!
  return toldHop(journey, detail, journey.hops[stop]!).steps.map(({ code }) => code)
}

it('tells at the station of the firewall which rule let the request in, not that it was asked before', () => {
  const told = toldAt('Firewall', 'stations')
  expect(told.some((code) => code.startsWith('nftables.rule'))).toBe(true)
  expect(told).not.toContain('nftables.established')
})

it('tells at the station of the proxy that TLS ends here and whose turn it is', () => {
  const told = toldAt('Reverse Proxy', 'stations')
  expect(told).toContain('tls.hello-answered')
  expect(told.some((code) => code.startsWith('nginx.picked') || code.includes('turn'))).toBe(true)
})

it('tells of an event only what happened in it', () => {
  expect(toldAt('Reverse Proxy', 'events')).not.toContain('tls.hello-answered')
})
