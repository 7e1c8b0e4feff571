import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../model/topology.ts'
import { fields } from '../programs/nftables/fields.ts'
import { configOf } from '../testing/arbitrary.ts'
import { countersOf, deniedAnswers, endingOf, guarded, withoutUnused } from '../testing/guarded.ts'
import type { NetworkBuilder } from '../testing/network.ts'

const options: fc.Parameters<unknown> = { seed: 20_260_105, numRuns: 150 }

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

describe('a firewall with any rules', () => {
  it('decides the same without a rule whose counter stayed 0', () => {
    fc.assert(
      fc.property(config, (settings) => {
        const net = guarded(settings)
        const before = [inwards(net), outwards(net)].map(endingOf)
        const counters = countersOf(net)
        const used = settings.rules.filter((_rule, index) => counters[`rules[${index}]`] !== undefined)
        const leaner = guarded({ ...settings, rules: used })
        expect([inwards(leaner), outwards(leaner)].map(endingOf)).toEqual(before)
      }),
      options,
    )
  }, 60_000)

  it('lets the answer in to what it let out, if it remembers connections', () => {
    fc.assert(
      fc.property(config, (settings) => {
        const net = guarded({ ...settings, stateful: true })
        expect([inwards(net), outwards(net)].flatMap((trace) => deniedAnswers(net, trace))).toEqual([])
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

type Chain = JsonObject & { readonly rules: readonly string[] }

const chain = (name: string, rules: readonly string[], more: JsonObject = {}): Chain => ({
  table: 't',
  name,
  rules,
  ...more,
})

/** A ruleset: a filter chain at each hook, each with `first` before its rules, and translation for those inside. */
function ruleset({ policies, sub, filters }: Lines, first: readonly string[]): { chains: Chain[] } & JsonObject {
  const nat = { type: 'nat', family: 'ip' }
  const chains: Chain[] = [
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
        const before = [inwards(net), outwards(net)].map(endingOf)
        const leaner = guarded({ ...whole, chains: withoutUnused(whole.chains, countersOf(net)) })
        expect([inwards(leaner), outwards(leaner)].map(endingOf)).toEqual(before)
      }),
      options,
    )
  }, 60_000)

  it('lets the answer in to what it let out, if its chains begin with what is established', () => {
    fc.assert(
      fc.property(anyLines, (lines) => {
        const net = guarded(ruleset(lines, ['ct state established,related accept']))
        expect([inwards(net), outwards(net)].flatMap((trace) => deniedAnswers(net, trace))).toEqual([])
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
