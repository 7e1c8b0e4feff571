import type { HttpRequestMessage } from '../../../model/packet.ts'
import type { Header } from '../../../model/request.ts'
import { formatHttpDate } from '../../../protocols/http/date.ts'
import { get } from '../../../protocols/http/headers.ts'
import type { Script, ScriptedAnswer } from '../scripted.ts'

/** A header of a definition: dates may be given as seconds from the moment of the answer; a third member hides it. */
export type DefinedHeader = readonly [name: string, value: string | number, isChecked?: boolean]

/** One request of a test, in the words of http-tests/cache-tests. */
export interface Defined {
  readonly setup?: boolean
  readonly setup_tests?: readonly string[]
  readonly pause_after?: boolean
  readonly request_method?: string
  readonly request_headers?: readonly DefinedHeader[]
  readonly request_body?: string
  readonly query_arg?: string
  readonly filename?: string
  readonly redirect?: string
  readonly magic_ims?: boolean
  readonly magic_locations?: boolean
  readonly rfc850date?: readonly string[]
  readonly response_status?: readonly [status: number, reason: string]
  readonly response_headers?: readonly DefinedHeader[]
  readonly response_body?: string | null
  readonly response_pause?: number
  readonly disconnect?: boolean
  readonly check_body?: boolean
  readonly expected_type?: 'cached' | 'not_cached' | 'lm_validated' | 'etag_validated'
  readonly expected_status?: number | null
  readonly expected_method?: string
  readonly expected_request_headers?: readonly (string | DefinedHeader)[]
  readonly expected_request_headers_missing?: readonly (string | DefinedHeader)[]
  readonly expected_response_headers?: readonly (
    | string
    | DefinedHeader
    | readonly [string, '=' | '>', string | number]
  )[]
  readonly expected_response_headers_missing?: readonly (string | DefinedHeader)[]
  readonly expected_response_text?: string | null
}

/** What the origin remembers of a request for the client's questions at the end. */
export interface SeenByOrigin {
  readonly requestNumber: number
  readonly message: HttpRequestMessage
  /** Headers of its answer that the client must have got. */
  readonly answered: ReadonlyMap<string, string | number | readonly (string | number)[]>
}

const dateHeaders = new Set(['date', 'expires', 'last-modified', 'if-modified-since', 'if-unmodified-since'])
const locationHeaders = new Set(['location', 'content-location'])
export const bodyless = new Set([204, 304])

/** A defined header as it is sent: seconds become a date, names become addresses. */
export function spelledOut(
  [name, value]: readonly [string, string | number, ...unknown[]],
  { now, base }: { readonly now: number; readonly base: string | undefined },
  { rfc850date = [], magic_locations: isMagic = false }: Defined,
): string | number {
  const lower = name.toLowerCase()
  if (dateHeaders.has(lower) && Number.isInteger(value)) {
    const date = formatHttpDate(now + Number(value) * 1000)
    return rfc850date.includes(lower) ? inRfc850(date) : date
  }
  if (locationHeaders.has(lower) && isMagic) return value === '' ? `${base}` : `${base}/${value}`
  return value
}

const longDays: Readonly<Record<string, string>> = { Tue: 'Tues', Wed: 'Wednes', Thu: 'Thurs', Sat: 'Satur' }

/** `Sun, 06 Nov 1994 08:49:37 GMT` as `Sunday, 06-Nov-94 08:49:37 GMT`. */
function inRfc850(date: string): string {
  const [day = '', number = '', month = '', year = '', ...rest] = date.replace(',', '').split(' ')
  return `${longDays[day] ?? day}day, ${number}-${month}-${year.slice(2)} ${rest.join(' ')}`
}

/** The test server of the suite: answers each request as its definition says, and counts. */
export function originOf(requests: readonly Defined[], id: string, seen: SeenByOrigin[]): Script {
  /** Headers of each answer given; before that, as they are defined. */
  const sent = new Map<number, readonly (readonly [string, string | number])[]>()
  return ({ message, date }) => {
    const count = seen.length + 1
    const number = Number.parseInt(get(message.headers, 'Req-Num') ?? '', 10) || count
    const defined = requests[number - 1]
    if (!defined) return { status: 409, headers: [['Content-Type', 'text/plain']], body: 'no such request' }
    const delayMs = (defined.response_pause ?? 0) * 1000
    const now = date + delayMs
    const [status, reason] = statusOf(
      defined,
      sent.get(number - 1) ?? requests[number - 2]?.response_headers ?? [],
      message,
    )
    const base = message.target
    const headers = new Map<string, { name: string; values: (string | number)[] }>()
    const put = (name: string, value: string | number): void => {
      const known = headers.get(name.toLowerCase())
      headers.set(name.toLowerCase(), { name, values: [...(known?.values ?? []), value] })
    }
    put('Server-Base-Url', base)
    put('Server-Request-Count', count)
    put('Client-Request-Count', number)
    put('Server-Now', now)
    const answered = new Map<string, string | number | readonly (string | number)[]>()
    const spelled = (defined.response_headers ?? []).map(
      (header) => [header[0], spelledOut(header, { now, base }, defined), header[2] ?? true] as const,
    )
    sent.set(
      number,
      spelled.map(([name, value]) => [name, value]),
    )
    for (const [name, value, isChecked] of spelled) {
      put(name, value)
      const values = headers.get(name.toLowerCase())?.values ?? []
      if (isChecked) answered.set(name, values.length === 1 ? (values[0] ?? '') : values)
    }
    if (!headers.has('content-type')) put('Content-Type', 'text/plain')
    seen.push({ requestNumber: number, message, answered })
    put('Request-Numbers', seen.map((one) => one.requestNumber).join(' '))
    if (defined.disconnect) return 'close'
    return answerWith(status, reason, headers, {
      body: bodyless.has(status) ? undefined : defined.response_body || id,
      now,
      delayMs,
    })
  }
}

/** Where the client expects a validation, only a fitting condition is answered with 304. */
function statusOf(
  defined: Defined,
  previous: readonly (readonly [name: string, value: string | number, ...unknown[]])[],
  { headers }: HttpRequestMessage,
): readonly [number, string] {
  if (!defined.expected_type?.endsWith('validated')) return defined.response_status ?? [200, 'OK']
  const former = (name: string): string | number | undefined =>
    previous.findLast((header) => header[0].toLowerCase() === name.toLowerCase())?.[1]
  const [modified, etag] = [former('Last-Modified'), former('ETag')]
  const isSame = modified !== undefined && modified !== '' && get(headers, 'If-Modified-Since') === modified
  const isTagged = etag !== undefined && etag !== '' && get(headers, 'If-None-Match') === etag
  return isSame || isTagged ? [304, 'Not Modified'] : [999, '304 Not Generated']
}

/** The answer as Node's server writes it: what is not ASCII goes out as UTF-8 where a body goes with it. */
function answerWith(
  status: number,
  reason: string,
  headers: ReadonlyMap<string, { readonly name: string; readonly values: readonly (string | number)[] }>,
  { body, now, delayMs }: { readonly body: string | undefined; readonly now: number; readonly delayMs: number },
): ScriptedAnswer {
  const lines: Header[] = [...headers.values()].flatMap(({ name, values }) =>
    values.map((value): Header => [name, body === undefined ? String(value) : inUtf8(String(value))]),
  )
  if (!headers.has('date')) lines.push(['Date', formatHttpDate(now)])
  lines.push(['Connection', 'close'])
  const declared = headers.get('content-length')?.values[0]
  if (body !== undefined && declared === undefined) {
    lines.push(['Content-Length', String(new TextEncoder().encode(body).length)])
  }
  // What goes beyond the length that was announced is no part of the answer.
  const whole = declared === undefined ? body : body?.slice(0, Number(declared))
  return { status, reason, headers: lines, ...(whole === undefined ? {} : { body: whole }), delayMs }
}

/** Its UTF-8 bytes, each as one character. */
const inUtf8 = (text: string): string => String.fromCharCode(...new TextEncoder().encode(text))
