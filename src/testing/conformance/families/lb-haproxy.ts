import type { Json, JsonObject } from '../../../model/topology.ts'
import { get } from '../../../protocols/http/headers.ts'
import { answered, type Adapter, type Recording } from '../adapter.ts'
import { whatDiffers } from '../runner.ts'
import type { Script } from '../scripted.ts'
import { objectOf } from '../values.ts'
import {
  answersOf,
  answerOf,
  haproxySite,
  listIn,
  numberIn,
  plain,
  secondsOf,
  send,
  sendAt,
  servedBy,
  textIn,
  type Sending,
  type Site,
} from './haproxy-site.ts'

/** Long enough that nothing finishes before the last has started, as the recorder says (six requests, 50 ms apart). */
const heldMs = 1205

/** How long the i-th request took at its server. */
type Duration = (index: number) => number

export const lbHaproxy: Adapter = {
  family: 'lb_haproxy',
  answer(recording) {
    const { input } = recording
    if ('clients' in input) return answered(byClient(recording))
    if ('keys' in input) return answered(byKey(recording))
    if ((textIn(input, 'title') ?? '').includes('cookie')) return answered(withCookies(recording))
    if ((textIn(input, 'title') ?? '').includes('keepalive')) return answered(onOneConnection(recording))
    if (textIn(input, 'algorithm')?.startsWith('random') && !('title' in input))
      return answered(distribution(recording))
    return answered(inSequence(recording))
  },
  compare(observed, got, { check }) {
    if (check?.startsWith('statistical')) return unlikely(observed, got)
    if (check?.startsWith('race')) return raceDiffers(observed, got)
    if (check?.startsWith('latency')) return latencyDiffers(observed, got)
    return whatDiffers(observed, onlyAsked(observed, got))
  },
}

/** The servers say who they are, after as long as the request says. */
const script: (site: () => Site) => Script =
  (site) =>
  ({ device, message }) => {
    const delayMs = Number(get(message.headers, 'X-Takes-Ms') ?? 0)
    return { status: 200, body: site().letterOf(device) ?? '', delayMs }
  }

function siteOf(recording: Recording, clients: readonly string[] = []): Site {
  const site: Site = haproxySite(
    recording,
    script(() => site),
    clients,
  )
  return site
}

const takes = (ms: number): Sending => ({ headers: [['X-Takes-Ms', String(ms)]] })

/** "request i starts at i*50 ms" and how long each takes, from the recorder's words. */
function arrival({ input }: Recording): { readonly everyMs: number; readonly duration: Duration } | undefined {
  const words = textIn(input, 'arrival') ?? ''
  const every = /i\*(\d+) ms/.exec(words)?.[1]
  if (every === undefined) return undefined
  const service = numberIn(input, 'service_time_s')
  const first = /request 0 takes ([\d.]+) s/.exec(words)?.[1]
  const others = /each other takes ([\d.]+) ms/.exec(words)?.[1]
  const duration: Duration = (index) => {
    if (service !== undefined) return service * 1000
    if (first !== undefined) return index === 0 ? Number(first) * 1000 : Number(others)
    return heldMs
  }
  return { everyMs: Number(every), duration }
}

function inSequence(recording: Recording): Json {
  const site = siteOf(recording)
  const count = numberIn(recording.input, 'requests') ?? 0
  const indices = Array.from({ length: count }, (_, index) => index)
  const plan = arrival(recording)
  if (!plan) return { sequence: indices.map(() => servedBy(send(site))) }
  const traces = sendAt(
    site,
    indices.map((index) => index * plan.everyMs),
    indices.map((index) => takes(plan.duration(index))),
  )
  return {
    sequence: traces.map((trace) => servedBy(trace)),
    client_latency_s: traces.map(({ durationMs }) => secondsOf(durationMs)),
  }
}

function byClient(recording: Recording): Json {
  const clients = listIn(recording.input, 'clients').map(String)
  const site = siteOf(recording, clients)
  const ask = (index: number) => servedBy(send(site, { from: `client ${index}`, to: '10.20.0.16' }))
  const times = numberIn(recording.input, 'requests_per_client') ?? 1
  const found = clients.map((client, index) => {
    const all = new Set(Array.from({ length: times }, () => ask(index)))
    return [client, all.size === 1 ? ([...all][0] ?? null) : [...all]] as const
  })
  return { backend_of_client: Object.fromEntries(found) }
}

/** The key is a path, a header's value, or a parameter's. */
function byKey(recording: Recording): Json {
  const site = siteOf(recording)
  const algorithm = textIn(recording.input, 'algorithm') ?? ''
  const header = /^hdr\(([^)]+)\)/.exec(algorithm)?.[1]
  const parameter = /^url_param\s+(\S+)/.exec(algorithm)?.[1]
  const sending = (key: string): Sending => {
    if (header !== undefined) return { headers: [[header, key]] }
    if (parameter !== undefined && !key.startsWith('/')) return { target: `/?${parameter}=${key}` }
    return { target: key }
  }
  const keys = listIn(recording.input, 'keys').map(String)
  return { sequence_by_key: keys.map((key) => [key, servedBy(send(site, sending(key)))]) }
}

function distribution(recording: Recording): Json {
  const site = siteOf(recording)
  const count = numberIn(recording.input, 'requests') ?? 0
  const counts: Record<string, number> = {}
  for (let index = 0; index < count; index++) {
    const who = String(servedBy(send(site)))
    counts[who] = (counts[who] ?? 0) + 1
  }
  return { distribution: counts }
}

const withCookie = (value: string): Sending => ({ headers: [['Cookie', value]] })

function withCookies(recording: Recording): Json {
  const site = siteOf(recording)
  const name = /^\s*cookie\s+(\S+)/m.exec(recording.real_config ?? '')?.[1] ?? 'SRV'
  const first = answerOf(send(site))
  const times = (count: number, sending: Sending = {}) =>
    Array.from({ length: count }, () => servedBy(send(site, sending)))
  return {
    first_response_set_cookie: (first && get(first.headers, 'Set-Cookie')) ?? null,
    no_cookie_sequence_after_first: times(4),
    cookie_sB_sequence: times(4, withCookie(`${name}=sB`)),
    unknown_cookie_sequence: times(4, withCookie(`${name}=unknown`)),
  }
}

function onOneConnection(recording: Recording): Json {
  const site = siteOf(recording)
  const count = numberIn(recording.input, 'requests') ?? 1
  const trace = send(site, { headers: [[':times', String(count)]] })
  return { sequence: answersOf(trace).map(({ body, status }) => body?.text ?? status) }
}

const sequenceIn = (value: Json): readonly Json[] => {
  const { sequence } = objectOf(value)
  return Array.isArray(sequence) ? sequence : []
}

/** Only what was recorded is compared. */
function onlyAsked(observed: Json, got: Json): Json {
  const asked = Object.keys(objectOf(observed))
  return Object.fromEntries(Object.entries(objectOf(got)).filter(([key]) => asked.includes(key)))
}

const total = (counts: JsonObject | undefined) =>
  Object.values(counts ?? {}).reduce<number>((all, one) => all + Number(one), 0)

/** Shares may differ by four standard deviations of both samples. */
function unlikely(observed: Json, got: Json): string | undefined {
  const [expected, came] = [observed, got].map((one) => objectOf(objectOf(one)['distribution'] ?? {}))
  const [n, m] = [total(expected), total(came)]
  for (const [key, count] of Object.entries(expected ?? {})) {
    const [p, q] = [Number(count) / n, Number(came?.[key] ?? 0) / m]
    const spread = Math.sqrt((p * (1 - p)) / n + (q * (1 - q)) / m)
    if (Math.abs(p - q) > 4 * spread) return `share of ${key}: expected ${p}, got ${q}`
  }
  return undefined
}

const lastTwo = (list: readonly Json[]): Json => list.slice(-2).map(plain).toSorted()

/** Among the last two exactly one is refused; which one is open. */
function raceDiffers(observed: Json, got: Json): string | undefined {
  const [expected, came] = [sequenceIn(observed), sequenceIn(got)]
  const start = whatDiffers(expected.slice(0, -2), came.slice(0, -2))
  return start ?? whatDiffers(lastTwo(expected), lastTwo(came))
}

const toleranceS = 0.08

function latencyDiffers(observed: Json, got: Json): string | undefined {
  const order = whatDiffers(sequenceIn(observed), sequenceIn(got))
  if (order !== undefined) return order
  const [expected, came] = [observed, got].map((one) => listIn({ ...objectOf(one) }, 'client_latency_s'))
  const index = (expected ?? []).findIndex((value, at) => Math.abs(Number(value) - Number(came?.[at])) > toleranceS)
  return index < 0
    ? undefined
    : `latency of request ${index}: expected ${plain(expected?.[index])} s, got ${plain(came?.[index])} s`
}
