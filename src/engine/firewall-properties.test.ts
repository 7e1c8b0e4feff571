import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../model/topology.ts'
import type { Trace } from '../model/trace.ts'
import { fields } from '../programs/nftables/fields.ts'
import { configOf } from '../testing/arbitrary.ts'
import { stepOf } from '../testing/grammar.ts'
import { network, type NetworkBuilder } from '../testing/network.ts'

const options: fc.Parameters<unknown> = { seed: 20_260_105, numRuns: 150 }

/** Inside a pc and a server, outside another pair; what stands between them filters by this config. */
function guarded(config: JsonObject): NetworkBuilder {
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

const addressOf = (net: NetworkBuilder, name: string) => net.compiled().addressesOf(net.id(name))[0] ?? ''
const inwards = (net: NetworkBuilder) =>
  net.get('stranger', `http://${addressOf(net, 'wall')}/`, { connectTimeoutMs: 2000 })
const outwards = (net: NetworkBuilder) =>
  net.get('pc', `http://${addressOf(net, 'elsewhere')}/`, { connectTimeoutMs: 2000 })

const rule = fc.record(
  {
    action: fc.constantFrom('accept', 'drop', 'reject'),
    rejectWith: fc.constantFrom('port-unreachable', 'tcp-reset', 'host-unreachable', 'admin-prohibited'),
    protocol: fc.constantFrom('any', 'tcp', 'udp', 'icmp'),
    from: fc.constantFrom('d1', 'd4', 'd5', '10.0.1.0/24', '0.0.0.0/0'),
    to: fc.constantFrom('d4', 'd5', 'd6', '10.0.1.0/24', '203.0.113.0/24'),
    ports: fc.constantFrom('80', '443', '80,443', '8000-9000'),
    interfaceIn: fc.constantFrom('wan', 'lan', 'dmz'),
    interfaceOut: fc.constantFrom('wan', 'lan'),
    state: fc.constantFrom('any', 'new', 'established'),
    enabled: fc.constantFrom(true, true, true, false),
  },
  { requiredKeys: ['action'] },
)
const config = fc.record(
  {
    rules: fc.array(rule, { minLength: 1, maxLength: 6 }),
    policy: fc.constantFrom('drop', 'accept'),
    stateful: fc.boolean(),
    masquerade: fc.constantFrom(true, true, false),
  },
  { requiredKeys: ['rules'] },
)

const outcome = (trace: Trace) => ({
  seen: trace.verdict.seen,
  code: stepOf(trace, trace.verdict.because)?.code,
  device: trace.hops[trace.verdict.because.hop]?.device,
})

describe('a firewall with any rules', () => {
  it('decides the same without a rule whose counter stayed 0', () => {
    fc.assert(
      fc.property(config, (settings) => {
        const net = guarded(settings)
        const before = [inwards(net), outwards(net)].map(outcome)
        const { counters } = net.world.states[net.id('wall')]!.state as { counters: Record<string, number> }
        const used = settings.rules.filter((_rule, index) => counters[`rules[${index}]`] !== undefined)
        const leaner = guarded({ ...settings, rules: used })
        expect([inwards(leaner), outwards(leaner)].map(outcome)).toEqual(before)
      }),
      options,
    )
  }, 60_000)

  it('lets the answer in to what it let out, if it remembers connections', () => {
    fc.assert(
      fc.property(config, (settings) => {
        const net = guarded({ ...settings, stateful: true })
        for (const trace of [inwards(net), outwards(net)]) {
          const stopped = trace.hops.filter(
            (hop) => hop.device === net.id('wall') && hop.leg === 'response' && hop.purpose !== 'error',
          )
          expect(stopped.flatMap((hop) => hop.steps.filter((step) => step.action === 'denied'))).toEqual([])
        }
      }),
      options,
    )
  }, 60_000)

  it('never throws, whatever else is set', () => {
    fc.assert(
      fc.property(configOf(fields), (settings) => {
        const net = guarded(settings)
        expect([inwards(net), outwards(net)]).toHaveLength(2)
      }),
      options,
    )
  }, 60_000)
})

/** Any rules in nft's own language; those with `sub` lead into a chain of their own. */
const ending = fc.constantFrom('accept', 'drop', 'reject', 'reject with tcp reset', 'return')
const condition = fc.constantFrom(
  'tcp dport 80',
  'tcp dport { 22, 8000-8010 }',
  'tcp dport != 443',
  'tcp sport 80',
  'tcp flags & (syn | ack) == syn',
  'udp dport 53',
  'iifname "wan"',
  'oifname != "lan"',
  'ip saddr 10.0.1.0/24',
  'ip daddr 198.51.100.0-203.0.113.255',
  'ip ttl < 63',
  'icmp type echo-request',
  'ct state new',
  'ct state established,related',
  'ct status dnat',
  'meta mark 1',
)
const conditions = fc.array(condition, { maxLength: 2 }).map((some) => some.join(' '))
const plainLine = fc.tuple(conditions, ending).map((parts) => parts.join(' ').trim())
const anyLine = fc.oneof(
  { weight: 4, arbitrary: plainLine },
  fc.tuple(conditions, fc.constantFrom('jump sub', 'goto sub', 'meta mark set 1')).map((all) => all.join(' ').trim()),
)
const someLines = (line: fc.Arbitrary<string>) => fc.array(line, { maxLength: 5 })
const policy = fc.constantFrom('accept', 'drop')

interface Lines {
  readonly policies: readonly string[]
  readonly sub: readonly string[]
  readonly filters: readonly (readonly string[])[]
}
const anyLines: fc.Arbitrary<Lines> = fc.record({
  policies: fc.tuple(policy, policy, policy, policy),
  sub: someLines(plainLine),
  filters: fc.tuple(someLines(anyLine), someLines(anyLine), someLines(anyLine), someLines(anyLine)),
})
const hooks = ['prerouting', 'input', 'forward', 'output'] as const

const chain = (name: string, rules: readonly string[], more: JsonObject = {}): JsonObject => ({
  table: 't',
  name,
  rules,
  ...more,
})

/** A ruleset: a filter chain at each hook, each with `first` before its rules, and translation for those inside. */
function ruleset({ policies, sub, filters }: Lines, first: readonly string[]): { chains: JsonObject[] } & JsonObject {
  const nat = { type: 'nat', family: 'ip' }
  const chains: JsonObject[] = [
    chain('sub', sub),
    ...hooks.map((hook, index) =>
      chain(hook, [...first, ...(filters[index] ?? [])], { type: 'filter', hook, policy: policies[index] ?? 'accept' }),
    ),
    chain('in', ['iifname "wan" tcp dport 80 dnat to 10.0.1.10'], {
      ...nat,
      table: 'n',
      hook: 'prerouting',
      priority: 'dstnat',
    }),
    chain('out', ['oifname "wan" masquerade'], { ...nat, table: 'n', hook: 'postrouting', priority: 'srcnat' }),
  ]
  return { mode: 'ruleset', chains }
}

const countersOf = (net: NetworkBuilder) =>
  (net.world.states[net.id('wall')]!.state as { counters: Record<string, number> }).counters

describe('a firewall with any ruleset', () => {
  it('understands every line of it here', () => {
    const net = guarded(ruleset({ policies: [], sub: [], filters: [] }, []))
    expect(inwards(net).verdict.seen).toMatchObject({ type: 'answer', status: 200 })
    expect(outwards(net).verdict.seen).toMatchObject({ type: 'answer', status: 200 })
    expect(Object.keys(countersOf(net)).filter((setting) => setting.includes('rules'))).toHaveLength(2)
  })

  it('decides the same without a rule that never fitted', () => {
    fc.assert(
      fc.property(anyLines, (lines) => {
        const whole = ruleset(lines, [])
        const net = guarded(whole)
        const before = [inwards(net), outwards(net)].map(outcome)
        const counters = countersOf(net)
        const chains = whole.chains.map((chain, index) => {
          const rules = chain['rules'] as readonly string[]
          return { ...chain, rules: rules.filter((_, place) => `chains[${index}].rules[${place}]` in counters) }
        })
        const leaner = guarded({ ...whole, chains })
        expect([inwards(leaner), outwards(leaner)].map(outcome)).toEqual(before)
      }),
      options,
    )
  }, 60_000)

  it('lets the answer in to what it let out, if its chains begin with what is established', () => {
    fc.assert(
      fc.property(anyLines, (lines) => {
        const net = guarded(ruleset(lines, ['ct state established,related accept']))
        for (const trace of [inwards(net), outwards(net)]) {
          const back = trace.hops.filter(
            (hop) => hop.device === net.id('wall') && hop.leg === 'response' && hop.purpose !== 'error',
          )
          expect(back.flatMap((hop) => hop.steps.filter((step) => step.action === 'denied'))).toEqual([])
        }
      }),
      options,
    )
  }, 60_000)
})

it('a firewall that forgets connections stops the answer that no rule lets in', () => {
  const net = guarded({ stateful: false, rules: [{ action: 'accept', interfaceOut: 'wan' }] })
  expect(outwards(net).verdict.seen.type).toBe('timed-out')
  const open = guarded({ stateful: true, rules: [{ action: 'accept', interfaceOut: 'wan' }] })
  expect(outwards(open).verdict.seen).toMatchObject({ type: 'answer', status: 200 })
})
