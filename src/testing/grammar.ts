import type { Step, Trace } from '../model/trace.ts'

/** Throws unless the trace keeps the grammar of DESIGN 7; called on every trace that any test makes. */
export function assertGrammar(trace: Trace): void {
  const { hops, verdict } = trace
  if (hops.length === 0) fail('no hop')
  if (hops[0]?.device !== trace.request.from) fail('the first hop is not the sender’s')
  let before = 0
  for (const [index, hop] of hops.entries()) {
    if (hop.id !== index) fail(`hop ${index} has the id ${hop.id}`)
    if (hop.steps.length === 0) fail(`hop ${index} has no step`)
    if (hop.at < before) fail(`time falls at hop ${index}`)
    if (hop.until < hop.at) fail(`hop ${index} ends before it begins`)
    if (index > 0 && hop.cause === undefined) fail(`hop ${index} has no cause`)
    if (hop.cause !== undefined && hop.cause >= index) fail(`hop ${index} is caused by a later one`)
    before = hop.at
    if (hop.steps.some((step) => step.data['port']?.t === 'number')) fail(`hop ${index} would group a port’s digits`)
  }
  if (!stepOf(trace, verdict.because)) fail('the verdict points at no step')
  if (trace.durationMs < 0) fail('it ends before it begins')
  if (trace.stations.some((one) => one.hops.length === 0 && !one.skipped)) fail('a station was visited by no hop')
  const stationHops = trace.stations.flatMap((station) => station.hops)
  if (new Set(stationHops).size !== stationHops.length) fail('a hop stands in two stations')
  if (stationHops.length !== hops.length) fail('a hop stands in no station')
}

function fail(what: string): never {
  throw new Error(`Trace breaks its grammar: ${what}`)
}

/** The step that a verdict points at. */
export function stepOf(trace: Trace, because: Trace['verdict']['because']): Step | undefined {
  return trace.hops[because.hop]?.steps[because.step]
}
