import type { HttpResponseMessage } from '../../../model/packet.ts'
import { all, get, has } from '../../../protocols/http/headers.ts'
import { bodyless, spelledOut, type Defined, type SeenByOrigin } from './cache-tests-origin.ts'

/** How a test ended: a precondition that does not hold (`Setup`), or the behaviour in question (`Assertion`). */
export type Failure = { readonly outcome: 'Setup' | 'Assertion' | 'TypeError'; readonly detail: string }

/** One question of the suite: whether it is part of the setting-up, what must hold, what is said if it does not. */
type Question = readonly [isSetup: boolean, holds: boolean, detail: string]

/** The first question that does not hold. */
export function firstFailure(questions: Iterable<Question>): Failure | undefined {
  for (const [isSetup, holds, detail] of questions) {
    if (!holds) return { outcome: isSetup ? 'Setup' : 'Assertion', detail }
  }
  return undefined
}

const isSetup = (defined: Defined, member: keyof Defined): boolean =>
  defined.setup === true || (defined.setup_tests ?? []).includes(member)

/** A header as `fetch` gives it out: all lines as one. */
export function fetched(response: HttpResponseMessage, name: string): string | null {
  return has(response.headers, name) ? all(response.headers, name).join(', ') : null
}

const integer = (text: string | null): number => Number.parseInt(text ?? '', 10)

/** What the client asks of the response as it comes. */
export function* askResponse(
  defined: Defined,
  number: number,
  response: HttpResponseMessage,
  id: string,
): Iterable<Question> {
  const count = integer(fetched(response, 'Server-Request-Count'))
  const { status } = response
  const numbers = fetched(response, 'Request-Numbers')?.split(' ') ?? []
  yield [true, numbers.length === new Set(numbers).size, 'retry']
  const type = isSetup(defined, 'expected_type')
  if (defined.expected_type === 'cached' && !(status === 304 && Number.isNaN(count))) {
    yield [type, count < number, `Response ${number} does not come from cache`]
  }
  if (defined.expected_type === 'not_cached') yield [type, count === number, `Response ${number} comes from cache`]
  yield* askStatus(defined, number, status)
  yield* askHeaders(defined, number, response)
  yield* askBody(defined, response, id)
}

function* askStatus(defined: Defined, number: number, status: number): Iterable<Question> {
  const saying = (wanted: number) => `Response ${number} status is ${status}, not ${wanted}`
  const { expected_status: expected, response_status: [given] = [] } = defined
  if (expected !== undefined) {
    if (expected !== null) yield [isSetup(defined, 'expected_status'), status === expected, saying(expected)]
  } else if (given !== undefined) yield [true, status === given, saying(given)]
  else if (status === 999) {
    yield [isSetup(defined, 'expected_type'), false, `Request ${number} should have been conditional, but it was not.`]
  } else yield [true, status === 200, saying(200)]
}

function* askHeaders(defined: Defined, number: number, response: HttpResponseMessage): Iterable<Question> {
  const present = isSetup(defined, 'expected_response_headers')
  const context = {
    now: integer(fetched(response, 'Server-Now')),
    base: fetched(response, 'Server-Base-Url') ?? undefined,
  }
  for (const header of defined.expected_response_headers ?? []) {
    const [name, second, third] = typeof header === 'string' ? [header] : header
    const isThere = [present, has(response.headers, name), `Response ${number} ${name} header not present.`] as const
    const value = fetched(response, name)
    if (second === undefined) yield isThere
    else if (third === undefined) {
      const wanted = spelledOut([name, second], context, defined)
      yield [present, value === wanted, `Response ${number} header ${name} is "${value}", not "${wanted}"`]
    } else {
      yield isThere
      const is = `Response ${number} header ${name} is ${value}, should`
      const other = String(third)
      if (second === '>') yield [present, integer(value) > Number(third), `${is} be bigger than ${third}`]
      else yield [present, value === fetched(response, other), `${is} match ${other} (${fetched(response, other)})`]
    }
  }
  const missing = isSetup(defined, 'expected_response_headers_missing')
  for (const header of defined.expected_response_headers_missing ?? []) {
    // With a value the suite looks where there never is one.
    if (typeof header !== 'string') continue
    const value = fetched(response, header)
    yield [missing, value === null, `Response ${number} includes unexpected header ${header}: "${value}"`]
  }
}

function* askBody(defined: Defined, { status, body }: HttpResponseMessage, id: string): Iterable<Question> {
  if (defined.check_body === false) return
  const { expected_response_text: expected, response_body: given } = defined
  const text = body?.text ?? ''
  const saying = (wanted: string) => `Response body is "${text}", not "${wanted}"`
  if (expected !== undefined) {
    if (expected !== null) yield [isSetup(defined, 'expected_response_text'), text === expected, saying(expected)]
  } else if (given !== undefined && given !== null) yield [true, text === given, saying(given)]
  else if (!bodyless.has(status) && defined.request_method !== 'HEAD') yield [true, text === id, saying(id)]
}

/** What the client asks at the end, with what the origin saw. */
export function* askOrigin(
  requests: readonly Defined[],
  responses: readonly HttpResponseMessage[],
  seen: readonly SeenByOrigin[],
): Iterable<Question> {
  let at = 0
  for (const [index, defined] of requests.entries()) {
    const number = index + 1
    if (defined.expected_type === 'cached') continue
    const one = seen[at]
    const type = isSetup(defined, 'expected_type')
    if (defined.expected_type === 'not_cached') {
      yield [
        type,
        needed(one).requestNumber === number,
        `Response ${number} comes from cache (${one?.requestNumber} on server)`,
      ]
    }
    at += 1
    for (const [kind, name] of validations) {
      if (defined.expected_type !== kind) continue
      yield [type, one !== undefined, `request ${number} wasn't sent to server`]
      yield [type, has(needed(one).message.headers, name), `request ${number} doesn't have ${name} header`]
    }
    yield* askRequest(defined, number, one)
    const response = responses[index]
    if (one && response) yield* askAnswered(number, one, response)
    const { expected_method: expected } = defined
    if (expected !== undefined) {
      const { method } = needed(one).message
      yield [
        isSetup(defined, 'expected_method'),
        method === expected,
        `Request ${number} had method ${method}, not ${expected}`,
      ]
    }
  }
}

const validations = [
  ['etag_validated', 'if-none-match'],
  ['lm_validated', 'if-modified-since'],
] as const

/** The suite reads on where the origin saw nothing, and trips over it. */
function needed(one: SeenByOrigin | undefined): SeenByOrigin {
  if (!one) throw new TypeError('The origin saw no such request')
  return one
}

function* askRequest(defined: Defined, number: number, one: SeenByOrigin | undefined): Iterable<Question> {
  for (const header of defined.expected_request_headers ?? []) {
    const { headers } = needed(one).message
    const present = isSetup(defined, 'expected_request_headers')
    const [name, wanted] = typeof header === 'string' ? [header] : header
    if (wanted === undefined) yield [present, has(headers, name), `Request ${number} ${name} header not present.`]
    else {
      const value = get(headers, name)
      yield [present, value === wanted, `Request ${number} header ${name} is "${value}", not "${wanted}"`]
    }
  }
  for (const header of defined.expected_request_headers_missing ?? []) {
    const { headers } = needed(one).message
    const missing = isSetup(defined, 'expected_request_headers_missing')
    const [name, unwanted] = typeof header === 'string' ? [header] : header
    if (unwanted === undefined) yield [missing, !has(headers, name), `Request ${number} ${name} header present.`]
    else yield [missing, get(headers, name) !== unwanted, `Request ${number} header ${name} is "${unwanted}"`]
  }
}

/** The client must have got what the origin says it answered; dates aside. */
function* askAnswered(number: number, { answered }: SeenByOrigin, response: HttpResponseMessage): Iterable<Question> {
  for (const [name, sent] of answered) {
    if (name.toLowerCase() === 'date') continue
    const received = fetched(response, name)
    const wanted = typeof sent === 'object' ? sent.join(', ') : sent
    yield [true, received === wanted, `Response ${number} header ${name} is "${received}", not "${wanted}"`]
  }
}
