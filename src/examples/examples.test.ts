import { describe, expect, it } from 'vitest'
import { defaultRegistry } from '../engine/registry.ts'
import { loadRules } from '../engine/rules.ts'
import { run, trace } from '../engine/run.ts'
import { withSkippedStations } from '../engine/skipped.ts'
import { validate } from '../engine/validate.ts'
import type { Diagram, Scenario } from '../model/diagram.ts'
import type { Device } from '../model/topology.ts'
import type { Trace } from '../model/trace.ts'
import { freshWorld } from '../model/world.ts'
import { assertGrammar, stepOf } from '../testing/grammar.ts'
import { course } from './course-chain.ts'
import { localise } from './localised.ts'
import { examples } from './registry.ts'

await loadRules()

const diagrams = await Promise.all(
  examples.map(async (example) => [example.id, localise<Diagram>((await example.load()).default, 'de')] as const),
)

function send(diagram: Diagram, scenario: Scenario): Trace {
  const result = trace(diagram, scenario.request, freshWorld()).trace
  assertGrammar(result)
  return result
}

function outcome(result: Trace) {
  const { seen, because } = result.verdict
  return {
    seen: seen.type,
    status: seen.type === 'answer' ? seen.status : undefined,
    because: result.hops[because.hop]?.device,
    step: stepOf(result, because)?.code,
  }
}

describe.each(diagrams)('template %s', (_id, diagram) => {
  it.each(Object.values(diagram.scenarios))('$title ends as it says', (scenario) => {
    expect(outcome(send(diagram, scenario))).toMatchObject(scenario.expected)
  })

  it('has no error and no warning, unless that is its lesson', () => {
    const lessons = ['broken-firewall', 'local-network']
    const serious = validate(diagram).filter((one) => one.severity !== 'hint')
    expect(serious.length > 0).toBe(lessons.includes(diagram.id))
  })

  it('is the same diagram in English but for its texts', async () => {
    const example = examples.find((one) => one.id === diagram.id)
    const english = localise<Diagram>((await example!.load()).default, 'en')
    expect(Object.keys(english.devices)).toEqual(Object.keys(diagram.devices))
    expect(JSON.stringify(english)).not.toContain('"de":')
  })
})

const name = (id: string) => Object.entries(course).find(([, device]) => device === id)?.[0]
const way = (result: Trace) => result.stations.map((one) => `${one.leg === 'response' ? '<' : ''}${name(one.device)}`)
const codes = (result: Trace, device: string) =>
  result.hops.filter((hop) => hop.device === device).flatMap((hop) => hop.steps.map((step) => step.code))

const isCache = (code: string) => code.startsWith('chromium.cache-')

describe('the course’s journey', () => {
  const diagram = diagrams[0]![1]
  const request = diagram.scenarios['s1']!.request
  const style = diagram.scenarios['s2']!.request
  /** The diagram with one device changed. */
  const changed = (id: keyof typeof course, patch: Partial<Device>, from: Diagram = diagram): Diagram => {
    const device = from.devices[course[id]]!
    return { ...from, devices: { ...from.devices, [device.id]: { ...device, ...patch } } }
  }
  const configured = (id: keyof typeof course, config: Device['config']): Diagram =>
    changed(id, { config: { ...diagram.devices[course[id]]!.config, ...config } })
  const sendTo = (topology: Diagram) => {
    const result = trace(topology, request, freshWorld()).trace
    assertGrammar(result)
    return result
  }

  it('has the 16 stations of the course text, in its order', () => {
    const result = sendTo(diagram)
    expect(way(result)).toEqual([
      'client',
      'dns',
      'internet',
      'firewall',
      'balancer',
      'proxy',
      'nginx',
      'app',
      'database',
      '<app',
      '<nginx',
      '<proxy',
      '<balancer',
      '<firewall',
      '<internet',
      '<client',
    ])
    expect(result.stations.every((station) => station.hops.length > 0)).toBe(true)
  })

  it('says at the balancer that with one target there is nothing to distribute', () => {
    expect(codes(sendTo(diagram), course.balancer)).toContain('haproxy.only-target-distributes')
  })

  it('goes through the other web server when one is stopped', () => {
    const result = sendTo(changed('nginx', { service: false }))
    expect(outcome(result)).toMatchObject({ status: 200 })
    const tried = result.stations.filter((station) => station.tried)
    expect(tried.map(({ device }) => name(device))).toEqual(['nginx'])
    const answering = way({ ...result, stations: result.stations.filter((station) => !station.tried) })
    expect(answering).toContain('apache')
    expect(answering).not.toContain('nginx')
    expect(answering).toHaveLength(16)
  })

  it('ends with 502 at the proxy when both web servers are stopped', () => {
    const result = sendTo(changed('apache', { service: false }, changed('nginx', { service: false })))
    expect(outcome(result)).toMatchObject({ status: 502, step: 'net.service-stopped' })
  })

  it('finds no address when the DNS is stopped', () => {
    const result = sendTo(changed('dns', { service: false }))
    expect(outcome(result)).toMatchObject({
      seen: 'name-not-found',
      because: course.dns,
      step: 'net.udp-service-stopped',
    })
    expect(way(result)).toEqual(['client', 'dns', '<client'])
  })

  it('times out at the firewall when no rule lets it in, and names the default policy', () => {
    const result = sendTo(configured('firewall', { rules: [] }))
    expect(outcome(result)).toMatchObject({
      seen: 'timed-out',
      because: course.firewall,
      step: 'nftables.policy-dropped',
    })
    expect(way(result)).toEqual(['client', 'dns', 'internet', 'firewall', '<client'])
  })

  it('shows 500 when the database is stopped, because of the database', () => {
    const result = sendTo(changed('database', { service: false }))
    expect(outcome(result)).toMatchObject({ status: 500, because: course.database })
  })

  it('tells a stopped service from a device that is off', () => {
    const stopped = outcome(sendTo(changed('balancer', { service: false })))
    const off = outcome(sendTo(changed('balancer', { power: false })))
    expect(stopped).toMatchObject({ seen: 'refused', because: course.balancer, step: 'net.service-stopped' })
    expect(off).toMatchObject({ because: course.firewall, step: 'net.no-arp-off' })
    expect(['timed-out', 'host-unreachable']).toContain(off.seen)
  })

  it('knows the name the second time, and takes the next server', () => {
    const first = trace(diagram, request, freshWorld())
    const second = trace(diagram, request, first.world)
    const shown = withSkippedStations(diagram, second.trace, defaultRegistry)
    expect(way(second.trace)).not.toContain('dns')
    expect(way(second.trace)).toContain('apache')
    expect(codes(second.trace, course.client).some((code) => code.includes('cache'))).toBe(true)
    expect(shown.verdict).toEqual(second.trace.verdict)
    // The other web server had its turn: nginx was not skipped.
    expect(shown.stations.filter((one) => one.skipped).map((one) => name(one.device))).toEqual(['dns'])
  })

  it('turns round at the proxy the second time, where the answer is cacheable', () => {
    const first = trace(diagram, style, freshWorld())
    const second = trace(diagram, style, first.world)
    expect(codes(first.trace, course.proxy)).toContain('nginx.cache-miss')
    expect(codes(second.trace, course.proxy)).toContain('nginx.cache-hit')
    expect(way(second.trace)).toEqual([
      'client',
      'internet',
      'firewall',
      'balancer',
      'proxy',
      '<balancer',
      '<firewall',
      '<internet',
      '<client',
    ])
    const shown = withSkippedStations(diagram, second.trace, defaultRegistry)
    const skipped = shown.stations.filter((one) => one.skipped).map((one) => name(one.device))
    expect(skipped).toEqual(['dns', 'nginx'])
  })

  it('tells the second time that a browser with its own cache on would not have asked', () => {
    const first = trace(diagram, style, freshWorld())
    const second = trace(diagram, style, first.world)
    expect(codes(first.trace, course.client).filter(isCache)).toEqual([])
    expect(codes(second.trace, course.client).filter(isCache)).toEqual(['chromium.cache-off-uses'])
    // The products say nothing of how long they are fresh: there it makes no difference.
    const products = trace(diagram, request, trace(diagram, request, freshWorld()).world).trace
    expect(codes(products, course.client).filter(isCache)).toEqual([])
  })

  it('ends at the client the second time where the browser’s own cache is on', () => {
    const cached = configured('client', { httpCache: true })
    const second = trace(cached, style, trace(cached, style, freshWorld()).world).trace
    expect(way(second)).toEqual(['client'])
    expect(second.page?.text).toContain('sans-serif')
    const shown = withSkippedStations(cached, second, defaultRegistry)
    expect(shown.stations.filter((one) => one.skipped && one.leg === 'request').map((one) => name(one.device))).toEqual(
      ['dns', 'internet', 'firewall', 'balancer', 'proxy', 'nginx'],
    )
  })

  it('sees through health checks when the proxy is gone for good', () => {
    const broken = changed('proxy', { service: false })
    const before = trace(diagram, request, freshWorld())
    const schedule = [
      { type: 'wait', at: 0, ms: 10_000 },
      { type: 'request', at: 10_000, request },
    ] as const
    const [result] = run(broken, schedule, before.world).traces
    // In tcp mode the balancer has no page of its own to show: it closes the connection.
    expect(result?.verdict.seen.type).not.toBe('answer')
    expect(result?.durationMs).toBeLessThan(1000)
  })
})
