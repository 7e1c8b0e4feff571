import { expect, it } from 'vitest'
import { trace } from '../engine/run.ts'
import apiService from '../examples/api-service.ts'
import { localise } from '../examples/localised.ts'
import type { Diagram } from '../model/diagram.ts'
import type { Device } from '../model/topology.ts'
import { freshWorld } from '../model/world.ts'
import { stopAt, stopsOf, toldHop } from './positions.ts'
import { tellingStep, tellingSteps } from './telling.ts'

const diagram = localise<Diagram>(apiService, 'en')
const { request } = diagram.scenarios['s1']!
const journey = trace(diagram, request, freshWorld()).trace

/** The journey with the services of these devices stopped. */
function without(...names: readonly string[]) {
  const devices: Record<string, Device> = { ...diagram.devices }
  for (const one of Object.values(devices)) if (names.includes(one.name)) devices[one.id] = { ...one, service: false }
  return trace({ ...diagram, devices }, request, freshWorld()).trace
}
const nameOf = (id: string | undefined) => diagram.devices[id ?? '']?.name

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

it('stops at the stations in the order of time, whoever was tried in vain before', () => {
  for (const one of [without('nginx'), without('nginx', 'Apache')]) {
    const times = stopsOf(one, 'stations').map((stop) => one.hops[stop]!.at)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
  }
})

it('tells of a server that was tried in vain why, and what the proxy made of it', () => {
  const one = without('nginx')
  const stop = stopAt(
    one,
    one.stations.findIndex(({ tried }) => tried),
  )!
  expect(nameOf(one.hops[stop]?.device)).toBe('nginx')
  const told = tellingSteps(toldHop(one, 'stations', one.hops[stop]!), 4).map(({ code }) => code)
  expect(told[0]).toBe('net.service-stopped')
  expect(told).toContain('nginx.server-marked-failed')
})

it('says of the proxy that finds nobody who answers: itself, with 502', () => {
  const one = without('nginx', 'Apache')
  const back = one.stations.findIndex(({ leg }) => leg === 'response')
  const hop = one.hops[stopAt(one, back)!]!
  expect(nameOf(hop.device)).toBe('Reverse Proxy')
  expect(tellingStep(toldHop(one, 'stations', hop))).toMatchObject({ step: { code: 'nginx.bad-gateway' }, tone: 'bad' })
  expect(tellingSteps(hop, 2).map(({ code }) => code)).toEqual(['nginx.connect-refused', 'nginx.bad-gateway'])
})
