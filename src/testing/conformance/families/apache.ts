import { createRegistry } from '../../../engine/registry.ts'
import { kinds as kindsOfDevices } from '../../../kinds/registry.ts'
import type { HttpRequestMessage, HttpResponseMessage } from '../../../model/packet.ts'
import type { Header, HttpRequestSpec } from '../../../model/request.ts'
import type { Json, JsonObject } from '../../../model/topology.ts'
import type { Trace } from '../../../model/trace.ts'
import { configText } from '../../../programs/apache/config-text.ts'
import { all, get } from '../../../protocols/http/headers.ts'
import { network, type NetworkBuilder } from '../../network.ts'
import { answered, type Adapter, type Answer, type Recording } from '../adapter.ts'
import { at } from '../lab.ts'
import { scriptedRegistry, type Script } from '../scripted.ts'
import { objectOf, stringOf } from '../values.ts'
import { behaviourUnder, servedByHeader, serverChanges } from './faults.ts'
import { scriptedClient } from './scripted-client.ts'
import { responseOf } from './seen.ts'

const letters = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'] as const
const addresses = Object.fromEntries(letters.map((letter, index) => [letter, `10.20.0.${11 + index}`]))

/** What lay in the recorder's tree of files: lengths as its ranges show them. */
const files: readonly JsonObject[] = [
  { path: '/index.html', bytes: 30, type: 'text/html' },
  { path: '/docs/a.txt', bytes: 50, type: 'text/plain' },
  { path: '/docs/index.html', bytes: 30, type: 'text/html' },
  { path: '/deny/x.txt', bytes: 10, type: 'text/plain' },
  { path: '/empty/sub/x.txt', bytes: 10, type: 'text/plain' },
]

/** The recorder's own head of every configuration. */
const head = 'ServerName fallback.invalid\n'

/** Where the recorder's client finds the server. */
const own = 'http://127.0.0.1/'

interface Site {
  readonly net: NetworkBuilder
  /** Requests that reached an origin, in their order. */
  readonly reached: { readonly letter: string; readonly message: HttpRequestMessage }[]
}

function site(recording: Recording): Site {
  const { config } = configText.read(head + (recording.real_config ?? ''), '2.4')
  const faults = objectOf(recording.input['faults'])
  const reached: Site['reached'] = []
  const script: Script = ({ device, message }) => {
    const letter = net.nameOf(device)
    reached.push({ letter, message })
    return behaviourUnder(stringOf(faults[letter]), letter)
  }
  const registry = scriptedRegistry(script, [8000])
  const net = network(createRegistry(kindsOfDevices, [...registry.programs.values(), scriptedClient]))
    .zone('net', { cidr: '10.20.0.0/24' })
    .add('reverse-proxy', 'server', {
      bare: true,
      program: 'apache',
      config: { ...config, files },
      ...at('10.20.0.16'),
    })
  // What the recorder's client sends goes out as it is written: nothing is tidied on the way.
  net.add('client', 'client', { program: 'scripted-client', runsOn: net.id('server') })
  for (const [letter, address] of Object.entries(addresses)) {
    net.add('web-app', letter, { bare: true, program: 'scripted', ...at(address) })
    net.cable('server', letter, { latencyMs: 0 })
  }
  for (const [letter, fault] of Object.entries(faults)) {
    serverChanges[stringOf(fault)]?.(net, letter)
  }
  return { net, reached }
}

interface Asked {
  /** What stands in the request line; unset: `/`. */
  readonly target?: string
  readonly method?: string
  readonly headers?: readonly Header[]
}

function ask({ net }: Site, { target = '/', method = 'GET', headers = [] }: Asked): Trace {
  const orders: readonly Header[] = [[':target', target], ...headers]
  const request: HttpRequestSpec = { type: 'http', from: net.id('client'), method, url: own, headers: orders }
  return net.send(method === 'POST' || method === 'PUT' ? { ...request, body: 'a=1' } : request)
}

/** The answer that reached the client. */
const answerTo = ({ net }: Site, trace: Trace): HttpResponseMessage | undefined => responseOf(trace, net.id('client'))

const isCut = ({ headers, body }: HttpResponseMessage): boolean =>
  body !== undefined && body.bytes < Number(get(headers, 'Content-Length') ?? Number.NaN)

const headersOf = (value: Json | undefined): readonly Header[] =>
  Object.entries(objectOf(value)).map(([name, one]) => [name, stringOf(one)])

function virtualHost(recording: Recording): Json {
  const here = site(recording)
  const host = stringOf(recording.input['host_header'])
  const response = answerTo(here, ask(here, { headers: [['Host', host]] }))
  const [, server = null] = /answer\.test\/(\w+)/.exec(get(response?.headers ?? [], 'Location') ?? '') ?? []
  return { status: response?.status ?? null, server }
}

function staticFile(recording: Recording): Json {
  const here = site(recording)
  const { method, headers } = recording.input
  const path = stringOf(recording.input['request_uri']).replace(/(\w)\*(\d+)/, (_, letter: string, count: string) =>
    letter.repeat(Number(count)),
  )
  const response = answerTo(
    here,
    ask(here, { target: path, method: stringOf(method) || 'GET', headers: headersOf(headers) }),
  )
  const header = (name: string) => get(response?.headers ?? [], name) ?? null
  return {
    status: response?.status ?? null,
    error: null,
    location: header('Location'),
    allow: header('Allow'),
    content_range: header('Content-Range'),
  }
}

function proxied(recording: Recording): Json {
  const here = site(recording)
  const { method, requests } = recording.input
  const count = typeof requests === 'number' ? requests : 1
  const responses = Array.from({ length: count }, (): JsonObject => {
    const before = here.reached.length
    const trace = ask(here, { method: stringOf(method) || 'GET' })
    const response = answerTo(here, trace)
    const t = trace.durationMs / 1000
    if (response && isCut(response)) return { status: null, t, error: 'IncompleteRead' }
    const server = get(response?.headers ?? [], servedByHeader) ?? null
    const isOwn = here.reached.length > before && response?.status === 200
    return { status: response?.status ?? null, t, ...(isOwn ? { served_by: server } : {}) }
  })
  return { responses }
}

function balanced(recording: Recording): Json {
  const here = site(recording)
  const { requests, arrival } = recording.input
  const count = typeof requests === 'number' ? requests : 20
  if (arrival === 'sequential' || arrival === undefined) {
    for (let index = 0; index < count; index += 1) ask(here, {})
  } else {
    const request: HttpRequestSpec = {
      type: 'http',
      from: here.net.id('client'),
      method: 'GET',
      url: own,
    }
    here.net.run(Array.from({ length: count }, (_, index) => ({ type: 'request', at: index * 10, request })))
  }
  return { sequence: here.reached.map(({ letter }) => letter) }
}

function mapped(recording: Recording): Json {
  const here = site(recording)
  const response = answerTo(here, ask(here, { target: stringOf(recording.input['request_uri']) }))
  const [first] = here.reached
  const status = response?.status ?? null
  return first ? { status, upstream_target: first.message.target } : { status }
}

const toldHeaders = [
  'host',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-server',
  'x-forwarded-proto',
  'connection',
  'via',
]

function forwarded(recording: Recording): Json {
  const here = site(recording)
  const { client_headers: sent, client_host: host } = recording.input
  const headers: readonly Header[] = [['Host', stringOf(host)], ...headersOf(sent)]
  ask(here, { headers })
  const message = here.reached[0]?.message
  if (!message) return { upstream_http_version: null, upstream_headers: {} }
  const names = [...new Set(message.headers.map(([name]) => name.toLowerCase()))]
  const seen = names
    .map((name) => [name, all(message.headers, name)] as const)
    .filter(([, values]) => values.length > 0)
  return { upstream_http_version: `HTTP/${message.version}`, upstream_headers: Object.fromEntries(seen) }
}

const kinds: Readonly<Record<string, (recording: Recording) => Json>> = {
  vhost: virtualHost,
  static: staticFile,
  proxy: proxied,
  balance: balanced,
  proxypass_path: mapped,
  forwarded_headers: forwarded,
}

function answer(recording: Recording): Answer {
  const kind = kinds[stringOf(recording.input['kind'])]
  return kind ? answered(kind(recording)) : { type: 'not-modelled', why: `kind ${stringOf(recording.input['kind'])}` }
}

interface Response {
  readonly status: number | null
  readonly t?: number
  readonly served_by?: string | null
  readonly error?: string
}

function compare(observed: Json, got: Json, recording: Recording): string | undefined {
  const differs = `expected ${JSON.stringify(observed)}, got ${JSON.stringify(got)}`
  const [expected, came] = [objectOf(observed), objectOf(got)]
  if (recording.input['kind'] === 'proxy') {
    const [theirs, mine] = [expected['responses'], came['responses']] as unknown as (readonly Response[])[]
    const isSame = theirs?.every((one, index) => isSameResponse(one, mine?.[index]))
    return isSame && theirs?.length === mine?.length ? undefined : differs
  }
  if (recording.input['kind'] === 'forwarded_headers') {
    const [theirs, mine] = [objectOf(expected['upstream_headers']), objectOf(came['upstream_headers'])]
    const names = new Set([...toldHeaders, ...Object.keys(theirs)])
    const isSame = [...names].every((name) => JSON.stringify(theirs[name]) === JSON.stringify(mine[name]))
    return isSame && expected['upstream_http_version'] === came['upstream_http_version'] ? undefined : differs
  }
  // What a recording does not tell is not compared.
  const told = Object.keys(expected)
  return told.every((key) => spelled(key, expected[key]) === spelled(key, came[key])) ? undefined : differs
}

/** The methods that are allowed come in the order of a hash table that is seeded anew at each start. */
const spelled = (key: string, value: Json | undefined): string =>
  JSON.stringify(key === 'allow' && typeof value === 'string' ? value.split(',').toSorted() : value)

const isSameResponse = (expected: Response, came: Response | undefined): boolean =>
  came !== undefined &&
  expected.status === came.status &&
  expected.error === came.error &&
  (expected.served_by ?? null) === (came.served_by ?? null) &&
  Math.abs((expected.t ?? 0) - (came.t ?? 0)) <= 0.2

export const apache: Adapter = { family: 'apache', answer, compare }
