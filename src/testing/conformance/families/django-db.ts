import type { HttpResponseMessage } from '../../../model/packet.ts'
import type { Header, HttpRequestSpec } from '../../../model/request.ts'
import type { Json, JsonObject } from '../../../model/topology.ts'
import type { Trace } from '../../../model/trace.ts'
import { get } from '../../../protocols/http/headers.ts'
import { network, type NetworkBuilder } from '../../network.ts'
import { answered, type Adapter, type Recording } from '../adapter.ts'
import { recordedEndpoints, slowMsOf } from './django-app.ts'
import { databaseConfig, djangoConfig, profileOf, type DjangoInput } from './django-settings.ts'

interface Asked {
  readonly path: string
  readonly method?: string
  readonly host?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly timing?: number
  /** Seconds before it is sent. */
  readonly sleep?: number
  /** The recorder's little browser: it keeps the latest cookie and the latest token, and sends them when told. */
  readonly csrf_form?: number
  readonly csrf_header?: number
  readonly use_cookie?: number
}

/** The latest CSRF cookie and token that came. */
interface Jar {
  cookie?: string
  token?: string
}

const port = 8000
const url = (path: string) => `http://127.0.0.1:${port}${path}`

const place = (address: string) => ({ zone: 'lan', interfaces: [{ network: 'z1', addresses: [address] }] })

/** gunicorn with Django, a client on its own machine, and the database. */
function laboratory(input: DjangoInput, slowMs: number | undefined): NetworkBuilder {
  const { program, config, ...rest } = databaseConfig(input)
  const net = network()
    .zone('lan', { cidr: '10.0.2.0/24' })
    .add('web-app', 'app', { ...place('10.0.2.41') })
    .add('database', 'db', { program, config, ...rest, ...(program === 'sqlite' ? {} : place('10.0.2.50')) })
    .cable('app', 'db', { latencyMs: 0 })
  const app = net.device('app')
  net.change('app', {
    program: { ...app.program, profile: profileOf(input) },
    config: { ...djangoConfig(input), endpoints: recordedEndpoints(slowMs) },
  })
  return net.add('client', 'client', { program: 'curl', runsOn: net.id('app') })
}

function sequence(input: DjangoInput, requests: readonly Asked[]): Json {
  const net = laboratory(input, slowMsOf(requests.map(({ path }) => path).join(' ')))
  const jar: Jar = {}
  const responses = requests.map((asked, index) => {
    if (asked.sleep !== undefined) net.wait(asked.sleep * 1000)
    if (index > 0 && input.title === 'postgres_restarts_between_requests') {
      net.change('db', { service: false }).wait(500).change('db', { service: true })
    }
    const trace = net.get('client', url(asked.path), requestOf(asked, jar))
    const response = responseOf(trace)
    keep(jar, response)
    return told(trace, response, asked)
  })
  return { responses }
}

function requestOf(asked: Asked, jar: Jar): Partial<HttpRequestSpec> {
  const sendsCookie = asked.csrf_form || asked.csrf_header || asked.use_cookie
  const headers: readonly Header[] = [
    ['Host', asked.host ?? 'www.example.test'],
    ...(sendsCookie && jar.cookie !== undefined ? [['Cookie', `csrftoken=${jar.cookie}`] as const] : []),
    ...(asked.csrf_header && jar.token !== undefined ? [['X-CSRFToken', jar.token] as const] : []),
    ...Object.entries(asked.headers ?? {}),
  ]
  const body = asked.csrf_form ? `csrfmiddlewaretoken=${jar.token ?? ''}` : asked.body
  return { method: asked.method ?? 'GET', headers, ...(body === undefined ? {} : { body }) }
}

function responseOf(trace: Trace): HttpResponseMessage | undefined {
  if (trace.verdict.seen.type !== 'answer') return undefined
  const message = trace.hops.findLast(
    ({ device, packetIn }) =>
      device === trace.request.from && packetIn?.message?.protocol === 'http' && packetIn.message.kind === 'response',
  )?.packetIn?.message
  return message?.protocol === 'http' && message.kind === 'response' ? message : undefined
}

function keep(jar: Jar, response: HttpResponseMessage | undefined): void {
  const cookie = /csrftoken=([^;]+)/.exec(get(response?.headers ?? [], 'Set-Cookie') ?? '')?.[1]
  const token = contentOf(response)['csrfToken']
  if (cookie !== undefined) jar.cookie = cookie
  if (typeof token === 'string') jar.token = token
}

function contentOf(response: HttpResponseMessage | undefined): JsonObject {
  const text = response?.body?.text ?? ''
  return text.startsWith('{') ? (JSON.parse(text) as JsonObject) : {}
}

const recordedHeaders = ['location', 'x-frame-options', 'strict-transport-security'] as const

function told(trace: Trace, response: HttpResponseMessage | undefined, { timing }: Asked): JsonObject {
  const time = timing ? { t: trace.durationMs / 1000 } : {}
  const { seen } = trace.verdict
  if (!response) return { status: null, error: seen.type.toUpperCase().replaceAll('-', '_'), ...time }
  const headers = recordedHeaders.flatMap((name) => {
    const value = get(response.headers, name)
    return value === undefined ? [] : [[name, value] as const]
  })
  const cookie = get(response.headers, 'Set-Cookie')
  const secure = contentOf(response)['secure']
  return {
    status: response.status,
    ...Object.fromEntries(headers),
    ...(cookie === undefined ? {} : { set_cookie_flags: flagsOf(cookie) }),
    ...(secure === undefined ? {} : { secure }),
    ...time,
  }
}

/** The cookie without its value and its date. */
const flagsOf = (cookie: string): string =>
  cookie.replace(/csrftoken=[^;]+/, 'csrftoken=…').replace(/expires=[^;]+; /, '')

/** So many requests, one after the other in equal steps. */
function burst(input: DjangoInput, count: number): Json {
  const net = laboratory(input, (input.service_time_s ?? 0) * 1000)
  const request = { type: 'http', method: 'GET', url: url('/slow/?d=0.5'), from: net.id('client') } as const
  const headers = [['Host', 'www.example.test']] as const
  const schedule = Array.from({ length: count }, (_, index) => ({
    type: 'request' as const,
    at: index * (input.gap_s ?? 0.02) * 1000,
    request: { ...request, headers },
  }))
  return {
    responses: net.run(schedule).map((trace) => ({
      status: responseOf(trace)?.status ?? null,
      t: trace.durationMs / 1000,
    })),
  }
}

/** Times are compared as the case says, else to a second and what a busy machine adds (gunicorn looks once a second). */
function compare(observed: Json, got: Json, { check }: Recording): string | undefined {
  const tolerance = check?.includes('100 ms') ? 0.1 : 1.2
  const expected = (observed as { responses: readonly JsonObject[] }).responses
  const came = (got as { responses: readonly JsonObject[] }).responses
  const differing = expected.flatMap((one, index) => {
    const other = came[index] ?? {}
    const { t: time, ...rest } = one
    const { t: otherTime, ...otherRest } = other
    const isLate = typeof time === 'number' && !(Math.abs(time - Number(otherTime)) <= tolerance)
    return isLate || sorted(rest) !== sorted(otherRest)
      ? [`request ${index + 1}: expected ${JSON.stringify(one)}, got ${JSON.stringify(other)}`]
      : []
  })
  return differing.length === 0 ? undefined : differing.join('; ')
}

const sorted = (value: JsonObject): string =>
  JSON.stringify(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))

export const djangoDb: Adapter = {
  family: 'django_db',
  answer(recording) {
    const input = recording.input as unknown as DjangoInput & { readonly requests: number | readonly Asked[] }
    const { requests } = input
    return answered(typeof requests === 'number' ? burst(input, requests) : sequence(input, requests))
  },
  compare,
}
