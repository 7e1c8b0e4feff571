import type { HttpResponseMessage } from '../../../model/packet.ts'
import type { Header } from '../../../model/request.ts'
import type { Json, JsonObject } from '../../../model/topology.ts'
import { read } from '../../../programs/nginx/read.ts'
import { answered, notModelled, type Adapter, type Answer, type Recording } from '../adapter.ts'
import { lab } from '../lab.ts'
import { askOrigin, askResponse, fetched, firstFailure, type Failure } from './cache-tests-checks.ts'
import { originOf, spelledOut, type Defined, type SeenByOrigin } from './cache-tests-origin.ts'
import { responseOf } from './seen.ts'

/** What the suite's nginx was told: a cache with revalidation before the test server. */
const configuration = `
  proxy_cache_path /var/cache/nginx levels=1:2 keys_zone=tests:8m max_size=1000m inactive=600m;
  server {
    listen 8002;
    location / {
      proxy_pass http://10.20.0.11:8000;
      proxy_cache tests;
      proxy_cache_revalidate on;
      proxy_http_version 1.1;
    }
  }`

const column = 'nginx 1.22.1'
/** The suite waits so long where a test says so, ms. */
const pauseMs = 3000
/** Somewhere within a second, as the recording began: nobody starts at a whole one. */
const startMs = 400
const id = '8a5b9c0e-1d2f-4a3b-8c4d-5e6f708192a3'

/** http-tests/cache-tests: the suite's client asks nginx, and nginx the suite's test server. */
export const cacheConformance: Adapter = {
  family: 'cache_conformance',
  isCounted: ({ observed }) => ['pass', 'Assertion'].includes(outcomeOf(observed) ?? ''),
  answer,
  compare: (observed, got) => {
    const [expected, came] = [columnOf(observed), got].map(inWords)
    return expected === came ? undefined : `expected ${expected}, got ${came}`
  },
}

function columnOf(observed: Json): Json | undefined {
  return observed !== null && typeof observed === 'object' && !Array.isArray(observed)
    ? (observed as JsonObject)[column]
    : undefined
}

function outcomeOf(observed: Json): string | undefined {
  const one = columnOf(observed)
  if (typeof one === 'string') return one
  const outcome =
    one !== null && typeof one === 'object' && !Array.isArray(one) ? (one as JsonObject)['outcome'] : undefined
  return typeof outcome === 'string' ? outcome : undefined
}

/** An outcome without what is different in every run: dates and the test's own number. */
function inWords(outcome: Json | undefined): string {
  return JSON.stringify(outcome)
    .replaceAll(/\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT/g, 'DATE')
    .replaceAll(/[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/g, 'ID')
}

function answer({ input }: Recording): Answer {
  const requests = input['requests'] as unknown as readonly Defined[]
  try {
    const failure = play(requests)
    return answered(failure === undefined ? 'pass' : { ...failure })
  } catch (error) {
    if (error instanceof TypeError) return answered({ outcome: 'TypeError', detail: error.message })
    return notModelled(String(error))
  }
}

function play(requests: readonly Defined[]): Failure | undefined {
  const seen: SeenByOrigin[] = []
  const net = lab({
    kind: 'reverse-proxy',
    program: 'nginx',
    config: read(configuration).config,
    origins: { origin: '10.20.0.11' },
    ports: [8000],
    script: originOf(requests, id, seen),
  })
  net.wait(startMs)
  const responses: HttpResponseMessage[] = []
  for (const [index, defined] of requests.entries()) {
    const { filename, query_arg: query, request_method: method = 'GET', request_body: body } = defined
    const path = `/test/${id}${filename === undefined ? '' : `/${filename}`}${query === undefined ? '' : `?${query}`}`
    const trace = net.get('client', `http://10.20.0.16:8002${path}`, {
      method,
      headers: headersOf(defined, index + 1, responses.at(-1)),
      ...(body === undefined ? {} : { body }),
    })
    const response = responseOf(trace, net.id('client'))
    if (!response) throw new TypeError('fetch failed')
    responses.push(response)
    const failure = firstFailure(askResponse(defined, index + 1, response, id))
    if (failure) return failure
    if (defined.pause_after !== undefined) net.wait(pauseMs)
  }
  return firstFailure(askOrigin(requests, responses, seen))
}

/** What `fetch` sends: lines of one name become one. */
function headersOf(defined: Defined, number: number, previous: HttpResponseMessage | undefined): readonly Header[] {
  const now = previous ? Number.parseInt(fetched(previous, 'Server-Now') ?? '', 10) : 0
  const own = (defined.request_headers ?? []).map((header): Header => {
    const isMagic = defined.magic_ims === true && header[0].toLowerCase() === 'if-modified-since'
    return [header[0], String(isMagic ? spelledOut(header, { now, base: undefined }, defined) : header[1])]
  })
  const standard: readonly Header[] = [
    ['Accept', '*/*'],
    ['Accept-Language', '*'],
    ['Sec-Fetch-Mode', 'cors'],
    ['User-Agent', 'node'],
    ['Accept-Encoding', 'gzip, deflate'],
    ...(defined.request_body === undefined ? [] : [['Content-Type', 'text/plain;charset=UTF-8'] as const]),
  ]
  const said: readonly Header[] = [
    ['Pragma', 'foo'],
    ['Cache-Control', 'nothing-to-see-here'],
    ...own,
    ['Test-ID', id],
    ['Req-Num', String(number)],
  ]
  const lines = new Map<string, Header>()
  for (const [name, value] of said) {
    const key = name.toLowerCase()
    const before = lines.get(key)
    lines.set(key, [name, before ? `${before[1]}, ${value}` : value])
  }
  return [...standard.filter(([name]) => !lines.has(name.toLowerCase())), ...lines.values()]
}
