import { createRegistry } from '../../../engine/registry.ts'
import type { ScheduleItem } from '../../../engine/run.ts'
import { kinds } from '../../../kinds/registry.ts'
import type { ApplicationMessage, HttpRequestMessage, HttpResponseMessage } from '../../../model/packet.ts'
import type { Header, HttpRequestSpec } from '../../../model/request.ts'
import type { Json, JsonObject } from '../../../model/topology.ts'
import type { Trace } from '../../../model/trace.ts'
import { read } from '../../../programs/nginx/read.ts'
import { request as httpRequest } from '../../../protocols/http/messages.ts'
import { network, type NetworkBuilder } from '../../network.ts'
import type { Recording } from '../adapter.ts'
import { at } from '../lab.ts'
import { scriptedRegistry, type Script } from '../scripted.ts'
import { byteClient, planHeader } from './byte-client.ts'

/** Where the recorders' folder was: any place is as good. */
const folder = '/srv'

/** What lay in the recorders' folder, as far as the recordings tell. */
export const recordersFiles = [
  { path: '/html/index.html', text: 'ROOT' },
  { path: '/html/page.html', text: 'PAGE' },
  { path: '/html/docs/index.html', text: 'DOCS' },
  { path: '/html/docs/a.txt', text: 'A'.repeat(50) },
  { path: '/html/img/p.png', text: 'P' },
  { path: '/html/noindex/x.txt', text: 'X' },
  { path: '/html/secret/k', text: 'K', unreadable: true },
]

interface SiteOptions {
  readonly script?: Script
  readonly ports?: readonly number[]
  /** The address of nginx's own host on the test network. */
  readonly address?: string
  /** Addresses of clients that are not on nginx's own host. */
  readonly clients?: readonly string[]
  /** Files below the recorders' folder, by path. */
  readonly files?: readonly (JsonObject & { readonly path: string })[]
}

/** The recorded configuration on a server, the recorders' origin beside it, and byte clients. */
export class NginxSite {
  readonly net: NetworkBuilder
  readonly notRead: readonly string[]
  private readonly plans: (readonly ApplicationMessage[])[] = []

  constructor({ real_config: text = '' }: Recording, options: SiteOptions = {}) {
    const { script = () => ({ status: 200 }), ports = [8000], address = '10.20.0.16', clients = [], files } = options
    const reading = read(text.replaceAll('@DIR@', folder))
    this.notRead = reading.notRead.map((one) => one.text)
    const disk = (files ?? []).map((file) => ({ ...file, path: folder + file.path }))
    const config = { ...reading.config, ...(files ? { files: disk } : {}) }
    const registry = scriptedRegistry(script, ports)
    const net = network(createRegistry(kinds, [...registry.programs.values(), byteClient(this.plans)]))
      .zone('net', { cidr: '10.20.0.0/24' })
      .add('web-server', 'server', { bare: true, program: 'nginx', config, ...at(address) })
    net.add('client', 'client', { program: 'byte-client', runsOn: net.id('server') })
    const isElsewhere = address === '10.20.0.11'
    net.add('web-app', 'origin', { bare: true, program: 'scripted', ...at(isElsewhere ? '10.20.0.12' : '10.20.0.11') })
    net.cable('server', 'origin', { latencyMs: 0 })
    for (const [index, place] of clients.entries()) {
      const name = `client ${index}`
      net.zone(`net of ${name}`, { cidr: `${place}/31` })
      const interfaces = [{ network: net.id(`net of ${name}`), addresses: [place] }]
      net.add('client', name, { program: 'byte-client', zone: `net of ${name}`, interfaces })
      net.cable('server', name, { latencyMs: 0 })
    }
    this.net = net
  }

  /** A request that sends these messages; for `send` and for schedules. */
  plan(messages: readonly ApplicationMessage[], { from = 'client', to = '127.0.0.1' } = {}): HttpRequestSpec {
    const number = this.plans.push(messages) - 1
    const headers: readonly Header[] = [[planHeader, String(number)]]
    return { type: 'http', from: this.net.id(from), method: 'GET', url: `http://${to}/`, headers, timeoutMs: 30_000 }
  }

  send(messages: readonly ApplicationMessage[], place: { from?: string; to?: string } = {}): Trace {
    return this.net.send(this.plan(messages, place))
  }

  /** At their times, ms from now. */
  sendAt(requests: readonly { readonly at: number; readonly request: HttpRequestSpec }[]): readonly Trace[] {
    return this.net.run(requests.map((one): ScheduleItem => ({ type: 'request', ...one })))
  }

  /** What came back to whoever sent it. */
  answersOf({ hops, request }: Trace): readonly ApplicationMessage[] {
    return hops.flatMap(({ device, packetIn, leg }) => {
      const isBack = device === request.from && leg === 'response' && packetIn?.message !== undefined
      return isBack ? [packetIn.message] : []
    })
  }

  answerOf(trace: Trace): HttpResponseMessage | undefined {
    const last = this.answersOf(trace).at(-1)
    return last?.protocol === 'http' && last.kind === 'response' ? last : undefined
  }

  /** What the origin was asked. */
  askedOf({ hops }: Trace): HttpRequestMessage | undefined {
    const messages = hops
      .filter(({ device }) => device === this.net.id('origin'))
      .map(({ packetIn }) => packetIn?.message)
    const last = messages.findLast((one) => one?.protocol === 'http' && one.kind === 'request')
    return last?.protocol === 'http' && last.kind === 'request' ? last : undefined
  }
}

interface Asking {
  readonly method?: string
  readonly target?: string
  readonly version?: string
  /** `null`: none. */
  readonly host?: string | null
  readonly headers?: readonly Header[]
  /** Bytes. */
  readonly body?: number
}

/** A request as the recorders' client wrote it. */
export function asking({
  method = 'GET',
  target = '/',
  version,
  host,
  headers = [],
  body,
}: Asking): ApplicationMessage {
  const named: readonly Header[] = host === null ? [] : [['Host', host ?? '127.0.0.1']]
  return httpRequest({
    method,
    target,
    version: version === '1.0' ? '1.0' : '1.1',
    headers: [...named, ...headers],
    body: body === undefined || body === 0 ? undefined : { bytes: body },
  })
}

/** A text of a recording's input; a number as it is written. */
export function textIn({ input }: Recording, name: string): string | undefined {
  const value = input[name]
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined
}

/** Header lines from a recording: an object, a value being one or several. */
export function headersIn(value: Json | undefined): readonly Header[] {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return []
  return Object.entries(value).flatMap(([name, one]) =>
    (Array.isArray(one) ? one : [one]).map((text): Header => [
      name,
      typeof text === 'string' ? text : JSON.stringify(text),
    ]),
  )
}
