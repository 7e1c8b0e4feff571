import type { HttpResponseMessage } from '../../../model/packet.ts'
import type { Header } from '../../../model/request.ts'
import { askOrigin, askResponse, fetched, firstFailure, type Failure } from './cache-tests-checks.ts'
import { spelledOut, type Defined, type SeenByOrigin } from './cache-tests-origin.ts'

/** A cache under test, with the suite's origin behind it. */
export interface Cache {
  ask(request: {
    readonly path: string
    readonly method: string
    readonly headers: readonly Header[]
    readonly body?: string
  }): HttpResponseMessage | undefined
  wait(ms: number): void
}

/** The number that the suite gives a test; what is asked for bears it. */
export const testId = '8a5b9c0e-1d2f-4a3b-8c4d-5e6f708192a3'
/** The suite waits so long where a test says so, ms. */
const pauseMs = 3000

/** Plays a test of http-tests/cache-tests as its client does: the first thing that does not hold, or nothing. */
export function playTest(
  requests: readonly Defined[],
  cache: Cache,
  seen: readonly SeenByOrigin[],
): Failure | undefined {
  const responses: HttpResponseMessage[] = []
  for (const [index, defined] of requests.entries()) {
    const { filename, query_arg: query, request_method: method = 'GET', request_body: body } = defined
    const path = `/test/${testId}${filename === undefined ? '' : `/${filename}`}${query === undefined ? '' : `?${query}`}`
    const headers = headersOf(defined, index + 1, responses.at(-1))
    const response = cache.ask({ path, method, headers, ...(body === undefined ? {} : { body }) })
    if (!response) throw new TypeError('fetch failed')
    responses.push(response)
    const failure = firstFailure(askResponse(defined, index + 1, response, testId))
    if (failure) return failure
    if (defined.pause_after !== undefined) cache.wait(pauseMs)
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
    ['Test-ID', testId],
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
