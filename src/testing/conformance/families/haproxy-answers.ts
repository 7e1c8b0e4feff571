import type { Json } from '../../../model/topology.ts'
import { get } from '../../../protocols/http/headers.ts'
import type { Recording } from '../adapter.ts'
import { objectOf } from '../values.ts'
import { answerOf, haproxySite, plain, secondsOf, send, textIn, type Sending, type Site } from './haproxy-site.ts'

/** How long the recorder waited before it looked whether anything had come, s, where it sent nothing or too little. */
const patienceS = 2

interface Prose {
  readonly words: RegExp
  readonly sending: (words: string) => Sending
  /** It looked only after this time. */
  readonly afterS?: number
}

const raw = (bytes: string): Sending => ({ headers: [[':raw', bytes]] })
const many = (count: number) => Array.from({ length: count - 1 }, (_, index) => `X-${index}: a`)

const line = (first: string, ...headers: readonly string[]) => raw([first, ...headers, '', ''].join('\r\n'))
const host = 'Host: www.example.test'
const withHeaders = (...headers: readonly string[]) => line('GET / HTTP/1.1', host, ...headers)
const posted = (...headers: readonly string[]) => line('POST / HTTP/1.1', host, ...headers)
const kilobytes = (words: string): number => Number(/(\d+) ?k/i.exec(words)?.[1] ?? 20) * 1000

/** What the recorder sent, from its words for it. */
const prose: readonly Prose[] = [
  {
    words: /without (a )?Host|no Host/i,
    sending: (words) => (/1\.0/.test(words) ? raw('GET / HTTP/1.0\r\n\r\n') : line('GET / HTTP/1.1')),
  },
  { words: /(same|equal|identical) Host|Host headers, same/i, sending: () => withHeaders(host) },
  {
    words: /(two|2|duplicate|second|several|different) Hosts?/i,
    sending: () => withHeaders('Host: other.example.test'),
  },
  { words: /empty Host/i, sending: () => line('GET / HTTP/1.1', 'Host: ') },
  { words: /ki?B URI|long URI/i, sending: (words) => line(`GET /${'a'.repeat(kilobytes(words))} HTTP/1.1`, host) },
  { words: /ki?B header|long header/i, sending: (words) => withHeaders(`X-Long: ${'a'.repeat(kilobytes(words))}`) },
  {
    words: /(too many|\d{3,}|maxhdr).*headers?/i,
    sending: (words) => withHeaders(...many(Number(/(\d{2,}) /.exec(words)?.[1] ?? 150))),
  },
  { words: /(space|blank).*colon/i, sending: () => withHeaders('Bad : x') },
  { words: /header.*(without|no) (a )?colon/i, sending: () => withHeaders('BadHeader') },
  { words: /header.*(space|blank)|(space|blank|invalid|bad).*header/i, sending: () => withHeaders('Bad Header: x') },
  {
    words: /(two|2|duplicate|different) Content-Length/i,
    sending: () => posted('Content-Length: 1', 'Content-Length: 2'),
  },
  {
    words: /(negative|invalid|bad).*Content-Length|Content-Length: (-|[a-z])/i,
    sending: () => posted('Content-Length: -1'),
  },
  { words: /Transfer-Encoding: gzip|unknown.*Transfer-Encoding/i, sending: () => posted('Transfer-Encoding: gzip') },
  { words: /nothing|no bytes|idle/i, sending: () => raw(''), afterS: patienceS },
  {
    words: /partial|half|incomplete|unfinished|slow|never ends/i,
    sending: () => raw('GET / HTTP/1.1\r\nHost: a'),
    afterS: patienceS,
  },
  { words: /HTTP\/0\.9/i, sending: () => raw('GET /\r\n') },
  {
    words: /garbage|not HTTP|binary|junk|random bytes|TLS/i,
    sending: () => raw('\u0016\u0003\u0001 garbage\r\n\r\n'),
  },
  { words: /unknown method/i, sending: () => line('FOO / HTTP/1.1', host) },
  { words: /lower.*method/i, sending: () => line('get / HTTP/1.1', host) },
  { words: /(invalid|bad|illegal|broken).*method/i, sending: () => line('G@T / HTTP/1.1', host) },
  { words: /(space|blank).*(URI|URL|path)/i, sending: () => line('GET /a b HTTP/1.1', host) },
  { words: /(URI|URL|path).*(without|no).*slash/i, sending: () => line('GET abc HTTP/1.1', host) },
  { words: /(UTF|non-ASCII|8.bit).*(URI|URL|path)/i, sending: () => line('GET /\u00e4 HTTP/1.1', host) },
  {
    words: /absolute.*(other|different|mismatch)/i,
    sending: () => line('GET http://other.example.test/ HTTP/1.1', host),
  },
  { words: /absolute/i, sending: () => line('GET http://www.example.test/ HTTP/1.1', host) },
  { words: /OPTIONS \*/i, sending: () => line('OPTIONS * HTTP/1.1', host) },
  { words: /\bLF\b/, sending: () => raw(`GET / HTTP/1.1\n${host}\n\n`) },
  { words: /HTTP\/1\.0/i, sending: () => raw('GET / HTTP/1.0\r\n\r\n') },
  { words: /HTTP\/([2-9]|1\.[2-9])/i, sending: () => line('GET / HTTP/2.0', host) },
]

/** Base64 (RFC 4648 section 4) of ASCII. */
function base64(text: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  let coded = ''
  for (let index = 0; index < text.length; index += 3) {
    const bytes = [0, 1, 2].map((more) => text.charCodeAt(index + more))
    const [a = 0, b = 0, c = 0] = bytes.map((byte) => (Number.isNaN(byte) ? 0 : byte))
    const bits = (a << 16) | (b << 8) | c
    const chars = [18, 12, 6, 0].map((shift) => alphabet[(bits >> shift) & 63] ?? '')
    const left = text.length - index
    coded += chars.map((char, at) => (at <= left ? char : '=')).join('')
  }
  return coded
}

function sendingOf({ input }: Recording): { readonly sending: Sending; readonly afterS: number } {
  const words = textIn(input, 'send')
  const found = words === undefined ? undefined : prose.find((one) => one.words.test(words))
  if (words !== undefined && found) return { sending: found.sending(words), afterS: found.afterS ?? 0 }
  const headers: (readonly [string, string])[] = []
  const credentials = textIn(input, 'authorization')
  if (credentials !== undefined) headers.push(['Authorization', `Basic ${base64(credentials)}`])
  headers.push(['Host', textIn(input, 'host') ?? textIn(input, 'client_host') ?? 'www.example.test'])
  const cookie = textIn(input, 'cookie')
  if (cookie !== undefined) headers.push(['Cookie', cookie])
  for (const [name, value] of Object.entries({ ...objectOf(input['headers']), ...objectOf(input['client_headers']) }))
    headers.push([name, plain(value)])
  return {
    sending: { method: textIn(input, 'method') ?? 'GET', target: textIn(input, 'path') ?? '/', headers },
    afterS: 0,
  }
}

/** One request that the balancer itself answers, or passes on. */
export function ownAnswer(recording: Recording): Json {
  const site: Site = haproxySite(recording, ({ device }) => ({ status: 200, body: site.letterOf(device) ?? '' }))
  const { sending, afterS } = sendingOf(recording)
  const trace = send(site, sending)
  const answer = answerOf(trace)
  return {
    status: answer?.status ?? null,
    error: null,
    t: Math.max(afterS, secondsOf(trace.durationMs)),
    location: (answer && get(answer.headers, 'Location')) ?? null,
  }
}

/** What of a request the server gets to see. */
export function forwardedHeaders(recording: Recording): Json {
  const { input } = recording
  const from = textIn(input, 'client_ip') ?? '127.0.0.1'
  const isLocal = from.startsWith('127.')
  const seen: { version: string; headers: Record<string, string[]> }[] = []
  const site: Site = haproxySite(
    recording,
    ({ message }) => {
      const headers: Record<string, string[]> = {}
      for (const [name, value] of message.headers) (headers[name.toLowerCase()] ??= []).push(value)
      seen.push({ version: `HTTP/${message.version}`, headers })
      return { status: 200 }
    },
    isLocal ? [] : [from],
  )
  const own = Object.entries(objectOf(input['client_headers'])).flatMap(([name, value]) =>
    (Array.isArray(value) ? (value as readonly Json[]) : [value]).map((one) => [name, plain(one)] as const),
  )
  const host = textIn(input, 'client_host')
  const headers = [...(host === undefined ? [] : [['Host', host] as const]), ...own]
  send(site, { headers, ...(isLocal ? {} : { from: 'client 0', to: '10.20.0.16' }) })
  const [first] = seen
  return { upstream_http_version: first?.version ?? null, upstream_headers: first?.headers ?? null }
}
