import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../model/topology.ts'
import type { Trace } from '../../model/trace.ts'
import { network, type NetworkBuilder } from '../../testing/network.ts'
import { reasonOf } from '../../testing/site.ts'
import { fields } from './fields.ts'

/** Internet, firewall, a web server in the DMZ with a neighbour, and a computer in the office. */
function company(config: JsonObject = {}): NetworkBuilder {
  return network()
    .zone('dmz', { cidr: '10.0.1.0/24', exposure: 'dmz' })
    .zone('office', { cidr: '10.0.2.0/24' })
    .add('client', 'browser', { program: 'curl', config: { connectTimeoutMs: 3000 } })
    .add('internet', 'inet')
    .add('firewall', 'fw', { config })
    .add('web-server', 'web', { zone: 'dmz' })
    .add('client', 'neighbour', { zone: 'dmz', program: 'curl', config: { connectTimeoutMs: 3000 } })
    .add('client', 'pc', { zone: 'office', program: 'curl', config: { connectTimeoutMs: 3000 } })
    .add('web-server', 'shop')
    .link('browser', 'inet', 'fw', 'web')
    .link('neighbour', 'fw')
    .link('pc', 'fw')
    .link('inet', 'shop')
}

const outside = (built: NetworkBuilder): string =>
  built
    .compiled()
    .interfacesOf(built.id('fw'))
    .find((one) => one.public)?.addresses[0] ?? ''

const addressOf = (built: NetworkBuilder, name: string): string => built.compiled().addressesOf(built.id(name))[0] ?? ''

const visit = (built: NetworkBuilder, from = 'browser', to = outside(built), port = 80): Trace =>
  built.get(from, `http://${to}:${port}/`)

const seen = ({ verdict }: Trace): string =>
  verdict.seen.type === 'answer' ? String(verdict.seen.status) : verdict.seen.type

describe('what a person sees through a firewall', () => {
  it('a published port answers, and the answer comes from the public address', () => {
    const built = company()
    const trace = visit(built)
    expect(seen(trace)).toBe('200')
    const last = trace.hops.at(-1)
    expect(last?.packetIn?.ip.source).toBe(outside(built))
  })

  it('a rule that drops ends in a time-out, because of that rule', () => {
    const built = company({
      rules: [
        { protocol: 'tcp', ports: '443' },
        { name: 'no web', ports: '80', action: 'drop' },
      ],
    })
    const trace = visit(built)
    expect(seen(trace)).toBe('timed-out')
    expect(reasonOf(built, trace)).toEqual(['fw', 'nftables.rule-dropped'])
  })

  it('the default policy is a reason of its own', () => {
    const built = company({ rules: [] })
    const trace = visit(built)
    expect(seen(trace)).toBe('timed-out')
    expect(reasonOf(built, trace)).toEqual(['fw', 'nftables.policy-dropped'])
  })

  it.each([
    ['tcp-reset', 'refused'],
    ['port-unreachable', 'refused'],
    ['host-unreachable', 'host-unreachable'],
    ['admin-prohibited', 'host-unreachable'],
  ])('a rule that rejects with %s ends at once with %s', (rejectWith, result) => {
    const built = company({ rules: [{ action: 'reject', rejectWith, protocol: 'tcp' }] })
    const trace = visit(built)
    expect(seen(trace)).toBe(result)
    expect(trace.durationMs).toBeLessThan(200)
    expect(reasonOf(built, trace)).toEqual(['fw', 'nftables.rule-rejected'])
  })

  it('without memory the request gets in and its answer does not get out', () => {
    const built = company({ stateful: false })
    const trace = visit(built)
    expect(seen(trace)).toBe('timed-out')
    expect(reasonOf(built, trace)).toEqual(['fw', 'nftables.policy-dropped'])
    expect(trace.hops.some(({ device }) => device === built.id('web'))).toBe(true)
  })

  it('a port that is not forwarded is the firewall’s own, and dropped there', () => {
    const built = company()
    const trace = visit(built, 'browser', outside(built), 8080)
    expect(seen(trace)).toBe('timed-out')
    expect(reasonOf(built, trace)).toEqual(['fw', 'nftables.input-policy-dropped'])
  })

  it('a stopped server behind it refuses with the public address', () => {
    const built = company().change('web', { service: false })
    const trace = visit(built)
    expect(seen(trace)).toBe('refused')
    expect(reasonOf(built, trace)[0]).toBe('web')
  })

  it('the office gets out, behind the public address', () => {
    const built = company()
    const trace = visit(built, 'pc', addressOf(built, 'shop'))
    expect(seen(trace)).toBe('200')
    const arrived = trace.hops.find(({ device }) => device === built.id('shop'))
    expect(arrived?.packetIn?.ip.source).toBe(outside(built))
  })

  it('without masquerading the internet drops what the office sends', () => {
    const built = company({ masquerade: false })
    const trace = visit(built, 'pc', addressOf(built, 'shop'))
    expect(seen(trace)).toBe('timed-out')
    expect(reasonOf(built, trace)).toEqual(['inet', 'router.private-source'])
  })

  it('nobody outside reaches a private address directly, and the internet is why', () => {
    const built = company()
    const trace = visit(built, 'browser', addressOf(built, 'web'))
    expect(seen(trace)).toBe('timed-out')
    expect(reasonOf(built, trace)).toEqual(['inet', 'router.private-destination'])
  })

  it('the office reaches the DMZ through the public address', () => {
    const built = company()
    expect(seen(visit(built, 'pc'))).toBe('200')
  })

  it('a neighbour in the same network needs hairpin NAT for that', () => {
    const plain = company()
    expect(seen(visit(plain, 'neighbour'))).toBe('timed-out')
    const looped = company({ hairpin: true })
    expect(seen(visit(looped, 'neighbour'))).toBe('200')
  })

  it('a ping reaches the firewall from outside', () => {
    const built = company()
    const trace = built.send({ type: 'ping', from: built.id('browser'), host: outside(built) })
    expect(trace.verdict.seen.type).toBe('echo')
  })

  it('a ping goes out from the office and comes back', () => {
    const built = company()
    const trace = built.send({ type: 'ping', from: built.id('pc'), host: addressOf(built, 'shop') })
    expect(trace.verdict.seen.type).toBe('echo')
  })

  it('a second request goes through like the first', () => {
    const built = company()
    expect([seen(visit(built)), seen(visit(built))]).toEqual(['200', '200'])
  })
})

/** Each setting with what it is compared with; who sends what is the same for all. */
const open = { policy: 'accept' } as const
const forward = (row: JsonObject): JsonObject => ({
  ...open,
  rules: [],
  portForwarding: [{ port: 80, to: 'd4', ...row }],
})
const rule = (row: JsonObject): JsonObject => ({ rules: [{ ...row }] })
const rejecting = { action: 'reject' } as const

const lines = (row: JsonObject, sets: readonly JsonObject[] = []): JsonObject => ({
  mode: 'ruleset',
  chains: [{ name: 'forward', hook: 'forward', rules: ['tcp dport 80 drop'], ...row }],
  sets,
})
const withSet = (row: JsonObject, rule = 'tcp dport @ports drop'): JsonObject =>
  lines({ rules: [rule] }, [{ name: 'ports', type: 'inet_service', elements: ['80'], ...row }])
const seenOnce = ['ip saddr @seen drop', 'add @seen { ip saddr }']
const remembering = (row: JsonObject): JsonObject =>
  lines({ rules: seenOnce }, [{ name: 'seen', dynamic: true, ...row }])
const own = (row: JsonObject): JsonObject => ({ inputRules: [{ ...row }] })

const effects: Readonly<Record<string, readonly [set: JsonObject, against: JsonObject]>> = {
  rules: [{ rules: [] }, {}],
  'rules.name': [rule({ name: 'web' }), rule({})],
  'rules.enabled': [rule({ enabled: false }), rule({})],
  'rules.action': [rule({ action: 'drop' }), rule({})],
  'rules.rejectWith': [rule({ ...rejecting, rejectWith: 'host-unreachable' }), rule(rejecting)],
  'rules.protocol': [rule({ protocol: 'udp' }), rule({})],
  'rules.from': [rule({ from: '198.51.100.77' }), rule({})],
  'rules.to': [rule({ to: '10.0.1.77' }), rule({})],
  'rules.ports': [rule({ ports: '443' }), rule({})],
  'rules.interfaceIn': [rule({ interfaceIn: 'lan' }), rule({})],
  'rules.interfaceOut': [rule({ interfaceOut: 'lan' }), rule({})],
  'rules.state': [rule({ state: 'established' }), rule({})],
  policy: [{ rules: [], policy: 'accept' }, { rules: [] }],
  stateful: [{ stateful: false }, {}],
  portForwarding: [{ portForwarding: [] }, {}],
  'portForwarding.name': [forward({ name: 'web' }), forward({})],
  'portForwarding.enabled': [forward({ enabled: false }), forward({})],
  'portForwarding.protocol': [forward({ protocol: 'udp' }), forward({})],
  'portForwarding.port': [forward({ port: 8080 }), forward({})],
  'portForwarding.to': [forward({ to: 'd5' }), forward({})],
  'portForwarding.toPort': [forward({ toPort: 8080 }), forward({})],
  masquerade: [{ masquerade: false }, {}],
  hairpin: [{ hairpin: true }, {}],
  inputPolicy: [{ inputPolicy: 'accept' }, {}],
  inputRules: [own({}), {}],
  'inputRules.name': [own({ name: 'web' }), own({})],
  'inputRules.enabled': [own({ enabled: false }), own({})],
  'inputRules.action': [own({ action: 'drop' }), own({})],
  'inputRules.rejectWith': [own({ ...rejecting, rejectWith: 'tcp-reset' }), own(rejecting)],
  'inputRules.protocol': [own({ protocol: 'udp' }), own({})],
  'inputRules.from': [own({ from: '192.0.2.77' }), own({})],
  'inputRules.to': [own({ to: '192.0.2.77' }), own({})],
  'inputRules.ports': [own({ ports: '443' }), own({})],
  'inputRules.interfaceIn': [own({ interfaceIn: 'lan' }), own({})],
  inputInside: [{ inputInside: false }, {}],
  mode: [{ mode: 'ruleset' }, {}],
  chains: [lines({}), { mode: 'ruleset' }],
  'chains.family': [lines({ family: 'ip6' }), lines({})],
  'chains.table': [{ ...withSet({}), sets: [{ name: 'ports', table: 'other' }] }, withSet({})],
  'chains.name': [lines({ name: 'through' }), lines({})],
  'chains.hook': [lines({ hook: 'none' }), lines({})],
  'chains.type': [lines({ type: 'nat' }), lines({})],
  'chains.priority': [
    lines({ hook: 'prerouting', rules: ['ct state new drop'], priority: 'raw' }),
    lines({ hook: 'prerouting', rules: ['ct state new drop'] }),
  ],
  'chains.policy': [lines({ rules: [], policy: 'drop' }), lines({ rules: [] })],
  'chains.rules': [lines({ rules: [] }), lines({})],
  sets: [withSet({}), lines({ rules: ['tcp dport @ports drop'] })],
  'sets.family': [withSet({ family: 'ip' }), withSet({})],
  'sets.table': [withSet({ table: 'other' }), withSet({})],
  'sets.name': [withSet({ name: 'doors' }), withSet({})],
  'sets.type': [withSet({ type: 'ipv4_addr' }), withSet({})],
  'sets.value': [
    withSet({ value: 'verdict', elements: ['80 : drop'] }, 'tcp dport vmap @ports'),
    withSet({ elements: ['80 : drop'] }, 'tcp dport vmap @ports'),
  ],
  'sets.dynamic': [remembering({}), remembering({ dynamic: false })],
  'sets.timeout': [remembering({ timeout: '500ms' }), remembering({})],
  'sets.elements': [withSet({ elements: ['443'] }), withSet({})],
  forwarding: [{ forwarding: false }, {}],
}

function tracesOf(config: JsonObject): unknown {
  const built = company(config)
  return [
    visit(built),
    visit(built, 'browser', outside(built), 8080),
    visit(built, 'pc', addressOf(built, 'shop')),
    visit(built, 'neighbour'),
    visit(built, 'pc', outside(built), 8080),
  ]
}

describe('every setting of nftables', () => {
  it('has an effect listed', () => {
    const names = Object.entries(fields).flatMap(([name, { spec }]) => {
      const columns = spec.type === 'table' ? Object.keys(spec.columns) : []
      return [name, ...columns.map((column) => `${name}.${column}`)]
    })
    expect(Object.keys(effects).toSorted()).toEqual(names.toSorted())
  })

  it.each(Object.entries(effects))('%s changes what happens', (_name, [set, against]) => {
    expect(tracesOf(set)).not.toEqual(tracesOf(against))
  })
})
