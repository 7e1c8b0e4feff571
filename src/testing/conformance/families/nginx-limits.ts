import { byteLength } from '../../../lib/utf8.ts'
import type { ApplicationMessage, RawMessage } from '../../../model/packet.ts'
import type { Header } from '../../../model/request.ts'
import type { Json, JsonObject } from '../../../model/topology.ts'
import { get } from '../../../protocols/http/headers.ts'
import { answered, notModelled, type Adapter, type Answer, type Recording } from '../adapter.ts'
import { whatDiffers } from '../runner.ts'
import type { Script } from '../scripted.ts'
import { asking, headersIn, NginxSite, textIn } from './nginx-site.ts'

/** Limits, bodies, malformed requests, compression, and headers to and fro. */
export const nginxLimitsGzipHeaders: Adapter = { family: 'nginx_limits_gzip_headers', answer, compare }

const kinds: Readonly<Record<string, (recording: Recording) => Answer>> = {
  limit_req: limits,
  limit_conn: limits,
  body,
  bad_request: malformed,
  gzip,
  forwarded_headers: forwarded,
  response_headers: responseHeaders,
}

function answer(recording: Recording): Answer {
  const kind = textIn(recording, 'kind') ?? ''
  return kinds[kind]?.(recording) ?? notModelled(`kind ${kind}`)
}

/** What of a time is told, in seconds. */
const seconds = (ms: number): number => Math.round(ms) / 1000

function compare(observed: Json, got: Json, recording: Recording): string | undefined {
  if (recording.input['kind'] === 'limit_conn') return whatDiffers(observed, alike(observed, got))
  if (isPassedOn(observed)) return whatDiffers(withoutBytes(observed), withoutBytes(got))
  const [expected, came] = [timed(observed), timed(got)]
  if (!expected || !came) return whatDiffers(observed, got)
  const statuses = (rows: typeof expected) => JSON.stringify(rows.map(({ status }) => status))
  if (statuses(expected) !== statuses(came)) return `expected ${statuses(expected)}, got ${statuses(came)}`
  const late = expected.findIndex(({ t }, index) => Math.abs(t - (came[index]?.t ?? Infinity)) > 0.1)
  return late < 0 ? undefined : `request ${late + 1}: expected ${expected[late]?.t} s, got ${came[late]?.t} s`
}

/** Of requests at once either each is told or their statuses, in any order. */
function alike(observed: Json, got: Json): Json {
  if (observed === null || typeof observed !== 'object' || got === null || typeof got !== 'object') return got
  const statuses = 'statuses' in observed ? observed['statuses'] : undefined
  const sorted = Array.isArray(statuses) ? statuses.map(Number).toSorted((a, b) => a - b) : undefined
  const own = got as JsonObject
  return sorted && JSON.stringify(sorted) === JSON.stringify(own['statuses']) ? observed : got
}

/** How long the answers of the recorders' origin were is nowhere told: then only the statuses count. */
function isPassedOn(observed: Json): boolean {
  if (observed === null || typeof observed !== 'object' || !('statuses' in observed)) return false
  const { statuses } = observed as { readonly statuses: Json }
  return Array.isArray(statuses) && statuses.includes(200)
}

function withoutBytes(value: Json): Json {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value
  const { bytes: _, ...rest } = value as JsonObject
  return rest
}

function timed(value: Json): readonly { readonly status: Json; readonly t: number }[] | undefined {
  if (value === null || typeof value !== 'object' || !('responses' in value)) return undefined
  return value['responses'] as unknown as readonly { status: Json; t: number }[]
}

const refuseUnread = ({ notRead }: NginxSite): Answer | undefined =>
  notRead[0] === undefined ? undefined : notModelled(notRead[0])

/** Requests at their times; `clients` says whether one sends them all. */
function limits(recording: Recording): Answer {
  const { input } = recording
  const atOnce = ['parallel', 'concurrent', 'requests', 'connections', 'count'].map((name) => Number(input[name]))
  const count = atOnce.find((number) => number > 0) ?? 1
  const times = numbersIn(input['request_times_s'])
  if (times.length === 0) times.push(...Array.from({ length: count }, () => 0))
  const isOne = input['clients'] === undefined || input['clients'] === 'same'
  const places = isOne ? [] : ['198.51.100.6', '198.51.100.8']
  const site = new NginxSite(recording, { script: originOf(knobsIn(input['origin_response'])), clients: places })
  const unread = refuseUnread(site)
  if (unread) return unread
  const requests = times.map((time, index) => {
    const place = isOne ? {} : { from: `client ${index % places.length}`, to: '10.20.0.16' }
    return { at: Math.round(time * 1000), request: site.plan([asking({ target: '/r' })], place) }
  })
  const traces = site.sendAt(requests)
  const responses = traces.map((trace, index) => ({
    at: times[index] ?? 0,
    status: site.answerOf(trace)?.status ?? null,
    t: seconds(trace.durationMs),
  }))
  const statuses = responses.map(({ status }) => status ?? 0).toSorted((a, b) => a - b)
  return answered(recording.input['kind'] === 'limit_conn' ? { responses, statuses } : { responses })
}

const numbersIn = (value: Json | undefined): number[] => (Array.isArray(value) ? value.map(Number) : [])

function body(recording: Recording): Answer {
  const { input } = recording
  const site = new NginxSite(recording)
  const unread = refuseUnread(site)
  if (unread) return unread
  const size = Number(input['body_bytes'])
  const headers: readonly Header[] =
    input['chunked'] === true ? [['Transfer-Encoding', 'chunked']] : [['Content-Length', String(size)]]
  const response = site.answerOf(site.send([asking({ method: 'POST', target: '/r', headers, body: size })]))
  return answered({ status: response?.status ?? null })
}

/** Bytes as they were sent, with pauses in seconds between them. */
function malformed(recording: Recording): Answer {
  const site = new NginxSite(recording)
  const unread = refuseUnread(site)
  if (unread) return unread
  const trace = site.send([inPieces(recording.input['send'])])
  const text = site.answersOf(trace).map(wire).join('')
  const statuses = [...text.matchAll(/^HTTP\/1\.[01] (\d{3})/gm)].map((match) => Number(match[1]))
  return answered({ statuses, error: trace.verdict.seen.type === 'reset' ? 'RESET' : null, bytes: byteLength(text) })
}

/** Texts, and between them how long the client waited. What it waited in the end is its own affair. */
function inPieces(value: Json | undefined): RawMessage {
  const texts: { afterMs: number; text: string }[] = []
  let afterMs = 0
  for (const piece of Array.isArray(value) ? value : []) {
    if (typeof piece === 'number') afterMs += piece * 1000
    else if (typeof piece === 'string') {
      texts.push({ afterMs, text: repeated(piece) })
      afterMs = 0
    }
  }
  const [first, ...later] = texts
  return { protocol: 'raw', kind: 'bytes', text: first?.text ?? '', later }
}

/** Long pieces are told short in some recordings: `a*9000`. */
const repeated = (text: string): string =>
  text.replace(/(\w)\*(\d{3,})/g, (_, one: string, times: string) => one.repeat(Number(times)))

function wire(message: ApplicationMessage): string {
  if (message.protocol === 'raw') return message.text
  if (message.protocol !== 'http' || message.kind !== 'response') return ''
  const { status, reason, headers, body: content } = message
  const head = [`HTTP/1.1 ${status} ${reason}`, ...headers.map(([name, value]) => `${name}: ${value}`), '', '']
  return head.join('\r\n') + (content?.text ?? ' '.repeat(content?.bytes ?? 0))
}

function gzip(recording: Recording): Answer {
  const { input } = recording
  const site = new NginxSite(recording, { script: originOf(knobsIn(input['origin_response'])) })
  const unread = refuseUnread(site)
  if (unread) return unread
  const version = textIn(recording, 'http_version') ?? '1.1'
  const response = site.answerOf(
    site.send([asking({ target: '/r', version, headers: headersIn(input['request_headers']) })]),
  )
  const header = (name: string) => (response && get(response.headers, name)) ?? null
  return answered({
    content_encoding: header('Content-Encoding'),
    vary: header('Vary'),
    content_length: header('Content-Length'),
    transfer_encoding: header('Transfer-Encoding'),
    etag: header('ETag'),
  })
}

function forwarded(recording: Recording): Answer {
  const { input } = recording
  const site = new NginxSite(recording, { clients: [textIn(recording, 'client_ip') ?? '198.51.100.7'] })
  const unread = refuseUnread(site)
  if (unread) return unread
  const headers = headersIn(input['client_headers'])
  const host = input['client_host_header']
  const message = asking({ target: '/r', host: typeof host === 'string' ? host : null, headers })
  const asked = site.askedOf(site.send([message], { from: 'client 0', to: '10.20.0.16' }))
  const upstream: Record<string, string[]> = {}
  for (const [name, value] of asked?.headers ?? []) (upstream[name.toLowerCase()] ??= []).push(value)
  return answered({ upstream_http_version: asked ? `HTTP/${asked.version}` : null, upstream_headers: upstream })
}

/** Headers that every answer has were not written down. */
const usual = new Set(['date', 'content-type', 'content-length', 'connection', 'transfer-encoding', 'keep-alive'])

function responseHeaders(recording: Recording): Answer {
  const { input } = recording
  const site = new NginxSite(recording, { script: originOf(knobsIn(input['origin_response'])) })
  const unread = refuseUnread(site)
  if (unread) return unread
  const response = site.answerOf(site.send([asking({ target: '/r', host: textIn(recording, 'client_host') ?? null })]))
  const headers: Record<string, string> = {}
  for (const [name, value] of response?.headers ?? []) {
    const key = name.toLowerCase()
    if (usual.has(key)) continue
    const told = value.replace(/^nginx\/[\d.]+$/, 'nginx/VERSION')
    headers[key] = headers[key] === undefined ? told : `${headers[key]}, ${told}`
  }
  return answered({ status: response?.status ?? null, headers })
}

/** `size=1000&ct=text%2Fhtml&h=X-A:%201`. */
function knobsIn(value: Json | undefined): readonly Header[] {
  return (typeof value === 'string' ? value : '')
    .split('&')
    .filter((knob) => knob !== '')
    .map((knob): Header => {
      const at = knob.indexOf('=')
      return [knob.slice(0, at), decodeURIComponent(knob.slice(at + 1).replaceAll('+', ' '))]
    })
}

/** The recorders' origin: `status`, `size`, `ct` Content-Type, `cc` Cache-Control, `h` a header line, `etag`, `lm`. */
function originOf(knobs: readonly Header[]): Script {
  const value = (name: string) => get(knobs, name)
  return () => {
    const size = Number(value('size') ?? 2)
    const status = Number(value('status') ?? 200)
    const named = (name: string, header: string): readonly Header[] => {
      const text = value(name)
      return text === undefined ? [] : [[header, text]]
    }
    const headers: readonly Header[] = [
      ['Server', 'origin'],
      ['Content-Type', value('ct') ?? 'text/plain'],
      ...(status === 304 || status === 204 ? [] : ([['Content-Length', String(size)]] as const)),
      ...named('cc', 'Cache-Control'),
      ...named('etag', 'ETag'),
      ...named('lm', 'Last-Modified'),
      ...named('vary', 'Vary'),
      ...named('ce', 'Content-Encoding'),
      ...knobs.filter(([name]) => name === 'h').map(([, line]): Header => headerOf(line)),
    ]
    const delayMs = Number(value('delay') ?? value('sleep') ?? 0) * 1000
    return { status, headers, body: 'x'.repeat(size), delayMs }
  }
}

const headerOf = (line: string): Header => {
  const at = line.indexOf(':')
  return [line.slice(0, at), line.slice(at + 1).trim()]
}
