import type { HttpRequestMessage } from '../../../model/packet.ts'
import type { BodyType, FetchMode, Header, HttpRequestSpec } from '../../../model/request.ts'
import type { Json, JsonObject } from '../../../model/topology.ts'
import type { Trace } from '../../../model/trace.ts'
import { get } from '../../../protocols/http/headers.ts'
import { parseUrl } from '../../../protocols/url/url.ts'
import { answered, type Adapter, type Recording } from '../adapter.ts'
import { whatDiffers } from '../runner.ts'
import type { Script, ScriptedAnswer } from '../scripted.ts'
import { web } from '../web.ts'

interface Spoken {
  readonly status: number
  readonly headers?: readonly Header[]
}

interface Case {
  readonly page_origin: string
  readonly request: Init
  readonly server: Readonly<Record<string, Spoken | null>>
}

/** What the recorder handed to `fetch()`, and how it made the body. */
interface Init {
  readonly url: string
  readonly method?: string
  readonly mode?: FetchMode
  readonly credentials?: 'omit' | 'same-origin' | 'include'
  readonly redirect?: 'follow' | 'error' | 'manual'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly body_urlsearch?: Json
  readonly body_formdata?: Json
  /** The type of the blob. */
  readonly body_blob?: string
  /** So often the same request is made. */
  readonly repeat?: number
  /** Ms in between. */
  readonly waits?: number
}

const isPreflight = ({ method, headers }: HttpRequestMessage) =>
  method === 'OPTIONS' && get(headers, 'Access-Control-Request-Method') !== undefined
const legOf = ({ target }: HttpRequestMessage) => /[?&]leg=(\w+)/.exec(target)?.[1] ?? '1'
const page = '<title>page</title>'

/** The recorder's server: by leg and by whether it is asked in advance. */
const script =
  (server: Case['server']): Script =>
  ({ message }) => {
    const leg = legOf(message)
    const asksFirst = isPreflight(message)
    const spoken =
      leg === '1'
        ? asksFirst
          ? server['preflight']
          : server['response']
        : ((asksFirst ? server[`preflight${leg}`] : undefined) ?? server[`leg${leg}`])
    return speak(spoken ?? { status: 404, headers: [] })
  }

function speak({ status, headers = [] }: Spoken): ScriptedAnswer {
  const type = get(headers, 'Content-Type') === undefined ? ([['Content-Type', 'text/html']] as const) : []
  return { status, headers: [...headers, ...type], body: status === 204 || status === 304 ? '' : page }
}

function bodyOf({ body, body_urlsearch, body_formdata, body_blob }: Init): { body?: string; bodyType?: BodyType } {
  if (body_urlsearch !== undefined) return { body: 'a=1', bodyType: 'urlencoded' }
  if (body_formdata !== undefined) return { body: 'a=1', bodyType: 'multipart' }
  if (body_blob !== undefined) return { body: 'x', bodyType: 'blob' }
  return body === undefined ? {} : { body, bodyType: 'text' }
}

function specOf({ page_origin, request }: Case): Omit<HttpRequestSpec, 'from' | 'type'> {
  const { url, method = 'GET', mode, credentials, redirect, headers = {}, body_blob } = request
  const own = Object.entries(headers)
  // A blob's own type comes along as the body's (Fetch, "extract a body").
  const hasType = own.some(([name]) => name.toLowerCase() === 'content-type')
  const blobType: readonly Header[] = body_blob && !hasType ? [['Content-Type', body_blob.toLowerCase()]] : []
  return {
    url,
    method,
    initiator: 'fetch',
    pageOrigin: page_origin,
    headers: [...own, ...blobType],
    ...(mode && { mode }),
    ...(credentials && { credentials }),
    ...(redirect && { redirect }),
    ...bodyOf(request),
  }
}

/** Every request that the server got, in the recorder's words. */
function requestsOf(traces: readonly Trace[], server: string): JsonObject[] {
  const hops = traces.flatMap((trace) => trace.hops.filter(({ device }) => device === server))
  return hops.flatMap(({ packetIn }) =>
    packetIn?.message?.protocol === 'http' && packetIn.message.kind === 'request' ? [heard(packetIn.message)] : [],
  )
}

function heard(message: HttpRequestMessage): JsonObject {
  const { method, headers } = message
  const optional = {
    origin: get(headers, 'Origin'),
    acrm: get(headers, 'Access-Control-Request-Method'),
    acrh: get(headers, 'Access-Control-Request-Headers'),
    content_type: get(headers, 'Content-Type')?.replace(/(----WebKitFormBoundary).*/, '$1XXXX'),
  }
  const given = Object.entries(optional).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return {
    method,
    is_preflight: isPreflight(message),
    ...Object.fromEntries(given),
    cookie_sent: get(headers, 'Cookie') !== undefined,
    leg: legOf(message),
  }
}

/** What `fetch()` came to: the recorder lists the headers that the script could read, without those of the body. */
function outcome(trace: Trace | undefined): JsonObject {
  const seen = trace?.page?.script
  if (!seen) return { verdict: 'rejected', error: 'TypeError' }
  return {
    verdict: 'resolved',
    type: seen.type,
    status: seen.status,
    body_readable: seen.bodyBytes > 0,
    visible_headers: seen.headers.filter((name) => name !== 'content-type' && name !== 'content-length'),
  }
}

function answer({ input }: Recording) {
  const asked = input as unknown as Case
  const { mode } = asked.request
  // JavaScript's own door: `fetch()` throws at a word that is none of its modes, and nothing happens.
  const isMode = mode === undefined || mode === 'cors' || mode === 'no-cors' || mode === 'same-origin'
  const url = parseUrl(asked.request.url)
  const names = new Set(['app.test', 'api.test', 'third.test', ...(url.ok ? [url.value.host] : [])])
  names.delete('nosuch.example')
  const net = web({ names: [...names], ports: [80, 8081, 8082], script: script(asked.server) })
  const traces = Array.from({ length: isMode ? (asked.request.repeat ?? 1) : 0 }, (_, index) => {
    if (index > 0 && asked.request.waits !== undefined) net.wait(asked.request.waits)
    return net.get('browser', asked.request.url, specOf(asked))
  })
  const seen = requestsOf(traces, net.id('origin'))
  return answered({
    ...outcome(traces.at(-1)),
    requests_seen_by_server: seen,
    preflight_sent: seen.some((one) => one['is_preflight']),
    actual_request_reached_server: seen.some((one) => !one['is_preflight']),
  })
}

/**
 * Of the headers that the script could read a recording lists some only, and those that the recorder's server adds by
 * itself count for nothing: all that begin with `x-` must agree, and what else it lists must be there.
 */
function compare(observed: Json, got: Json, { input }: Recording): string | undefined {
  const [expected, came] = [observed as JsonObject, got as JsonObject]
  const { server } = input as unknown as Case
  const spoken = Object.values(server).flatMap((one) => one?.headers ?? [])
  const sent = new Set(spoken.map(([name]) => name.toLowerCase()))
  const listed = namesOf(expected).filter((name) => sent.has(name))
  const readable = namesOf(came).filter((name) => name.startsWith('x-') || listed.includes(name))
  return whatDiffers(withNames(expected, listed), withNames(came, readable))
}

const withNames = (outcome: JsonObject, names: readonly string[]): JsonObject =>
  outcome['visible_headers'] === undefined ? outcome : { ...outcome, visible_headers: names }

const namesOf = ({ visible_headers }: JsonObject): readonly string[] =>
  Array.isArray(visible_headers) ? visible_headers.map(String).toSorted() : []

export const corsChromium: Adapter = { family: 'cors_chromium', answer, compare }
export const corsWptChromium: Adapter = { family: 'cors_wpt_chromium', answer, compare }
