import type { Json, JsonObject } from '../../../model/topology.ts'
import type { Trace } from '../../../model/trace.ts'
import { get } from '../../../protocols/http/headers.ts'
import { answered, type Adapter, type Recording } from '../adapter.ts'
import { whatDiffers } from '../runner.ts'
import { listOf, objectOf, textOf } from '../values.ts'
import { behaviourUnder, servedByHeader, serverChanges } from './faults.ts'
import { answerOf, NginxBalancer } from './nginx-balancer.ts'
import { sendingOf } from './sending.ts'

export const failoverNginx: Adapter = {
  family: 'failover_nginx',
  answer: (recording) => answered(play(recording, 0)),
  /**
   * nginx counts whole seconds of the clock on the wall, and at which part of a second the recorder began nobody wrote
   * down: any beginning that leads to what was seen will do.
   */
  compare(observed, got, recording) {
    const difference = responsesDiffer(observed, got)
    if (difference === undefined) return undefined
    const isAny = beginnings.some((ms) => responsesDiffer(observed, play(recording, ms)) === undefined)
    return isAny ? undefined : difference
  },
}

const beginnings = Array.from({ length: 19 }, (_, index) => (index + 1) * 50)

interface Happening {
  readonly at: number
  readonly what: string
  readonly server: string
  readonly value: string
}

function happeningsIn({ input }: Recording): readonly Happening[] {
  return listOf(input['events']).map((one) => {
    const [at, what, server, value] = listOf(one)
    return { at: Number(at) * 1000, what: textOf(what), server: textOf(server), value: textOf(value) }
  })
}

/** The recorder's one loop: one thing after the other, none before its time; ms that the clock is past a full second. */
function play(recording: Recording, pastSecondMs: number): Json {
  const { input } = recording
  const faults = new Map(Object.entries(objectOf(input['faults'])).map(([letter, fault]) => [letter, textOf(fault)]))
  const site = new NginxBalancer(recording, (letter) => behaviourUnder(faults.get(letter), letter))
  const { net } = site
  for (const [letter, fault] of faults) serverChanges[fault.split('=')[0] ?? '']?.(net, letter)
  net.wait(pastSecondMs)
  const begun = net.world.clock
  const until = (at: number) => net.wait(Math.max(0, begun + at - net.world.clock))
  const left = [...happeningsIn(recording)].toSorted((a, b) => a.at - b.at)
  const responses = listOf(input['requests']).map((one) => {
    const { at, ...sending } = objectOf(one)
    for (const due = Number(at ?? 0) * 1000; left[0] !== undefined && left[0].at <= due;) {
      const { at: time, what, server, value } = left.shift() as Happening
      until(time)
      if (what === 'mode' || what === 'fault') faults.set(server, value)
      serverChanges[what]?.(net, server)
    }
    if (at !== undefined) until(Number(at) * 1000)
    return seenOf(site, site.send(sendingOf(sending)))
  })
  return { responses }
}

/** What the recorder's client, which is Python's, calls that which is no answer. */
const errors: Readonly<Record<string, string>> = {
  'protocol-error': 'BadStatusLine',
  'empty-reply': 'RemoteDisconnected',
  reset: 'ConnectionResetError',
  refused: 'ConnectionRefusedError',
  'timed-out': 'TimeoutError',
}

function seenOf(site: NginxBalancer, trace: Trace): JsonObject {
  const t = Math.round(trace.durationMs) / 1000
  const answer = answerOf(trace)
  const { seen } = trace.verdict
  if (!answer) return { status: null, error: errors[seen.type] ?? seen.type, t }
  const isWhole = trace.request.type === 'http' && trace.request.method === 'HEAD'
  const isCut = !isWhole && Number(get(answer.headers, 'Content-Length') ?? 0) > (answer.body?.bytes ?? 0)
  if (isCut) return { status: null, error: 'IncompleteRead', t }
  const served = get(answer.headers, servedByHeader) ?? null
  return { status: answer.status, attempts: attemptsOf(site, trace), served_by: served, t }
}

const parts = (value: string | undefined): readonly string[] => value?.split(/, | : /) ?? []

/** Whom nginx asked, as it said itself. */
function attemptsOf(site: NginxBalancer, trace: Trace): Json {
  const headers = answerOf(trace)?.headers ?? []
  const statuses = parts(get(headers, 'X-Up-Status'))
  return parts(get(headers, 'X-Up-Addr')).map((place, index) => ({
    server: site.letterAt(place),
    status: statuses[index] ?? '-',
  }))
}

const toleranceS = 0.15

function responsesDiffer(observed: Json, got: Json): string | undefined {
  const [expected, came] = [observed, got].map((one) => listOf(objectOf(one)['responses']).map(objectOf))
  if (!expected || !came || expected.length !== came.length) {
    return `expected ${expected?.length ?? 0} responses, got ${came?.length ?? 0}`
  }
  for (const [index, one] of expected.entries()) {
    const { t, ...rest } = one
    const other = came[index] ?? {}
    const known = Object.fromEntries(Object.keys(rest).map((key) => [key, other[key] ?? null]))
    const difference = whatDiffers(rest, known)
    if (difference !== undefined) return `response ${index}: ${difference}`
    if (Math.abs(Number(t) - Number(other['t'])) > toleranceS) {
      return `response ${index}: expected after ${textOf(t)} s, got ${textOf(other['t'])} s`
    }
  }
  return undefined
}
