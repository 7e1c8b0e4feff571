import type { Json, JsonObject } from '../../../model/topology.ts'
import type { Trace } from '../../../model/trace.ts'
import { answered, type Adapter, type Recording } from '../adapter.ts'
import { whatDiffers } from '../runner.ts'
import { objectOf } from '../values.ts'
import { behaviourUnder, serverChanges } from './faults.ts'
import { forwardedHeaders, ownAnswer } from './haproxy-answers.ts'
import {
  answerOf,
  haproxySite,
  isIncomplete,
  listIn,
  logOf,
  plain,
  remembered,
  secondsOf,
  send,
  servedBy,
  textIn,
  type Site,
} from './haproxy-site.ts'
import { sendingOf } from './sending.ts'

export const failoverHaproxy: Adapter = {
  family: 'failover_haproxy',
  answer(recording) {
    switch (textIn(recording.input, 'kind')) {
      case 'rise_fall':
        return answered(riseAndFall(recording))
      case 'timeline':
        return answered(timeline(recording))
      case 'own_answer':
        return answered(ownAnswer(recording))
      case 'forwarded_headers':
        return answered(forwardedHeaders(recording))
      case undefined:
      default:
        return answered(oneByOne(recording))
    }
  },
  compare(observed, got, recording) {
    switch (textIn(recording.input, 'kind')) {
      case 'rise_fall':
        return statesDiffer(observed, got)
      case 'timeline':
        return timelineDiffers(observed, got, recording)
      case 'own_answer':
        return differs(observed, got, ['status'], 0.2)
      case 'forwarded_headers':
        return whatDiffers(observed, got)
      case undefined:
      default:
        return responsesDiffer(observed, got, recording.check?.startsWith('RACY') ?? false)
    }
  },
}

/** Requests one after the other under faults that stay. */
function oneByOne(recording: Recording): Json {
  const { input } = recording
  const faults = objectOf(input['faults'])
  const faultOf = (letter: string) => (typeof faults[letter] === 'string' ? faults[letter] : undefined)
  const site: Site = haproxySite(recording, ({ device }) => {
    const letter = site.letterOf(device) ?? ''
    return behaviourUnder(faultOf(letter), letter)
  })
  for (const [letter, fault] of Object.entries(faults)) serverChanges[plain(fault)]?.(site.net, letter)
  return {
    responses: listIn(input, 'requests').map((one) => {
      const trace = send(site, sendingOf(objectOf(one)))
      const answer = answerOf(trace)
      const isCut = answer !== undefined && isIncomplete(answer)
      const who = isCut ? null : servedBy(trace)
      const log = logOf(site, trace)
      return {
        status: isCut ? null : (answer?.status ?? null),
        t: secondsOf(trace.durationMs),
        ...(isCut ? { error: 'IncompleteRead' } : {}),
        ...(typeof who === 'string' ? { served_by: who } : {}),
        termination_state: log.termination,
        ...(log.server === undefined ? {} : { last_server: log.server }),
        retries: log.retries,
      }
    }),
  }
}

/** HAProxy's own name for a condition, from what the inspector would show. */
function conditionOf(site: Site, letter: string): { state: string; raw: string; result: string } {
  const row = remembered(site, 'state.servers').find(
    ([server]) => server?.t === 'device' && site.letterOf(server.device) === letter,
  )
  const [, condition] = row ?? []
  const result = row?.[5]
  const message = condition?.t === 'message' ? condition.message : undefined
  const numberOf = (name: string) => {
    const value = message?.data[name]
    return value?.t === 'number' ? value.value : 0
  }
  const text = result?.t === 'code' ? result.text : ''
  switch (message?.code ?? '') {
    case 'haproxy.state-going':
      return { state: 'UP', raw: `UP ${numberOf('fall') - numberOf('bad')}/${numberOf('fall')}`, result: text }
    case 'haproxy.state-coming':
      return { state: 'DOWN', raw: `DOWN ${numberOf('good')}/${numberOf('rise')}`, result: text }
    case 'haproxy.state-down':
      return { state: 'DOWN', raw: 'DOWN', result: text }
    case 'haproxy.state-drained':
      return { state: 'NOLB', raw: 'NOLB', result: text }
    default:
      return { state: 'UP', raw: 'UP', result: text }
  }
}

/** How often the recorder looked, ms: more often than any check comes. */
const lookMs = 50

/** The balancer starts now: nobody has been checked yet. */
function startBalancer({ net }: Site): void {
  net.change('server', { service: false })
  const stopped = net.topology
  net.change('server', { service: true })
  const running = net.topology
  net.topology = stopped
  net.run([{ type: 'change', at: 0, topology: running }])
  net.topology = running
}

/** How long the recorder let the balancer run before it began, ms: the phases of the checks that it saw say so. */
const warmUpMs = 1040

/** The balancer starts when all is in place, and is looked at after every check. */
function riseAndFall(recording: Recording): Json {
  const { input } = recording
  const script = listIn(input, 'health_check_answers')
  const asked: string[] = []
  const site: Site = haproxySite(recording, ({ message, before }) => {
    asked.push(`${message.method} ${message.target} HTTP/${message.version}`)
    const answer = script[Math.min(before, script.length - 1)]
    return typeof answer === 'number' ? { status: answer, body: 'ok' } : 'silence'
  })
  const { net } = site
  startBalancer(site)
  const seen: Json[] = []
  for (let look = 0; seen.length < script.length && look < 10_000; look++) {
    net.wait(lookMs)
    if (asked.length <= seen.length) continue
    const { state, raw, result } = conditionOf(site, 'B')
    const check = seen.length + 1
    seen.push({ check, answer: script[check - 1] ?? null, state, raw_state: raw, check_status: result })
  }
  return { after_each_check: seen, health_request_line: asked[0] ?? null }
}

interface Happening {
  readonly at: number
  readonly what: string
  readonly server: string
  readonly value: string
}

const happeningsIn = (input: Recording['input']): readonly Happening[] =>
  listIn(input, 'events').flatMap((one): readonly Happening[] => {
    const [at, what, server, value] = Array.isArray(one) ? (one as readonly Json[]) : []
    return [{ at: Number(at), what: plain(what), server: plain(server), value: plain(value ?? '') }]
  })

/** What came, in the order of the recorder's one loop: it did one thing after the other, none before its time. */
function timeline(recording: Recording): Json {
  const { input } = recording
  const happenings = happeningsIn(input)
  const modes = new Map<string, string>()
  const site: Site = haproxySite(recording, ({ device }) => {
    const letter = site.letterOf(device) ?? ''
    return behaviourUnder(modes.get(letter), letter)
  })
  const { net } = site
  startBalancer(site)
  net.wait(warmUpMs)
  const begun = net.world.clock
  const times = listIn(input, 'requests_at').map(Number)
  const loop = [...happenings, ...times.map((at) => ({ at, what: 'request', server: '', value: '' }))]
  const responses: Json[] = []
  for (const { at, what, server, value } of loop.toSorted((a, b) => a.at - b.at)) {
    net.wait(Math.max(0, begun + at * 1000 - net.world.clock))
    if (what === 'mode') modes.set(server, value)
    serverChanges[what]?.(net, server)
    if (what === 'request') responses.push({ at, ...seenOf(send(site)) })
  }
  return { responses, server_states: statesOf(site, begun, net.world.clock) }
}

function seenOf(trace: Trace): JsonObject {
  const answer = answerOf(trace)
  const who = servedBy(trace)
  return {
    status: answer?.status ?? null,
    error: null,
    served_by: typeof who === 'string' ? who : null,
    t: secondsOf(trace.durationMs),
  }
}

const logWords: Readonly<Record<string, string>> = { up: 'UP', down: 'DOWN', drained: 'NOLB' }

/** The log of the balancer as the recorder's row of states, up to the last request. */
function statesOf(site: Site, begunMs: number, untilMs: number): Json {
  const letters = listIn({ servers: lettersIn(site) }, 'servers').map(String)
  const now: Record<string, Json> = Object.fromEntries(letters.map((letter) => [letter, 'UP']))
  const rows: Json[] = [{ t: 0, ...now }]
  for (const [at, server, event] of remembered(site, 'state.log')) {
    const time = at?.t === 'ms' ? at.value : 0
    const letter = server?.t === 'device' ? site.letterOf(server.device) : undefined
    const code = event?.t === 'message' ? event.message.code.replace('haproxy.state-log-', '') : ''
    if (letter === undefined || time > untilMs) continue
    now[letter] = logWords[code] ?? null
    rows.push({ t: secondsOf(time - begunMs), ...now })
  }
  return rows
}

const lettersIn = (site: Site): readonly string[] =>
  remembered(site, 'state.servers').flatMap(([server]) =>
    server?.t === 'device' ? [site.letterOf(server.device) ?? ''] : [],
  )

const rowsIn = (value: Json, key: string): readonly JsonObject[] => listIn({ ...objectOf(value) }, key).map(objectOf)

const checkedStates = (value: Json): Json =>
  rowsIn(value, 'after_each_check').map(({ check, state }) => ({ check: check ?? null, state: state ?? null }))

function statesDiffer(observed: Json, got: Json): string | undefined {
  return whatDiffers(checkedStates(observed), checkedStates(got)) ?? differs(observed, got, ['health_request_line'], 0)
}

/** The named members exactly, and the time within what the recorder allows, s. */
export function differs(observed: Json, got: Json, exact: readonly string[], toleranceS: number): string | undefined {
  const [expected, came] = [objectOf(observed), objectOf(got)]
  for (const key of exact) {
    const difference = whatDiffers(expected[key] ?? null, came[key] ?? null)
    if (difference !== undefined) return `${key}: ${difference}`
  }
  const isLate = Math.abs(Number(expected['t'] ?? 0) - Number(came['t'] ?? 0)) > toleranceS
  return isLate && 't' in expected ? `t: expected ${plain(expected['t'])}, got ${plain(came['t'])}` : undefined
}

const responseToleranceS = 0.15

function responsesDiffer(observed: Json, got: Json, isRacy: boolean): string | undefined {
  const [expected, came] = [rowsIn(observed, 'responses'), rowsIn(got, 'responses')]
  if (expected.length !== came.length) return `expected ${expected.length} responses, got ${came.length}`
  for (const [index, one] of expected.entries()) {
    const other = came[index] ?? {}
    // Whether the request was still at hand when its server failed is chance: it is asked again, or not.
    if (isRacy && [200, 502, ...expected.map(({ status }) => Number(status))].includes(Number(other['status'])))
      continue
    const difference = differs(one, other, ['status', 'served_by'], responseToleranceS)
    if (difference !== undefined) return `response ${index}: ${difference}`
  }
  return undefined
}

/** Slower than this, s, is slow: what is well takes a few ms. */
const slowS = 0.5

const statesOnly = (rows: readonly JsonObject[]): Json => rows.map(({ t: _t, ...states }) => states)

function timelineDiffers(observed: Json, got: Json, { input }: Recording): string | undefined {
  const [expected, came] = [rowsIn(observed, 'server_states'), rowsIn(got, 'server_states')]
  const difference = whatDiffers(statesOnly(expected), statesOnly(came))
  if (difference !== undefined) return `states: ${difference}`
  const toleranceS = intervalS(textIn(input, 'server_options') ?? '')
  for (const [index, { t }] of expected.entries()) {
    const other = came[index]?.['t']
    if (Math.abs(Number(t) - Number(other)) > toleranceS) {
      return `state ${index}: expected at ${plain(t)}, got ${plain(other)}`
    }
  }
  const ill = (value: Json) =>
    rowsIn(value, 'responses').filter(({ status, t }) => status !== 200 || Number(t) > slowS).length
  return Math.abs(ill(observed) - ill(got)) > 1
    ? `slow or failed: expected ${ill(observed)}, got ${ill(got)}`
    : undefined
}

function intervalS(options: string): number {
  const [, value = '2000', unit = 'ms'] = /\binter (\d+)(ms|s)?/.exec(options) ?? []
  return Number(value) * (unit === 's' ? 1 : 0.001)
}
