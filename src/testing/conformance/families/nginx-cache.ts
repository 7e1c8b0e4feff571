import type { Header } from '../../../model/request.ts'
import type { Json } from '../../../model/topology.ts'
import { read } from '../../../programs/nginx/read.ts'
import { formatHttpDate } from '../../../protocols/http/date.ts'
import { get, has } from '../../../protocols/http/headers.ts'
import { answered, notModelled, type Adapter, type Answer, type Recording } from '../adapter.ts'
import { lab } from '../lab.ts'
import type { Script } from '../scripted.ts'
import { responseOf } from './seen.ts'

/** A request, a pause in seconds, or another behaviour of the origin from here on. */
interface CacheStep {
  readonly wait?: number
  readonly origin?: string
  readonly uri?: string
  readonly host?: string
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** Says which of its answers an answer is. */
const numberHeader = 'X-Origin-Response'
/** What may be said of the origin instead of what it answers. */
const failures: Readonly<Record<string, 'close' | 'reset' | 'silence'>> = {
  close: 'close',
  drop: 'close',
  reset: 'reset',
  hang: 'silence',
  timeout: 'silence',
  silence: 'silence',
}
const gone = new Set(['down', 'stop', 'stopped', 'refuse', 'refused', 'dead', 'off', 'kill'])

/** `cc=max-age=60&status=500` by name and value; a word alone has no value. */
const knobsOf = (text: string): readonly Header[] =>
  text.split('&').map((knob): Header => {
    const [name = '', ...value] = knob.split('=')
    return [name, value.join('=')]
  })

/** What nginx says in `$upstream_cache_status`, request by request, and whether its origin was asked. */
export const nginxCache: Adapter = { family: 'nginx_cache', answer }

function answer({ input, real_config: text = '' }: Recording): Answer {
  const reading = read(text)
  const [unread] = reading.notRead
  if (unread) return notModelled(unread.text)
  const knobs = input['origin_response']
  const state = { knobs: typeof knobs === 'string' ? knobs : '', count: 0 }
  const net = lab({
    kind: 'reverse-proxy',
    program: 'nginx',
    config: reading.config,
    origins: { origin: '10.20.0.11' },
    ports: [8000],
    script: originOf(state),
  })
  net.wait(400)
  const steps = (input['steps'] as unknown as readonly CacheStep[]).map((step): Json => {
    if (step.wait !== undefined) {
      net.wait(step.wait * 1000)
      return { ...step }
    }
    if (step.origin !== undefined) {
      state.knobs = step.origin
      net.change('origin', { service: !knobsOf(step.origin).some(([name]) => gone.has(name)) })
      return { ...step }
    }
    const { uri = '/page', host = 'cache.test', method = 'GET', headers = {}, body } = step
    const trace = net.get('client', `http://127.0.0.1${uri}`, {
      method,
      headers: [['Host', host], ...Object.entries(headers)],
      ...(body === undefined ? {} : { body }),
    })
    const response = responseOf(trace, net.id('client'))
    const number = response && get(response.headers, numberHeader)
    return {
      request: step as unknown as Json,
      status: response?.status ?? null,
      x_cache_status: (response && get(response.headers, 'X-Cache-Status')) ?? null,
      origin_response_number: number === undefined ? null : Number(number),
    }
  })
  return answered({ steps })
}

/**
 * The recording's origin, told by knobs: `cc` Cache-Control, which it sends first, `h` a header line, `expin` Expires
 * in seconds from now, `etag`, `lm` Last-Modified, `status`, `nocond` (asks no conditions), `dateoff` (its clock).
 */
function originOf(state: { readonly knobs: string; count: number }): Script {
  return ({ message, date }) => {
    const knobs = knobsOf(state.knobs)
    const failure = knobs.map(([name]) => failures[name]).find((one) => one !== undefined)
    if (failure) return failure
    const value = (name: string) => get(knobs, name)
    const validators: Header[] = [
      ...(value('etag') === undefined ? [] : [['ETag', value('etag') ?? ''] as const]),
      ...(value('lm') === undefined ? [] : [['Last-Modified', value('lm') ?? ''] as const]),
    ]
    const expires = value('expin')
    state.count += 1
    const headers: Header[] = [
      ['Date', formatHttpDate(date + Number(value('dateoff') ?? 0) * 1000)],
      ['Content-Type', 'text/plain'],
      [numberHeader, String(state.count)],
      ...(has(knobs, 'cc') ? [['Cache-Control', value('cc') ?? ''] as const] : []),
      ...knobs.filter(([name]) => name === 'h').map(([, line]): Header => headerOf(line)),
      ...(expires === undefined ? [] : [['Expires', formatHttpDate(date + Number(expires) * 1000)] as const]),
      ...validators,
    ]
    const isKnown = value('etag') !== undefined && get(message.headers, 'If-None-Match') === value('etag')
    const isSame = value('lm') !== undefined && get(message.headers, 'If-Modified-Since') === value('lm')
    const isHeld = value('nocond') === undefined && (isKnown || isSame)
    const delayMs = Number(value('sleep') ?? value('delay') ?? value('slow') ?? 0) * 1000
    if (isHeld) return { status: 304, headers, delayMs }
    const body = `response ${state.count}`
    return {
      status: Number(value('status') ?? 200),
      headers: [...headers, ['Content-Length', `${body.length}`]],
      body,
      delayMs,
    }
  }
}

const headerOf = (line: string): Header => {
  const at = line.indexOf(':')
  return [line.slice(0, at), line.slice(at + 1).trim()]
}
