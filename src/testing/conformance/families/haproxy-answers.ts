import type { Json, JsonObject } from '../../../model/topology.ts'
import { get } from '../../../protocols/http/headers.ts'
import type { Recording } from '../adapter.ts'
import { answerOf, haproxySite, secondsOf, send, textIn, type Sending, type Site } from './haproxy-site.ts'

/** How long the recorder waited before it looked whether anything had come, s, where it sent nothing or too little. */
const patienceS = 2

interface Prose {
  readonly words: RegExp
  readonly sending: Sending
  /** It looked only after this time. */
  readonly afterS?: number
}

const raw = (bytes: string): Sending => ({ headers: [[':raw', bytes]] })
const many = (count: number) => Array.from({ length: count }, (_, index) => [`X-${index}`, 'a'] as const)

/** What the recorder sent, from its words for it. */
const prose: readonly Prose[] = [
  { words: /HTTP\/1\.1 without Host/i, sending: { headers: [[':no-host', '']] } },
  {
    words: /HTTP\/1\.0/i,
    sending: {
      headers: [
        [':version', '1.0'],
        [':no-host', ''],
      ],
    },
  },
  {
    words: /(two|2|duplicate) Host/i,
    sending: {
      headers: [
        ['Host', 'a.example.test'],
        ['Host', 'b.example.test'],
      ],
    },
  },
  { words: /(\d+) ?kB URI/i, sending: { target: `/${'a'.repeat(20_000)}` } },
  { words: /(\d+) ?kB header/i, sending: { headers: [['X-Long', 'a'.repeat(20_000)]] } },
  { words: /(too many|\d{3,}|maxhdr).*header/i, sending: { headers: many(150) } },
  { words: /nothing/i, sending: raw(''), afterS: patienceS },
  { words: /(partial|half|incomplete|unfinished|slow)/i, sending: raw('GET / HTTP/1.1\r\nHost: a'), afterS: patienceS },
  { words: /HTTP\/0\.9/i, sending: raw('GET /\r\n') },
  { words: /(garbage|not HTTP|binary|junk|TLS)/i, sending: raw('\u0016\u0003\u0001 garbage\r\n\r\n') },
  { words: /(space|invalid).*header/i, sending: raw('GET / HTTP/1.1\r\nHost: a\r\nBad Header: x\r\n\r\n') },
  { words: /(invalid|bad|unknown).*method/i, sending: raw('G@T / HTTP/1.1\r\nHost: a\r\n\r\n') },
  { words: /HTTP\/[2-9]/i, sending: raw('GET / HTTP/3.0\r\nHost: a\r\n\r\n') },
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
  if (found) return { sending: found.sending, afterS: found.afterS ?? 0 }
  const headers: (readonly [string, string])[] = []
  const credentials = textIn(input, 'authorization')
  if (credentials !== undefined) headers.push(['Authorization', `Basic ${base64(credentials)}`])
  const host = textIn(input, 'host')
  if (host !== undefined) headers.push(['Host', host])
  for (const [name, value] of Object.entries(objectOf(input['headers']))) headers.push([name, String(value)])
  return {
    sending: { method: textIn(input, 'method') ?? 'GET', target: textIn(input, 'path') ?? '/', headers },
    afterS: 0,
  }
}

const objectOf = (value: Json | undefined): JsonObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as JsonObject) : {}

/** One request that the balancer itself answers, or passes on. */
export function ownAnswer(recording: Recording): Json {
  const site: Site = haproxySite(recording, ({ device }) => ({ status: 200, body: site.letterOf(device) ?? '' }))
  const { sending, afterS } = sendingOf(recording)
  const trace = send(site, sending)
  const answer = answerOf(site, trace)
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
    (Array.isArray(value) ? (value as readonly Json[]) : [value]).map((one) => [name, String(one)] as const),
  )
  const host = textIn(input, 'client_host')
  const headers = [...(host === undefined ? [] : [['Host', host] as const]), ...own]
  send(site, { headers, ...(isLocal ? {} : { from: 'client 0', to: '10.20.0.16' }) })
  const [first] = seen
  return { upstream_http_version: first?.version ?? null, upstream_headers: first?.headers ?? null }
}
