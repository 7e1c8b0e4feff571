import type { Json, JsonObject } from '../../../model/topology.ts'
import { get } from '../../../protocols/http/headers.ts'
import { answered, type Adapter, type Recording } from '../adapter.ts'
import { whatDiffers } from '../runner.ts'
import { listOf, objectOf, textOf } from '../values.ts'
import { servedByHeader } from './faults.ts'
import { NginxBalancer, whoAnswered, type BalancerRequest } from './nginx-balancer.ts'
import { sharesDiffer } from './shares.ts'

export const lbNginx: Adapter = {
  family: 'lb_nginx',
  answer(recording) {
    const { input } = recording
    if ('clients' in input) return answered({ backend_of_client: byClient(recording) })
    if ('uris' in input) return answered({ backend_of_uri: byUri(recording) })
    const sequence = inSequence(recording)
    return answered({ sequence, distribution: countOf(sequence) })
  },
  compare(observed, got, recording) {
    const [expected, came] = [objectOf(observed), objectOf(got)]
    if (isByChance(recording) && 'sequence' in expected) {
      return sharesDiffer(countOf(listOf(expected['sequence'])), countOf(listOf(came['sequence'])))
    }
    if ('distribution' in expected)
      return sharesDiffer(objectOf(expected['distribution']), objectOf(came['distribution']))
    if (Number(recording.input['workers'] ?? 1) > 1 && !/^\s*zone /m.test(recording.real_config ?? '')) {
      return turnsDiffer(recording, listOf(expected['sequence']), listOf(came['sequence']))
    }
    const asked = ['sequence', 'backend_of_client', 'backend_of_uri'].filter((key) => key in expected)
    return asked.map((key) => whatDiffers(expected[key] ?? null, came[key] ?? null)).find((one) => one !== undefined)
  },
}

const isByChance = ({ input, check }: Recording) =>
  check === 'statistical' && textOf(input['algorithm']).startsWith('random')

function countOf(sequence: readonly Json[]): JsonObject {
  const counts: Record<string, number> = {}
  for (const one of sequence.map(textOf)) counts[one] = (counts[one] ?? 0) + 1
  return counts
}

const takesHeader = 'X-Takes-Ms'

/** The servers say who they are, after as long as the request says. */
const siteOf = (recording: Recording, clients: readonly string[] = []) =>
  new NginxBalancer(
    recording,
    (letter, { message }) => ({
      status: 200,
      headers: [[servedByHeader, letter]],
      delayMs: Number(get(message.headers, takesHeader) ?? 0),
    }),
    clients,
  )

const takes = (ms: number): BalancerRequest => ({ headers: [[takesHeader, String(ms)]] })

/** When each request starts and how long its server takes, ms, from the recorder's words; nothing: one by one. */
function arrivals({ input }: Recording, count: number): readonly { at: number; takes: number }[] | undefined {
  const words = typeof input['arrival'] === 'string' ? input['arrival'] : ''
  const every = Number(/i\*(\d+) ms/.exec(words)?.[1])
  if (Number.isNaN(every)) return undefined
  const first = /request 0 takes ([\d.]+) s/.exec(words)?.[1]
  const others = /each other takes ([\d.]+) ms/.exec(words)?.[1]
  // "none finishes before the last has started"
  const held = count * every + 1000
  return Array.from({ length: count }, (_, index) => ({
    at: index * every,
    takes: first === undefined ? held : index === 0 ? Number(first) * 1000 : Number(others),
  }))
}

function inSequence(recording: Recording): readonly (string | number | null)[] {
  const site = siteOf(recording)
  const count = Number(recording.input['requests'] ?? 0)
  const plan = arrivals(recording, count)
  if (!plan) return Array.from({ length: count }, () => whoAnswered(site.send()))
  return site.sendAt(plan.map((one) => ({ at: one.at, ...takes(one.takes) }))).map(whoAnswered)
}

/** One server for each, or all that it was led to. */
const oneOrAll = (found: readonly Json[]): Json => (new Set(found).size === 1 ? (found[0] ?? null) : found)

function byClient(recording: Recording): Json {
  const clients = listOf(recording.input['clients']).map(String)
  const site = siteOf(recording, clients)
  const times = Number(recording.input['requests_per_client'] ?? 1)
  const ask = (from: string) => Array.from({ length: times }, () => whoAnswered(site.send({ from })))
  return Object.fromEntries(clients.map((client) => [client, oneOrAll(ask(client))]))
}

function byUri(recording: Recording): Json {
  const uris = listOf(recording.input['uris']).map(String)
  const site = siteOf(recording)
  const times = Number(recording.input['requests_per_uri'] ?? 1)
  const ask = (target: string) => Array.from({ length: times }, () => whoAnswered(site.send({ target })))
  return Object.fromEntries(uris.map((uri) => [uri, oneOrAll(ask(uri))]))
}

/**
 * Workers without shared memory each have a turn of their own, and which one takes a connection is chance: what came
 * must be so many turns of one worker, shuffled into each other.
 */
function turnsDiffer(recording: Recording, observed: readonly Json[], got: readonly Json[]): string | undefined {
  const alone = inSequence({ ...recording, input: { ...recording.input, workers: 1 } }).map(String)
  const workers = Number(recording.input['workers'])
  const fits = (sequence: readonly Json[]) => isShuffle(sequence.map(textOf), alone, workers)
  if (observed.length !== got.length) return `expected ${observed.length} requests, got ${got.length}`
  return fits(observed) && fits(got) ? undefined : `expected ${JSON.stringify(observed)}, got ${JSON.stringify(got)}`
}

/** Whether a sequence can be made of so many beginnings of another one. */
function isShuffle(sequence: readonly string[], turn: readonly string[], count: number): boolean {
  let reached = new Set([Array.from({ length: count }, () => 0).join()])
  for (const item of sequence) {
    const next = new Set<string>()
    for (const one of reached) {
      const places = one.split(',').map(Number)
      for (const [worker, place] of places.entries()) {
        if (turn[place] === item)
          next.add(
            places
              .with(worker, place + 1)
              .toSorted((a, b) => a - b)
              .join(),
          )
      }
    }
    reached = next
  }
  return reached.size > 0
}
