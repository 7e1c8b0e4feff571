import type { HttpRequestMessage } from '../../../model/packet.ts'
import type { FetchMode, Header, HttpRequestSpec } from '../../../model/request.ts'
import type { Trace } from '../../../model/trace.ts'
import { formatHttpDate } from '../../../protocols/http/date.ts'
import { get, has } from '../../../protocols/http/headers.ts'
import type { NetworkBuilder } from '../../network.ts'
import { answered, type Adapter, type Recording } from '../adapter.ts'
import type { ScriptedAnswer, ScriptedRequest } from '../scripted.ts'
import { web } from '../web.ts'

/** What the browser does, in the recorder's words; from and to a.test unless told. */
interface Step {
  readonly do: string
  readonly from?: string
  readonly to?: string
  readonly path?: string
  readonly query?: string
  readonly fragment?: string
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly credentials?: 'omit'
  readonly mode?: FetchMode
  /** Of a cookie that a page sets itself. */
  readonly value?: string
}

/** An answer of the server: status and header lines, and those of a 304 where it gives one to a conditional request. */
type Told = readonly [whole: readonly [number, ...string[]], notModified?: readonly string[]]

interface Input {
  readonly title: string
  readonly answers: readonly Told[]
  readonly steps: readonly (Step | string)[]
}

const port = ':8090'
const page = '/page'

const isPreflight = ({ headers }: HttpRequestMessage) => has(headers, 'Access-Control-Request-Method')

/** The recorder's server, what reached it, and the cookie that its next page sets. */
class Server {
  readonly heard: string[] = []
  cookie = ''
  private readonly id: string
  private readonly told: readonly Told[]
  private count = 0
  private preflights = 0

  constructor(id: string, told: readonly Told[]) {
    this.id = id
    this.told = told
  }

  readonly answer = ({ message, date }: ScriptedRequest): ScriptedAnswer => {
    const path = message.target.split('?')[0] ?? ''
    if (path === page) {
      const cookie: readonly Header[] = this.cookie === '' ? [] : [['Set-Cookie', `${this.cookie}; Path=/`]]
      return {
        status: 200,
        headers: [['Cache-Control', 'no-store'], ['Content-Type', 'text/html'], ...cookie],
        body: 'page',
      }
    }
    this.heard.push(wordsOf(message))
    this.count += 1
    if (isPreflight(message)) this.preflights += 1
    const number = isPreflight(message) ? 0 : this.count - this.preflights - 1
    const [whole, notModified] = this.told[Math.min(number, this.told.length - 1)] ?? [[404] as const]
    const isAsking = has(message.headers, 'If-None-Match') || has(message.headers, 'If-Modified-Since')
    const [status, ...lines] = whole
    if (notModified && isAsking && !isPreflight(message)) {
      return { status: 304, headers: this.filled(notModified, message, date) }
    }
    const headers = this.filled(lines, message, date)
    const type: readonly Header[] = has(headers, 'Content-Type') ? [] : [['Content-Type', 'text/html']]
    const body = status === 204 || message.method === 'HEAD' ? '' : `answer ${this.count}`
    return { status, headers: [...headers, ...type], body }
  }

  private filled(lines: readonly string[], message: HttpRequestMessage, date: number): readonly Header[] {
    const headers = lines.map((line): Header => {
      const [, name = '', value = ''] = /^([^:]*): ?(.*)$/s.exec(line) ?? []
      return [name, this.fill(value, message, date)]
    })
    const dated: readonly Header[] = has(headers, 'Date') ? [] : [['Date', formatHttpDate(date)]]
    return [...headers.filter(([name, value]) => name !== 'Date' || value !== '-'), ...dated]
  }

  private fill(value: string, { headers }: HttpRequestMessage, date: number): string {
    if (/^@-?\d+$/.test(value)) return formatHttpDate(date + Number(value.slice(1)) * 1000)
    if (value === 'ECHO') return get(headers, 'Origin') ?? 'http://nobody.test'
    if (value === 'HOST_A') return `http://a.test${port}/${this.id}/LAST`
    return value.replace('/LAST', `/${this.id}/LAST`)
  }
}

/** A request that reached the server: its method and what it says to caches; dates of the server's own as `@`. */
function wordsOf(message: HttpRequestMessage): string {
  const told = message.headers.filter(([name]) => /^(?:if-|cache-control$|pragma$)/i.test(name))
  const lines = told.map(
    ([name, value]) => `${name}: ${/^if-mod/i.test(name) && !value.includes('5 Jan 2026 12:00:00') ? '@' : value}`,
  )
  return [isPreflight(message) ? 'preflight' : message.method, ...(lines.length > 0 ? [lines.join(' | ')] : [])].join(
    ' ',
  )
}

const reloads: Readonly<Record<string, readonly Header[]>> = {
  reload: [['Cache-Control', 'max-age=0']],
  'hard-reload': [
    ['Pragma', 'no-cache'],
    ['Cache-Control', 'no-cache'],
  ],
}

/** What a step asks of the product. */
function specOf(step: Step): Partial<HttpRequestSpec> {
  const pageOrigin = `http://${step.from ?? 'a.test'}${port}`
  const headers = Object.entries(step.headers ?? {})
  const { method = 'GET', body, credentials, mode } = step
  switch (step.do) {
    case 'type':
    case 'type-here':
      return {}
    case 'reload':
    case 'hard-reload':
      return { headers: reloads[step.do] ?? [] }
    case 'form-get':
      return { initiator: 'form', pageOrigin, body: step.query ?? '' }
    case 'form-post':
      return { initiator: 'form', pageOrigin, method: 'POST', body: 'a=1' }
    case 'fetch':
      return {
        initiator: 'fetch',
        pageOrigin,
        method,
        headers,
        ...(body !== undefined && { body }),
        ...(credentials && { credentials }),
        ...(mode && { mode }),
      }
    case 'link':
    case 'iframe':
    case 'image':
    case 'script':
    case 'style':
      return { initiator: step.do, pageOrigin }
    default:
      throw new Error(`The recorder knows no ${step.do}`)
  }
}

/** What came of it: what `fetch()` resolved to, or the page; its status only where the recorder saw it. */
function outcome({ page: seen }: Trace, kind: string): string {
  if (/^(?:image|script|style)$/.test(kind)) return ''
  if (/^(?:link|iframe|form-.*|hard-reload)$/.test(kind)) return seen?.text ?? ''
  if (kind !== 'fetch') return `${seen?.status} ${seen?.text}`
  if (!seen?.script) return 'failed'
  const { status, bodyBytes, headers } = seen.script
  const own = headers.filter((name) => name === 'x-a' || name === 'x-b')
  return [status, ...(bodyBytes > 0 ? [seen.text] : []), ...own].join(' ')
}

function play(net: NetworkBuilder, server: Server, id: string, step: Step): string {
  server.heard.length = 0
  const home = `http://a.test${port}${page}`
  if (step.do === 'cookie') {
    server.cookie = step.value ?? ''
    net.get('browser', home)
    server.cookie = ''
    return '- =>'
  }
  if (step.do === 'cookies') {
    const { hops } = net.get('browser', home)
    const sent = hops.map(({ packetOut }) => packetOut?.message).find((one) => one?.protocol === 'http')
    return `- => ${(sent?.protocol === 'http' && get(sent.headers, 'Cookie')) || ''}`.trim()
  }
  const query = step.query === undefined || step.do === 'form-get' ? '' : `?${step.query}`
  const fragment = step.fragment === undefined ? '' : `#${step.fragment}`
  const url = `http://${step.to ?? 'a.test'}${port}/${id}${step.path ?? ''}${query}${fragment}`
  const trace = net.get('browser', url, specOf(step))
  // So long the recorder waited for what happens in the background.
  net.wait(400)
  return `${server.heard.join('; ') || '-'} => ${outcome(trace, step.do)}`.trim()
}

function answer({ id, input }: Recording) {
  const { answers, steps } = input as unknown as Input
  const server = new Server(id, answers)
  const net = web({
    names: ['a.test', 'www.a.test', 'b.test', 'c.test'],
    ports: [8090],
    script: server.answer,
    config: { httpCache: true },
  })
  const played = steps.map((step) => play(net, server, id, typeof step === 'string' ? { do: step } : step))
  return answered(played)
}

/** Chromium's own HTTP cache against a scripted server. */
export const httpCache: Adapter = { family: 'chromium_http_cache', answer }
