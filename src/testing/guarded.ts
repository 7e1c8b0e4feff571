import type { JsonObject } from '../model/topology.ts'
import type { Step, Trace } from '../model/trace.ts'
import type { Seen } from '../model/verdict.ts'
import { stepOf } from './grammar.ts'
import { network, type NetworkBuilder } from './network.ts'

/** A pc and a server inside, another pair outside; what stands between them, the `wall`, filters by this config. */
export function guarded(config: JsonObject): NetworkBuilder {
  return network()
    .zone('inside', { cidr: '10.0.1.0/24' })
    .add('client', 'stranger', { program: 'curl' })
    .add('internet', 'internet')
    .add('firewall', 'wall', { zone: 'inside', config })
    .add('web-server', 'server', { zone: 'inside' })
    .add('client', 'pc', { zone: 'inside', program: 'curl' })
    .add('web-server', 'elsewhere')
    .link('stranger', 'internet', 'wall', 'server')
    .link('wall', 'pc')
    .link('internet', 'elsewhere')
}

/** How often each rule fitted, by the setting that it comes from. */
export const countersOf = (net: NetworkBuilder): Readonly<Record<string, number>> =>
  (net.world.states[net.id('wall')]!.state as { counters: Record<string, number> }).counters

/** What the wall has denied of the answers in a trace; errors are none. */
export function deniedAnswers(net: NetworkBuilder, { hops }: Trace): readonly Step[] {
  const back = hops.filter(
    ({ device, leg, purpose }) => device === net.id('wall') && leg === 'response' && purpose !== 'error',
  )
  return back.flatMap(({ steps }) => steps.filter(({ action }) => action === 'denied'))
}

/** The chains of a ruleset, each without the rules that never fitted. */
export function withoutUnused<C extends { readonly rules: readonly string[] }>(
  chains: readonly C[],
  counters: Readonly<Record<string, number>>,
): readonly C[] {
  return chains.map((chain, at) => ({
    ...chain,
    rules: chain.rules.filter((_rule, index) => `chains[${at}].rules[${index}]` in counters),
  }))
}

interface Ending {
  readonly seen: Seen
  readonly code: string | undefined
  readonly device: string | undefined
}

/** How a request ended, by which step, and where. */
export const endingOf = (trace: Trace): Ending => ({
  seen: trace.verdict.seen,
  code: stepOf(trace, trace.verdict.because)?.code,
  device: trace.hops[trace.verdict.because.hop]?.device,
})
