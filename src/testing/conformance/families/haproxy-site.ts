import { createRegistry } from '../../../engine/registry.ts'
import type { ScheduleItem } from '../../../engine/run.ts'
import { kinds } from '../../../kinds/registry.ts'
import type { Value } from '../../../model/message.ts'
import type { HttpResponseMessage } from '../../../model/packet.ts'
import type { HttpRequestSpec } from '../../../model/request.ts'
import type { Json } from '../../../model/topology.ts'
import type { Step, Trace } from '../../../model/trace.ts'
import { configText } from '../../../programs/haproxy/config-text.ts'
import { stateTables } from '../../../programs/haproxy/state-tables.ts'
import type { State } from '../../../programs/haproxy/state.ts'
import { get } from '../../../protocols/http/headers.ts'
import { network, type NetworkBuilder } from '../../network.ts'
import type { Recording } from '../adapter.ts'
import { at } from '../lab.ts'
import { scriptedRegistry, type Script } from '../scripted.ts'
import { scriptedClient } from './scripted-client.ts'

/** What every configuration of the recorders began with; most recordings leave it out. */
const commonHead = `
defaults
  mode http
  timeout connect 1s
  timeout client 5s
  timeout server 5s
`

/** Where the recorders' servers were. */
const places: Readonly<Record<string, string>> = {
  A: '10.20.0.11',
  B: '10.20.0.12',
  C: '10.20.0.13',
  D: '10.20.0.14',
  E: '10.20.0.15',
}

export interface Site {
  readonly net: NetworkBuilder
  readonly notRead: readonly string[]
  /** Letter of a scripted server, by its device. */
  letterOf(device: string): string | undefined
}

/** The recorded configuration on a balancer, scripted servers at its addresses, and a client on the balancer's host. */
export function haproxySite(recording: Recording, script: Script, clients: readonly string[] = []): Site {
  const { real_config: own = '' } = recording
  const text = /^defaults/m.test(own) ? own : `${commonHead}${own}`
  const { config, notRead } = configText.read(text, '2.6')
  const registry = scriptedRegistry(script, [8000])
  const net = network(createRegistry(kinds, [...registry.programs.values(), scriptedClient]))
    .zone('net', { cidr: '10.20.0.0/24' })
    .add('load-balancer', 'server', { bare: true, program: 'haproxy', config, ...at('10.20.0.16') })
  net.add('client', 'client', { program: 'scripted-client', runsOn: net.id('server') })
  for (const [letter, place] of Object.entries(places)) {
    net.add('web-app', letter, { bare: true, program: 'scripted', ...at(place) })
    net.cable('server', letter, { latencyMs: 0 })
  }
  // Each client in a network of its own, with room for the balancer beside it.
  for (const [index, address] of clients.entries()) {
    const name = `client ${index}`
    net.zone(`net of ${name}`, { cidr: `${address}/31` })
    const zone = net.id(`net of ${name}`)
    net.add('client', name, {
      program: 'scripted-client',
      zone: `net of ${name}`,
      interfaces: [{ network: zone, addresses: [address] }],
    })
    net.cable('server', name, { latencyMs: 0 })
  }
  const letterOf = (device: string) => Object.keys(places).find((letter) => net.id(letter) === device)
  return { net, notRead: notRead.map((line) => line.text), letterOf }
}

export interface Sending {
  readonly method?: string
  readonly target?: string
  readonly headers?: HttpRequestSpec['headers']
  readonly body?: string
  readonly from?: string
  readonly to?: string
}

export function requestOf(site: Site, sending: Sending = {}): HttpRequestSpec {
  const { method = 'GET', target = '/', headers = [], body, from = 'client', to = '127.0.0.1' } = sending
  const own = body === undefined ? {} : { body }
  return { type: 'http', from: site.net.id(from), method, url: `http://${to}${target}`, headers, ...own }
}

export const send = (site: Site, sending: Sending = {}): Trace => site.net.send(requestOf(site, sending))

/** Sends several at their times, ms from now. */
export function sendAt(site: Site, times: readonly number[], sendings: readonly Sending[] = []): readonly Trace[] {
  return site.net.run(
    times.map((time, index): ScheduleItem => ({
      type: 'request',
      at: time,
      request: requestOf(site, sendings[index]),
    })),
  )
}

/** Every answer that came back to the client, in order. */
export function answersOf({ hops, request }: Trace): readonly HttpResponseMessage[] {
  return hops.flatMap(({ device, packetIn, leg }) => {
    const message = device === request.from && leg === 'response' ? packetIn?.message : undefined
    return message?.protocol === 'http' && message.kind === 'response' ? [message] : []
  })
}

export const answerOf = (trace: Trace): HttpResponseMessage | undefined => answersOf(trace).at(-1)

/** Less came than was announced. */
export const isIncomplete = ({ headers, body }: HttpResponseMessage): boolean =>
  Number(get(headers, 'Content-Length') ?? 0) > (body?.bytes ?? 0)

/** Who answered: the servers put their letter into the body; an integer is the balancer's own status. */
export function servedBy(trace: Trace): string | number | null {
  const answer = answerOf(trace)
  const text = answer?.body?.text ?? ''
  return text in places ? text : (answer?.status ?? null)
}

const stepsAt = (site: Site, trace: Trace): readonly Step[] =>
  trace.hops.filter(({ device }) => device === site.net.id('server')).flatMap(({ steps }) => steps)

/** Steps that begin another try. */
const retries: ReadonlySet<string> = new Set([
  'haproxy.retried',
  'haproxy.retried-after',
  'haproxy.asked-again',
  'haproxy.redispatched',
  'haproxy.asked-other',
])

/** What HAProxy's log would say of a request, from its steps. */
export function logOf(site: Site, trace: Trace): { termination: string; server: string | undefined; retries: string } {
  const steps = stepsAt(site, trace)
  const termination = steps.findLast(({ data }) => data['termination'] !== undefined)?.data['termination']
  const tried = steps.filter(({ code }) => retries.has(code))
  const isRedispatched = tried.some(({ code }) => code === 'haproxy.redispatched' || code === 'haproxy.asked-other')
  const last = steps.findLast(({ data, code }) => data['server'] !== undefined && !code.includes('skipped'))
  const name = tried.length > 0 && steps.at(-1) === tried.at(-1) ? undefined : last?.data['server']
  return {
    termination: textOf(termination) ?? '--',
    server: name?.t === 'device' ? site.letterOf(name.device) : undefined,
    retries: `${isRedispatched ? '+' : ''}${tried.length}`,
  }
}

const textOf = (value: Value | undefined): string | undefined =>
  value?.t === 'code' || value?.t === 'text' ? value.text : undefined

/** A table of what the balancer remembers, its cells as plain values. */
export function remembered(site: Site, table: string): readonly (readonly (Value | undefined)[])[] {
  const { net } = site
  const id = net.id('server')
  const known = net.world.states[id]
  if (!known) return []
  const compiled = net.compiled()
  const tables = stateTables(known.state as unknown as State, {
    settings: compiled.settingsOf(id) as never,
    wiring: compiled.wiringOf(id),
    now: net.world.clock,
    checks: known.kernel['checks'] as Record<string, number>,
  })
  return tables.find(({ code }) => code === table)?.rows ?? []
}

/** A recorded value as text. */
export const plain = (value: Json | undefined): string =>
  typeof value === 'object' ? JSON.stringify(value) : String(value ?? '')

export const secondsOf = (ms: number): number => Math.round(ms) / 1000

export const textIn = (input: Recording['input'], key: string): string | undefined => {
  const value: Json | undefined = input[key]
  return typeof value === 'string' ? value : undefined
}

export const numberIn = (input: Recording['input'], key: string): number | undefined => {
  const value: Json | undefined = input[key]
  return typeof value === 'number' ? value : undefined
}

export const listIn = (input: Recording['input'], key: string): readonly Json[] => {
  const value: Json | undefined = input[key]
  return Array.isArray(value) ? value : []
}
