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
import { listOf, objectOf, stringOf } from '../values.ts'
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
  /** How each server behind fails; steps of a recording change it. */
  readonly faults: Record<string, Json>
  /** Requests that reached an origin, in their order. */
  readonly reached: { readonly letter: string; readonly message: HttpRequestMessage }[]
}

function site(recording: Recording): Site {
  const { config } = configText.read(head + (recording.real_config ?? ''), '2.4')
  const faults: Record<string, Json> = { ...objectOf(recording.input['faults']) }
  const reached: Site['reached'] = []
  const origin = recording.input['origin']
  const script: Script = ({ device, message }) => {
    const letter = net.nameOf(device)
    reached.push({ letter, message })
    return origin === undefined ? behaviourUnder(stringOf(faults[letter]), letter) : told(objectOf(origin), letter)
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
  setFaults(net, faults)
  return { net, reached, faults }
}

/** A server's process, or the way to it, goes or comes back. */
function setFaults(net: NetworkBuilder, faults: JsonObject): void {
  for (const [letter, fault] of Object.entries(faults)) {
    net.change(letter, { service: true, routes: [] })
    serverChanges[stringOf(fault)]?.(net, letter)
  }
}

/** The answer that a recording tells its server to give. */
function told({ status, headers }: JsonObject, letter: string): ReturnType<Script> {
  return {
    status: typeof status === 'number' ? status : 200,
    headers: [...pairsOf(headers), ['X-Server', letter]],
    body: letter,
  }
}

const pairsOf = (value: Json | undefined): readonly Header[] =>
  listOf(value).map((pair) => {
    const [name, written] = listOf(pair)
    return [stringOf(name), stringOf(written)]
  })

interface Asked {
  /** What stands in the request line; unset: `/`. */
  readonly target?: string
  readonly method?: string
  readonly headers?: readonly Header[]
  readonly body?: string
}

function ask({ net }: Site, { target = '/', method = 'GET', headers = [], body }: Asked): Trace {
  const orders: readonly Header[] = [[':target', target], ...headers]
  const request: HttpRequestSpec = { type: 'http', from: net.id('client'), method, url: own, headers: orders }
  const sent = body ?? (method === 'POST' || method === 'PUT' ? 'a=1' : '')
  return net.send(sent === '' ? request : { ...request, body: sent })
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
  const { method, requests, steps } = recording.input
  const count = typeof requests === 'number' ? requests : 1
  const played = steps === undefined ? Array.from({ length: count }, () => ({})) : listOf(steps)
  const responses = played.flatMap((one): readonly JsonObject[] => {
    const { pause, fault, target, headers } = objectOf(one)
    if (typeof pause === 'number') here.net.wait(pause * 1000)
    if (fault !== undefined) setFaults(here.net, Object.assign(here.faults, fault))
    if (pause !== undefined || fault !== undefined) return []
    const before = here.reached.length
    const trace = ask(here, {
      method: stringOf(method) || 'GET',
      target: stringOf(target) || '/',
      headers: pairsOf(headers),
    })
    const response = answerTo(here, trace)
    const t = trace.durationMs / 1000
    if (response && isCut(response)) return [{ status: null, t, error: 'IncompleteRead' }]
    const server = get(response?.headers ?? [], servedByHeader) ?? null
    const isOwn = here.reached.length > before && response?.status === 200
    return [{ status: response?.status ?? null, t, ...(isOwn ? { served_by: server } : {}) }]
  })
  return { responses }
}

function balanced(recording: Recording): Json {
  const here = site(recording)
  const { requests, arrival, asked, gap_ms: gap = 10 } = recording.input
  const count = typeof requests === 'number' ? requests : 20
  if (Array.isArray(asked)) {
    for (const one of listOf(asked)) {
      const { target, headers, method, body } = objectOf(one)
      const sent = body === undefined ? {} : { body: stringOf(body) }
      ask(here, {
        target: stringOf(target) || '/',
        headers: pairsOf(headers),
        method: stringOf(method) || 'GET',
        ...sent,
      })
    }
  } else if (arrival === 'sequential' || arrival === undefined) {
    for (let index = 0; index < count; index += 1) ask(here, {})
  } else {
    const request: HttpRequestSpec = {
      type: 'http',
      from: here.net.id('client'),
      method: 'GET',
      url: own,
    }
    here.net.run(Array.from({ length: count }, (_, index) => ({ type: 'request', at: index * Number(gap), request })))
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
  const { client_headers: sent, client_host: host, method, version, body } = recording.input
  const order: readonly Header[] = version === undefined ? [] : [[':version', stringOf(version)]]
  const headers: readonly Header[] = [...order, ['Host', stringOf(host)], ...headersOf(sent)]
  ask(here, { headers, method: stringOf(method) || 'GET', ...(body === undefined ? {} : { body: stringOf(body) }) })
  const message = here.reached[0]?.message
  if (!message) return { upstream_http_version: null, upstream_headers: {} }
  const names = [...new Set(message.headers.map(([name]) => name.toLowerCase()))]
  const seen = names
    .map((name) => [name, all(message.headers, name)] as const)
    .filter(([, values]) => values.length > 0)
  return { upstream_http_version: `HTTP/${message.version}`, upstream_headers: Object.fromEntries(seen) }
}

/** What came to the client of an answer that the server behind was told to give. */
function passedBack(recording: Recording): Json {
  const here = site(recording)
  const { method, request_uri: target, headers } = recording.input
  const asked: readonly Header[] = [['Host', 'client.test'], ...pairsOf(headers)]
  const response = answerTo(
    here,
    ask(here, { method: stringOf(method) || 'GET', target: stringOf(target), headers: asked }),
  )
  return { status: response?.status ?? null, headers: (response?.headers ?? []).map((header) => [...header]) }
}

const kinds: Readonly<Record<string, (recording: Recording) => Json>> = {
  vhost: virtualHost,
  static: staticFile,
  proxy: proxied,
  balance: balanced,
  proxypass_path: mapped,
  forwarded_headers: forwarded,
  passed_back: passedBack,
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
  if (recording.input['kind'] === 'passed_back') {
    const [theirs, mine] = [lines(expected['headers']), lines(came['headers'])]
    return theirs === mine && expected['status'] === came['status'] ? undefined : differs
  }
  // What a recording does not tell is not compared.
  const told = Object.keys(expected)
  return told.every((key) => spelled(key, expected[key]) === spelled(key, came[key])) ? undefined : differs
}

/** Header lines in one text: the order among different names means nothing, nor do lengths of pages or the date. */
const lines = (value: Json | undefined): string =>
  pairsOf(value)
    .map(([name, one]): Header => [name.toLowerCase(), one])
    .filter(([name]) => !['date', 'content-length', 'transfer-encoding'].includes(name))
    .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map((header) => header.join(': '))
    .join('\n')

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
