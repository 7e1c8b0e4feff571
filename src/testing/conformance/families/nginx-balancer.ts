import { createRegistry } from '../../../engine/registry.ts'
import type { ScheduleItem } from '../../../engine/run.ts'
import { kinds } from '../../../kinds/registry.ts'
import type { HttpResponseMessage } from '../../../model/packet.ts'
import type { Header, HttpRequestSpec } from '../../../model/request.ts'
import type { Trace } from '../../../model/trace.ts'
import { read } from '../../../programs/nginx/read.ts'
import { get } from '../../../protocols/http/headers.ts'
import { network, type NetworkBuilder } from '../../network.ts'
import type { Recording } from '../adapter.ts'
import { at } from '../lab.ts'
import { scriptedRegistry, type Script } from '../scripted.ts'
import { servedByHeader } from './faults.ts'
import { scriptedClient } from './scripted-client.ts'
import { responseOf } from './seen.ts'

/** Where the recorders' servers were, in the order of their letters. */
const places = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'].map(
  (letter, index) => [letter, `10.20.0.${11 + index}`] as const,
)

/** nginx's own address on the test network; where a ninth server would be. */
const ownAddress = '10.20.0.101'

export interface BalancerRequest {
  readonly method?: string
  readonly target?: string
  readonly headers?: readonly Header[]
  readonly body?: string
  /** Unset: on nginx's own host. */
  readonly from?: string
}

/** The recorded configuration on nginx, the recorders' servers behind it, and clients at the addresses they had. */
export class NginxBalancer {
  readonly net: NetworkBuilder
  readonly notRead: readonly string[]
  private readonly letters: ReadonlyMap<string, string>
  private readonly clients: ReadonlyMap<string, string>

  constructor(
    { input, real_config: text = '' }: Recording,
    /** What a server does, by its letter. */
    behaviour: (letter: string, request: Parameters<Script>[0]) => ReturnType<Script>,
    clients: readonly string[] = [],
  ) {
    const reading = read(framed(text, Number(input['workers'] ?? 1)))
    this.notRead = reading.notRead.map((one) => one.text)
    const registry = scriptedRegistry((request) => behaviour(this.letterOf(request.device), request), [8000])
    // Where the configuration listens there is no server.
    const own = /listen 10\.20\.0\.(\d+):80/.exec(text)?.[0].split(/[ :]/)[1] ?? ownAddress
    const net = network(createRegistry(kinds, [...registry.programs.values(), scriptedClient]))
      .zone('net', { cidr: '10.20.0.0/24' })
      .add('load-balancer', 'server', { bare: true, program: 'nginx', config: reading.config, ...at(own) })
    net.add('client', 'client', { program: 'scripted-client', runsOn: net.id('server') })
    const servers = places.filter(([, address]) => address !== own)
    for (const [letter, address] of servers) {
      net.add('web-app', letter, { bare: true, program: 'scripted', ...at(address) })
      net.cable('server', letter, { latencyMs: 0 })
    }
    const names = clients.filter((one) => !one.startsWith('127.')).map((one) => [one, `client ${one}`] as const)
    for (const [address, name] of names) {
      net.zone(`net of ${name}`, { cidr: address.includes(':') ? `${address}/127` : `${address}/31` })
      const interfaces = [{ network: net.id(`net of ${name}`), addresses: [address] }]
      net.add('client', name, { program: 'scripted-client', zone: `net of ${name}`, interfaces })
      net.cable('server', name, { latencyMs: 0 })
    }
    this.net = net
    this.letters = new Map(servers.map(([letter]) => [net.id(letter), letter]))
    this.clients = new Map(names.map(([address, name]) => [address, name]))
    this.ownAddress = own
  }

  private readonly ownAddress: string

  letterOf(device: string): string {
    return this.letters.get(device) ?? ''
  }

  /** The letter of the server at an address as `$upstream_addr` has it; what is none stays. */
  letterAt(place: string): string {
    const [, address = ''] = /^(.*):8000$/.exec(place) ?? []
    return places.find(([, one]) => one === address)?.[0] ?? place
  }

  request({ method = 'GET', target = '/', headers = [], body, from }: BalancerRequest): HttpRequestSpec {
    const name = from === undefined ? undefined : this.clients.get(from)
    const to = name === undefined ? '127.0.0.1' : this.ownAddress
    const sender = this.net.id(name ?? 'client')
    const own = body === undefined ? {} : { body }
    return { type: 'http', from: sender, method, url: `http://${to}${target}`, headers, ...own }
  }

  send(one: BalancerRequest = {}): Trace {
    return this.net.send(this.request(one))
  }

  /** At their times, ms from now. */
  sendAt(requests: readonly (BalancerRequest & { readonly at: number })[]): readonly Trace[] {
    return this.net.run(
      requests.map((one): ScheduleItem => ({ type: 'request', at: one.at, request: this.request(one) })),
    )
  }
}

/** What stood around the recorded part. */
const framed = (text: string, workers: number): string =>
  `worker_processes ${workers};\nevents { }\nhttp {\ninclude mime.types;\ndefault_type application/octet-stream;\n${text}\n}`

export const answerOf = (trace: Trace): HttpResponseMessage | undefined => responseOf(trace, trace.request.from)

/** The letter of who answered, or the status that nginx itself answered with. */
export function whoAnswered(trace: Trace): string | number | null {
  const answer = answerOf(trace)
  return answer ? (get(answer.headers, servedByHeader) ?? answer.status) : null
}
