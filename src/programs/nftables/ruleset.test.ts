import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../model/topology.ts'
import type { Trace } from '../../model/trace.ts'
import { stepOf } from '../../testing/grammar.ts'
import { countersOf, deniedAnswers, endingOf, guarded, withoutUnused } from '../../testing/guarded.ts'
import type { NetworkBuilder } from '../../testing/network.ts'
import { configText } from './config-text.ts'
import type { State } from './filter.ts'
import { flowsOf } from './flow-table.ts'

/** The wiki's “simple ruleset for a workstation”, without its remarks. */
const workstation = `
table inet firewall {
  chain inbound_ipv4 { }
  chain inbound_ipv6 {
    icmpv6 type { nd-neighbor-solicit, nd-router-advert, nd-neighbor-advert } accept
  }
  chain inbound {
    type filter hook input priority 0; policy drop;
    ct state vmap { established : accept, related : accept, invalid : drop }
    iifname lo accept
    meta protocol vmap { ip : jump inbound_ipv4, ip6 : jump inbound_ipv6 }
    tcp dport { 22, 80, 443} accept
  }
  chain forward {
    type filter hook forward priority 0; policy drop;
  }
}`

/** The wiki's “simple ruleset for a home router”. */
const homeRouter = `
define DEV_PRIVATE = lan
define DEV_WORLD = wan
define NET_PRIVATE = 10.0.0.0/16
table ip global {
  chain inbound_world {
    ip saddr 81.209.165.42 tcp dport ssh accept
  }
  chain inbound_private {
    icmp type echo-request limit rate 5/second accept
    ip protocol . th dport vmap { tcp . 22 : accept, udp . 53 : accept, tcp . 53 : accept, udp . 67 : accept}
  }
  chain inbound {
    type filter hook input priority 0; policy drop;
    ct state vmap { established : accept, related : accept, invalid : drop }
    iifname vmap { lo : accept, $DEV_WORLD : jump inbound_world, $DEV_PRIVATE : jump inbound_private }
  }
  chain forward {
    type filter hook forward priority 0; policy drop;
    ct state vmap { established : accept, related : accept, invalid : drop }
    iifname $DEV_PRIVATE accept
  }
  chain postrouting {
    type nat hook postrouting priority 100; policy accept;
    ip saddr $NET_PRIVATE oifname $DEV_WORLD masquerade
  }
}`

function pasted(text: string): JsonObject {
  const { config, notRead } = configText.read(text, '1.0.6')
  expect(notRead).toEqual([])
  return config
}

const addressOf = (net: NetworkBuilder, name: string) => net.compiled().addressesOf(net.id(name))[0] ?? ''
const probe = (net: NetworkBuilder, from: string, host: string, port: number): Trace =>
  net.send({ type: 'tcp', from: net.id(from), host, port, timeoutMs: 900 })
const seen = ({ verdict }: Trace) => verdict.seen.type
const inwards = (net: NetworkBuilder) => probe(net, 'stranger', addressOf(net, 'wall'), 80)
const outwards = (net: NetworkBuilder) => probe(net, 'pc', addressOf(net, 'elsewhere'), 80)
const deciding = (net: NetworkBuilder, trace: Trace) => {
  const step = stepOf(trace, trace.verdict.because)
  return [net.nameOf(trace.hops[trace.verdict.because.hop]?.device ?? ''), step?.code, step?.setting]
}

describe('the wiki’s home router', () => {
  it('lets the inside out behind its own address, and nobody in', () => {
    const net = guarded(pasted(homeRouter))
    const out = outwards(net)
    expect(seen(out)).toBe('open')
    const arrived = out.hops.find(({ device, leg }) => device === net.id('elsewhere') && leg === 'request')
    expect(arrived?.packetIn?.ip.source).toBe(addressOf(net, 'wall'))
    const into = inwards(net)
    expect(seen(into)).toBe('timed-out')
    expect(deciding(net, into)).toEqual(['wall', 'nftables.chain-policy-dropped', 'chains[2].policy'])
    const direct = probe(net, 'stranger', addressOf(net, 'server'), 80)
    expect(seen(direct)).toBe('timed-out')
  })

  it('answers five pings a second from inside, not one more, and none from outside', () => {
    const net = guarded(pasted(homeRouter))
    const wall =
      net
        .compiled()
        .interfacesOf(net.id('wall'))
        .find(({ name }) => name === 'lan')?.addresses[0] ?? ''
    const ping = (from: string, host: string) => ({ type: 'ping', from: net.id(from), host, timeoutMs: 500 }) as const
    const at = Array.from({ length: 7 }, (_, index) => ({
      type: 'request' as const,
      at: index,
      request: ping('pc', wall),
    }))
    const traces = net.run(at)
    expect(traces.map(seen)).toEqual([...Array<string>(5).fill('echo'), 'timed-out', 'timed-out'])
    net.wait(1000)
    expect(seen(net.send(ping('pc', wall)))).toBe('echo')
    expect(seen(net.send(ping('stranger', addressOf(net, 'wall'))))).toBe('timed-out')
  })
})

describe('a server’s own packet filter', () => {
  const ref = { id: 'nftables', profile: '1.0.6', configVersion: 0 }
  const carrying = (config: JsonObject) => {
    const net = guarded({ policy: 'accept', rules: [] })
    return net.change('server', { filter: { program: ref, config } })
  }

  it('is off until it is set', () => {
    const net = guarded({ policy: 'accept', rules: [] })
    expect(seen(probe(net, 'pc', addressOf(net, 'server'), 81))).toBe('refused')
  })

  it('lets in what the server serves and drops the rest, unless told otherwise', () => {
    const net = carrying({})
    expect(seen(probe(net, 'pc', addressOf(net, 'server'), 80))).toBe('open')
    const other = probe(net, 'pc', addressOf(net, 'server'), 81)
    expect(seen(other)).toBe('timed-out')
    expect(deciding(net, other)).toEqual(['server', 'nftables.own-policy-dropped', 'filter.inputPolicy'])
  })

  it('names its rule by the path of its settings', () => {
    const net = carrying({
      inputRules: [{ from: '10.0.1.0/24', action: 'reject', protocol: 'tcp', rejectWith: 'tcp-reset' }],
    })
    const trace = probe(net, 'pc', addressOf(net, 'server'), 80)
    expect(seen(trace)).toBe('refused')
    expect(deciding(net, trace)).toEqual(['server', 'nftables.rule-rejected', 'filter.inputRules[0]'])
    expect(deciding(net, inwards(net))).toEqual(['server', 'nftables.own-policy-dropped', 'filter.inputPolicy'])
  })

  it('lets its own questions out and their answers in, and remembers them in the world', () => {
    const net = guarded({}).change('pc', { filter: { program: ref, config: {} } })
    expect(seen(outwards(net))).toBe('open')
    const { kernel } = net.world.states[net.id('pc')]!
    const { tracking } = (kernel['filter'] as unknown as { readonly state: State }).state
    expect(flowsOf(tracking)).toMatchObject([{ confirmed: true, replied: true }])
    const opened = net.change('pc', { filter: { program: ref, config: { inputPolicy: 'accept' } } })
    opened.get('pc', `http://${addressOf(net, 'elsewhere')}/`)
    expect(opened.world.states[net.id('pc')]!.kernel['filter']).toMatchObject({ state: { tracking: { next: 2 } } })
  })

  it('of the wiki’s workstation lets SSH and the web in', () => {
    const net = carrying(pasted(workstation))
    expect(seen(probe(net, 'pc', addressOf(net, 'server'), 80))).toBe('open')
    expect(seen(probe(net, 'pc', addressOf(net, 'server'), 22))).toBe('refused')
    expect(seen(probe(net, 'pc', addressOf(net, 'server'), 8080))).toBe('timed-out')
  })
})

describe('a line that somebody typed and nobody understands', () => {
  it('is passed over, and the journey says so', () => {
    const chains = [{ name: 'forward', hook: 'forward', rules: ['tcp dport eighty drop', 'accept'] }]
    const net = guarded({ mode: 'ruleset', chains })
    const trace = probe(net, 'stranger', addressOf(net, 'elsewhere'), 80)
    expect(seen(trace)).toBe('open')
    const told = outwards(net)
      .hops.flatMap(({ steps }) => steps)
      .filter(({ action }) => action === 'assumed')
    expect(told).toMatchObject([{ code: 'nftables.line-not-read', setting: 'chains[0].rules[0]' }])
  })
})

const rule = fc.constantFrom(
  'tcp dport 80 counter accept',
  'tcp dport 80 drop',
  'ip saddr 10.0.1.0/24 accept',
  'ip saddr != 10.0.1.0/24 counter reject',
  'iifname "wan" oifname "lan" accept',
  'ct state new accept',
  'ct state { established, related } accept',
  'ct state invalid drop',
  'tcp flags & (syn | ack) == syn return',
  'meta l4proto tcp jump other',
  'tcp dport vmap { 80 : goto other, 443 : drop }',
  'ip daddr { 203.0.113.0/24, 10.0.1.10 } accept',
  'ip ttl > 60 accept',
)
const translation = fc.constantFrom(
  'tcp dport 80 dnat to 10.0.1.10',
  'tcp dport 80 dnat to 10.0.1.11',
  'tcp dport 80 redirect',
)
const rulesets = fc.record({
  policy: fc.constantFrom('accept', 'drop'),
  forward: fc.array(rule, { maxLength: 4 }),
  input: fc.array(rule, { maxLength: 3 }),
  other: fc.array(
    rule.filter((text) => !text.includes('other')),
    { maxLength: 3 },
  ),
  pre: fc.array(translation, { maxLength: 2 }),
})
type Ruleset = typeof rulesets extends fc.Arbitrary<infer T> ? T : never

/** `first` stands before the rules of every filter chain. */
function chainsOf({ policy, forward, input, other, pre }: Ruleset, first: readonly string[] = []) {
  return [
    { family: 'ip', name: 'other', rules: other },
    { family: 'ip', name: 'forward', hook: 'forward', policy, rules: [...first, ...forward] },
    { family: 'ip', name: 'input', hook: 'input', policy, rules: [...first, ...input] },
    { family: 'ip', name: 'pre', hook: 'prerouting', type: 'nat', priority: 'dstnat', rules: pre },
    {
      family: 'ip',
      name: 'post',
      hook: 'postrouting',
      type: 'nat',
      priority: 'srcnat',
      rules: ['oifname wan masquerade'],
    },
  ]
}

const options: fc.Parameters<unknown> = { seed: 20_260_105, numRuns: 150 }

describe('any ruleset', () => {
  it('decides the same without a rule that never fitted', () => {
    fc.assert(
      fc.property(rulesets, (drawn) => {
        const chains = chainsOf(drawn)
        const net = guarded({ mode: 'ruleset', chains })
        const before = [inwards(net), outwards(net)].map(endingOf)
        const leaner = guarded({ mode: 'ruleset', chains: withoutUnused(chains, countersOf(net)) })
        expect([inwards(leaner), outwards(leaner)].map(endingOf)).toEqual(before)
      }),
      options,
    )
  }, 60_000)

  it('that lets known connections pass first lets the answer in to what it let out', () => {
    fc.assert(
      fc.property(rulesets, (drawn) => {
        const net = guarded({ mode: 'ruleset', chains: chainsOf(drawn, ['ct state established,related accept']) })
        expect([inwards(net), outwards(net)].flatMap((trace) => deniedAnswers(net, trace))).toEqual([])
      }),
      options,
    )
  }, 60_000)
})

const row = fc.record(
  {
    action: fc.constantFrom('accept', 'drop', 'reject'),
    rejectWith: fc.constantFrom('port-unreachable', 'tcp-reset', 'host-unreachable', 'admin-prohibited'),
    protocol: fc.constantFrom('any', 'tcp', 'udp', 'icmp'),
    from: fc.constantFrom('d1', 'd4', 'd5', '10.0.1.0/24', '0.0.0.0/0'),
    to: fc.constantFrom('d4', 'd5', 'd6', '10.0.1.0/24', '203.0.113.0/24'),
    ports: fc.constantFrom('80', '443', '80,443', '8000-9000'),
    interfaceIn: fc.constantFrom('wan', 'lan'),
    interfaceOut: fc.constantFrom('wan', 'lan'),
    state: fc.constantFrom('any', 'new', 'established'),
    name: fc.constantFrom('web', 'a "b"'),
  },
  { requiredKeys: ['action'] },
)
const form = fc.record(
  {
    rules: fc.array(row, { maxLength: 5 }),
    policy: fc.constantFrom('drop', 'accept'),
    stateful: fc.boolean(),
    masquerade: fc.boolean(),
    hairpin: fc.boolean(),
    inputPolicy: fc.constantFrom('drop', 'accept'),
  },
  { requiredKeys: [] },
)

const ends = (net: NetworkBuilder) =>
  [inwards(net), outwards(net), probe(net, 'stranger', addressOf(net, 'wall'), 22)].map(({ verdict }) => verdict.seen)

it('what the form says is the same firewall when it is printed as a ruleset and pasted again', () => {
  fc.assert(
    fc.property(form, (config) => {
      const net = guarded(config)
      const wiring = net.compiled().wiringOf(net.id('wall'))
      const context = { wiring, addressOf: (target: string) => wiring.addressOf(target) ?? target }
      const text = configText
        .print(config, context)
        .map((line) => line.text)
        .join('\n')
      const lines = guarded(pasted(text))
      expect(ends(lines)).toEqual(ends(net))
    }),
    options,
  )
}, 60_000)
