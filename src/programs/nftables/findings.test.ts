import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../model/topology.ts'
import { firewall, firewallWiring, hosts, peer } from '../../testing/firewall.ts'
import type { Wiring } from '../contract/wiring.ts'
import { findings } from './findings.ts'

const wiring = firewallWiring()

function check(config: JsonObject, wires: Wiring = wiring) {
  return findings({ settings: firewall(config, wires).settings, config, wiring: wires })
}

const codesOf = (config: JsonObject, wires: Wiring = wiring) =>
  check(config, wires).map((one) => one.code.replace('nftables.', ''))

/** What the check says about one rule, whatever else it says. */
function about(rules: JsonObject[]) {
  return check({ rules }).flatMap(({ code, subject }) =>
    code === 'nftables.rule-never-matches' && subject.type === 'device' ? [subject.setting] : [],
  )
}

const web = { protocol: 'tcp', ports: '80,443' }

describe('a firewall rule that can never fit', () => {
  it.each([
    ['the same one again', [web, web], ['rules[1]']],
    ['a block list after the rule for all', [web, { ...web, from: '198.51.100.11', action: 'drop' }], ['rules[1]']],
    ['two rules that cover its ports together', [{ ports: '1-100' }, { ports: '101-65535' }, web], ['rules[2]']],
    [
      'two rules that cover its protocols together',
      [{ protocol: 'tcp' }, { protocol: 'udp' }, { ports: '53' }],
      ['rules[2]'],
    ],
    ['a smaller block of addresses', [{ from: '10.0.0.0/8' }, { from: '10.0.1.0/24' }], ['rules[1]']],
    ['a device in a block that is decided', [{ to: '10.0.1.0/24', action: 'drop' }, { to: 'd3' }], ['rules[1]']],
    ['anything after a rule for everything', [{}, web], ['rules[1]']],
  ] as [string, JsonObject[], string[]][])('is found: %s', (_name, rules, found) => {
    expect(about(rules)).toEqual(found)
  })

  it.each([
    ['the exception stands first', [{ ...web, from: '198.51.100.11', action: 'drop' }, web]],
    ['a port is left', [{ protocol: 'tcp', ports: '80' }, web]],
    ['a protocol is left', [{ protocol: 'tcp' }, { ports: '53' }]],
    ['the earlier one is switched off', [{ ...web, enabled: false }, web]],
    ['another interface is left', [{ ...web, interfaceIn: 'wan' }, web]],
    ['answers are left', [{ ...web, state: 'new' }, web]],
    [
      'addresses are left',
      [
        { ...web, to: 'd3' },
        { ...web, to: '10.0.1.0/24' },
      ],
    ],
  ] as [string, JsonObject[]][])('is not claimed when %s', (_name, rules) => {
    expect(about(rules)).toEqual([])
  })

  it('names those before it and offers to remove it', () => {
    const [finding] = check({ rules: [{ ports: '1-100' }, { ports: '101-65535' }, web] })
    expect(finding?.data['earlier']).toMatchObject({ items: [{ t: 'message' }, { t: 'message' }] })
    const config = { rules: [{ ports: '1-100' }, { ports: '101-65535' }] }
    expect(finding?.fixes[0]).toMatchObject({ type: 'set-config', device: 'd9' })
    const fix = finding?.fixes[0]
    const fixed = fix?.type === 'set-config' ? { ...config, ...fix.config } : config
    expect(codesOf(fixed)).not.toContain('rule-never-matches')
  })
})

/** The rules as each way to mend the first finding leaves them. */
const mended = (rules: JsonObject[]) =>
  (check({ rules })[0]?.fixes ?? []).map((fix) => [
    fix.label.code.replace('nftables.', ''),
    fix.type === 'set-config' ? fix.config['rules'] : undefined,
  ])

describe('a rule that another one makes useless', () => {
  const block = { action: 'drop', to: '10.0.1.0/24' }
  const first = { to: '10.0.1.7', protocol: 'tcp' }
  const second = { to: '10.0.1.8', protocol: 'udp' }

  it('can be let decide: the other one moves behind all that it covers, or is switched off', () => {
    const all = mended([block, first, second, { from: '10.0.2.0/24' }])
    expect(all.map(([code]) => code)).toEqual(['fix-move-rule', 'fix-switch-off-rule', 'fix-remove-rule'])
    expect(all[0]?.[1]).toMatchObject([first, second, block, { from: '10.0.2.0/24' }])
    expect(all[1]?.[1]).toMatchObject([{ ...block, enabled: false }, first, second, {}])
    expect(about((all[0]?.[1] ?? []) as JsonObject[])).toEqual([])
    expect(about((all[1]?.[1] ?? []) as JsonObject[])).toEqual([])
  })

  it('is only to be removed where the other one decides the same', () => {
    expect(mended([{ to: '10.0.1.0/24' }, first]).map(([code]) => code)).toEqual(['fix-remove-rule'])
  })
})

describe('the check of a firewall', () => {
  it('has nothing to say about one that nobody has set up', () => {
    expect(codesOf({})).toEqual([])
  })

  it.each([
    ['the default policy lets all through', { policy: 'accept', rules: [] }],
    ['a rule lets all through', { rules: [{}] }],
  ])('warns when %s', (_name, config) => {
    expect(codesOf(config)).toContain('everything-open')
  })

  it('warns of a rule that lets all the rest through, and removes it', () => {
    const found = check({ rules: [{ ...web, action: 'drop' }, {}] }).find(({ code }) => code.endsWith('rest-open'))
    expect(found).toMatchObject({ severity: 'warning', subject: { setting: 'rules[1]' } })
    expect(found?.fixes.map(({ label }) => label.code)).toEqual(['nftables.fix-remove-rule'])
  })

  it('closes an open door without stopping what is forwarded', () => {
    const portForwarding = [{ name: 'Web', port: 8080, to: 'd3', toPort: 80 }]
    const shut = { ...web, action: 'drop', to: 'd4' }
    const finding = check({ portForwarding, rules: [shut, {}] }).find(({ code }) => code.endsWith('rest-open'))
    const [fix] = finding?.fixes ?? []
    expect(fix?.label.code).toBe('nftables.fix-close')
    if (fix?.type !== 'set-config') throw new Error('no fix')
    expect(fix.config).toMatchObject({ rules: [shut, { name: 'Web', to: 'd3', ports: '80', action: 'accept' }] })
    expect(codesOf({ portForwarding, ...fix.config })).toEqual([])
  })

  it('closes both doors where rule and default policy let all through', () => {
    const [finding] = check({ policy: 'accept', rules: [web, {}] })
    const [fix] = finding?.fixes ?? []
    expect(fix).toMatchObject({ type: 'set-config', config: { policy: 'drop', rules: [web] } })
  })

  it('takes no rule that never fits for a block list', () => {
    expect(codesOf({ policy: 'accept', rules: [web, { ...web, action: 'drop' }] })).toContain('everything-open')
  })

  it('finds no open door where something is dropped first', () => {
    expect(codesOf({ policy: 'accept', rules: [{ ...web, action: 'drop' }] })).not.toContain('everything-open')
  })

  it('warns that answers have no way back when nothing is remembered', () => {
    const [finding] = check({ stateful: false })
    expect(finding).toMatchObject({ code: 'nftables.no-way-back', severity: 'error' })
    expect(finding?.fixes).toMatchObject([{ type: 'clear-setting', path: 'stateful' }])
  })

  it.each([
    ['a rule for known connections', [{ to: 'd3', protocol: 'tcp', ports: '80,443' }, { state: 'established' }]],
    [
      'a mirrored rule',
      [
        { to: 'd3', protocol: 'tcp', ports: '80,443' },
        { from: 'd3', protocol: 'tcp' },
      ],
    ],
  ] as [string, JsonObject[]][])('takes %s for a way back', (_name, rules) => {
    expect(codesOf({ stateful: false, rules })).toEqual([])
  })

  it('warns that a rule names the address before port forwarding', () => {
    expect(
      codesOf({
        rules: [
          { ...web, to: hosts.public_vip },
          { ...web, to: 'd3' },
        ],
      }),
    ).toEqual(['rule-names-outside'])
  })

  it('warns that the rules stop what is forwarded, and mends it', () => {
    const config = { portForwarding: [{ port: 8080, to: 'd3', toPort: 80 }], rules: [{ ...web, action: 'drop' }, {}] }
    const finding = check(config).find(({ code }) => code === 'nftables.forwarding-blocked')
    expect(finding?.data['blocker']).toMatchObject({ message: { data: { number: { value: 1 } } } })
    const fix = finding?.fixes[0]
    if (fix?.type !== 'set-config') throw new Error('no fix')
    expect(codesOf({ ...config, ...fix.config })).not.toContain('forwarding-blocked')
  })

  it('names the default policy where no rule fits what is forwarded', () => {
    const config = { portForwarding: [{ port: 8080, to: 'd3' }] }
    expect(check(config)[0]?.data['blocker']).toMatchObject({ message: { code: 'nftables.default-policy' } })
  })

  it('warns of a forwarding that lacks its port', () => {
    expect(codesOf({ portForwarding: [{ to: 'd3' }, { port: 443, to: 'd3' }] })).toEqual(['forwarding-incomplete'])
  })

  it('hints that nothing is published', () => {
    expect(codesOf({}, firewallWiring({ leadsTo: [] }))).toEqual(['nothing-published'])
    expect(codesOf({ portForwarding: [] })).toEqual(['nothing-published'])
  })
})

describe('what an unset firewall means', () => {
  it('publishes the web and DNS, each to the first device that its cables lead to', () => {
    const leadsTo = [peer('d4', 'dns'), peer('d3', 'http'), peer('d5', 'http')]
    const { portForwarding } = firewall({}, firewallWiring({ leadsTo })).settings
    expect(portForwarding?.map(({ protocol, port, to }) => `${protocol} ${port} ${to}`)).toEqual([
      'tcp 80 d3',
      'tcp 443 d3',
      'udp 53 d4',
    ])
  })

  it('lets the inside at a database that it leads to, and nobody outside', () => {
    const services = { d4: [{ port: 5432, protocol: 'tcp', speaks: 'sql', tls: false }] } as const
    const leadsTo = [peer('d3', 'http'), peer('d4', 'sql')]
    const { rules } = firewall({}, firewallWiring({ leadsTo, services })).settings
    const forDatabase = rules
      ?.filter(({ to }) => to === 'd4')
      .map(({ interfaceIn, ports }) => `${interfaceIn} ${ports}`)
    expect(forDatabase).toEqual(['dmz 5432', 'lan 5432'])
  })
})
