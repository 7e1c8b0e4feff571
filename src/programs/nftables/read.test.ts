import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../model/topology.ts'
import { resolveSettings } from '../../protocols/fields/resolve.ts'
import { schemaOf } from '../../protocols/fields/schema.ts'
import { compileLines } from './compile-lines.ts'
import { configText } from './config-text.ts'
import { fields } from './fields.ts'

const context = { addressOf: (target: string) => target }
const read = (text: string) => configText.read(text, '1.0.6')
const printed = (config: JsonObject) =>
  configText
    .print(config, context)
    .map(({ text }) => text)
    .join('\n')
const chainsOf = (text: string) => read(text).config['chains'] as readonly JsonObject[]
const rulesOf = (text: string) => chainsOf(text).map((chain) => chain['rules'])
const reasons = (text: string) => read(text).notRead.map(({ line, why }) => `${line} ${why.code.split('.').at(-1)}`)
const inChain = (...rules: readonly string[]) =>
  `table inet t {\n chain web { }\n chain c {\n type filter hook forward priority 0;\n${rules.join('\n')}\n}\n}`

describe('a pasted ruleset', () => {
  it('becomes chains with their hook, priority and policy, and rules as they were written', () => {
    const { config, notRead } = read(`
      #!/usr/sbin/nft -f
      flush ruleset
      table inet filter {
        chain input { # for this machine
          type filter hook input priority filter - 5; policy drop;
          ct state   established,related    accept; iif lo accept
          tcp dport {
            22,   # remote shell
            80 } counter \\
              accept comment "web # no remark"
        }
      }`)
    expect(notRead).toEqual([])
    expect(config).toEqual({
      mode: 'ruleset',
      chains: [
        {
          family: 'inet',
          table: 'filter',
          name: 'input',
          hook: 'input',
          type: 'filter',
          priority: 'filter - 5',
          policy: 'drop',
          rules: [
            'ct state established,related accept',
            'iif lo accept',
            'tcp dport { 22, 80 } counter accept comment "web # no remark"',
          ],
        },
      ],
    })
  })

  it('may define names, which stand for their values, within sets without braces of their own', () => {
    const text = 'define lan = eth1\ndefine ports = { 80, 443 }\n'
    expect(rulesOf(text + inChain('iifname $lan tcp dport $ports accept', 'tcp dport { 22, $ports } drop'))[1]).toEqual(
      ['iifname eth1 tcp dport { 80, 443 } accept', 'tcp dport { 22, 80, 443 } drop'],
    )
    expect(reasons(inChain('iifname $wan accept'))).toEqual(['5 variable'])
  })

  it('may be typed command by command, in a shell too', () => {
    const text = [
      'sudo nft add table ip f',
      "nft add chain ip f in '{ type filter hook input priority 0 \\; policy drop \\; }'",
      'nft add rule f in tcp dport 22 accept',
      'nft insert rule ip f in iif lo accept',
      'nft add rule f nowhere drop',
    ].join('\n')
    expect(chainsOf(text)).toMatchObject([
      { family: 'ip', policy: 'drop', rules: ['iif lo accept', 'tcp dport 22 accept'] },
    ])
    expect(reasons(text)).toEqual(['5 unknown-chain'])
  })

  it('has sets and maps, and elements that are added to them', () => {
    const { config, notRead } = read(`
      table ip f {
        set blocked { type ipv4_addr; flags interval; elements = { 192.0.2.0/24, 198.51.100.7 comment "x" } }
        map doors { typeof tcp dport : verdict; elements = { 22 : accept, 80-90 : drop } }
        set seen { type ipv4_addr . inet_service; flags dynamic,timeout; timeout 1m; size 65535 }
        chain c { type filter hook forward priority 0; ip saddr @blocked drop
          tcp dport vmap @doors
          add @seen { ip saddr . tcp dport } }
      }
      add element ip f blocked { 203.0.113.9 }`)
    expect(notRead).toEqual([])
    expect(config['sets']).toMatchObject([
      { name: 'blocked', elements: ['192.0.2.0/24', '198.51.100.7 comment "x"', '203.0.113.9'] },
      { name: 'doors', type: 'typeof tcp dport', value: 'verdict', elements: ['22 : accept', '80-90 : drop'] },
      { name: 'seen', dynamic: true, timeout: '1m', elements: [] },
    ])
  })

  it.each([
    ['osf name "Linux" drop', 'not-modelled'],
    ['ip dscp cs1 drop', 'not-modelled'],
    ['tcp dport eighty drop', 'value'],
    ['ip saddr 2001:db8::1 drop', 'value'],
    ['tcp dport 90-80 drop', 'value'],
    ['tcp dport', 'ends-early'],
    ['ip saddr "10.0.0.1', 'ends-early'],
    ['ip saddr @nobody drop', 'unknown-set'],
    ['jump nowhere', 'unknown-chain'],
    ['dnat to 10.0.0.1', 'wrong-chain'],
    ['limit rate 1 mbytes/second drop', 'not-modelled'],
    ['reject with icmp type no-such-thing', 'value'],
    ['accept everything', 'not-modelled'],
  ])('names the line “%s” instead of guessing (%s)', (rule, why) => {
    expect(reasons(inChain('tcp dport 22 accept', rule))).toEqual([`6 ${why}`])
    expect(rulesOf(inChain('tcp dport 22 accept', rule))[1]).toEqual(['tcp dport 22 accept'])
  })

  it('may hold a set over thousands of lines; those that a document has no room for are named', () => {
    const elements = Array.from({ length: 6000 }, (_, index) => `10.0.${index >> 8}.${index & 255}`)
    const { config, notRead } = read(
      `table ip t {\n set s {\n type ipv4_addr\n elements = { ${elements.join(',\n   ')} }\n }\n}`,
    )
    expect(config['sets']).toMatchObject([{ name: 's', elements: elements.slice(0, 5000) }])
    expect(notRead.map(({ text }) => text)).toEqual(elements.slice(5000))
  })

  it('may break a line, and blanks count once but in quotes', () => {
    expect(rulesOf(inChain('tcp  dport \\\n   22\t\tlog prefix "a  b"   accept'))[1]).toEqual([
      'tcp dport 22 log prefix "a  b" accept',
    ])
  })

  it('leaves out what does not exist here: other families, tables that are asleep, files, other objects', () => {
    const text = `table bridge b {\n chain x { ip saddr 10.0.0.1 drop }\n}
table ip asleep { flags dormant
 chain c { type filter hook forward priority 0; policy drop; }
}
include "/etc/nftables.d/more.nft"
table ip f { flowtable ft { hook ingress priority 0; devices = { a } }
 chain c { type filter hook ingress device eth0 priority 0; }
}`
    expect(reasons(text)).toEqual(['1 family', '4 dormant', '7 include', '8 object', '9 hook'])
    expect(chainsOf(text)).toMatchObject([{ table: 'f', name: 'c', hook: 'none', rules: [] }])
  })

  it('forgets what was there before a flush', () => {
    expect(chainsOf(`table ip f { chain c { accept; } }\nflush ruleset\n`)).toEqual([])
    expect(rulesOf(`table ip f { chain c { accept; } }\nflush chain ip f c\n`)).toEqual([[]])
    expect(chainsOf(`table ip f { chain c { accept; } }\ndelete table ip f\n`)).toEqual([])
  })
})

/** Lines that nft takes, and some that it does not. */
const line = fc.constantFrom(
  'tcp dport 22 accept',
  'ct state vmap { established : accept, related : accept, invalid : drop }',
  'ip saddr . tcp dport { 10.0.0.1 . 80 } counter jump web',
  'iifname "eth*" oifname != { "a", "b" } log prefix "x: " level info drop',
  'limit rate over 10/minute burst 3 packets drop',
  'tcp flags & (fin|syn|rst|ack) == syn meta mark set 0x10',
  'meta l4proto { tcp, udp } th dport 53 ip daddr @known accept',
  'icmpv6 type { nd-neighbor-solicit, echo-request } accept',
  'nonsense here',
  'tcp dport @nothing drop',
)
const ruleset = fc
  .record({
    rules: fc.array(line, { maxLength: 6 }),
    family: fc.constantFrom('ip', 'inet', 'ip6', 'arp'),
    hook: fc.constantFrom('input', 'forward', 'nowhere'),
    elements: fc.array(fc.constantFrom('10.0.0.1', '192.0.2.0/24', '10.1.0.1-10.1.0.9', 'x'), { maxLength: 3 }),
  })
  .map(
    ({ rules, family, hook, elements }) => `table ${family} t {
      set known { type ipv4_addr; flags interval; ${elements.length > 0 ? `elements = { ${elements.join(', ')} }` : ''} }
      chain web { }
      chain c { type filter hook ${hook} priority 0; policy drop; ${rules.join('; ')} }
    }`,
  )
/** Anything at all, with a liking for nft's own words. */
const junk = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'table',
        'ip',
        'chain',
        '{',
        '}',
        ';',
        '\n',
        '"',
        '#',
        '\\',
        '$x',
        'define',
        '=',
        'set',
        '@',
        ',',
      ),
      fc.constantFrom(
        'type',
        'hook',
        'elements',
        'vmap',
        ':',
        'dnat',
        'to',
        'limit',
        'rate',
        '1/second',
        'add',
        'rule',
      ),
      fc.string({ maxLength: 6 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(' '))

const options: fc.Parameters<unknown> = { seed: 20_260_105, numRuns: 300 }

describe('whatever is pasted', () => {
  it('is read without a throw into settings that a document takes, every line of which is understood', () => {
    fc.assert(
      fc.property(fc.oneof(junk, ruleset, fc.string()), (text) => {
        const { config } = read(text)
        expect(v.safeParse(schemaOf(fields), config).success).toBe(true)
        expect(compileLines(resolveSettings(fields, config, {})).unread).toEqual([])
      }),
      options,
    )
  })

  it('prints as a text that gives the same settings again', () => {
    fc.assert(
      fc.property(fc.oneof(junk, ruleset), (text) => {
        const { config } = read(text)
        const again = read(printed(config))
        expect(again).toEqual({ config, notRead: [] })
      }),
      options,
    )
  })

  it('is printed with the setting of each rule beside its line', () => {
    const { config } = read(inChain('tcp dport 22 accept', 'drop'))
    const lines = configText.print(config, context).filter(({ setting }) => setting?.includes('rules'))
    expect(lines).toEqual([
      { text: '\t\ttcp dport 22 accept', setting: 'chains[1].rules[0]' },
      { text: '\t\tdrop', setting: 'chains[1].rules[1]' },
    ])
  })
})
