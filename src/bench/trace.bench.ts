import { bench, describe } from 'vitest'
import { compile } from '../engine/compile.ts'
import { run, trace, type ScheduleItem } from '../engine/run.ts'
import { localise } from '../examples/localised.ts'
import { examples } from '../examples/registry.ts'
import type { Diagram } from '../model/diagram.ts'
import type { HttpRequestSpec } from '../model/request.ts'
import type { JsonObject, Topology } from '../model/topology.ts'
import { freshWorld, type World } from '../model/world.ts'
import { network, type NetworkBuilder } from '../testing/network.ts'

/** Speed is a ratio: each group starts with its baseline, and what follows is read against it in the same run. */

const template = examples.find((one) => one.id === 'api-service')
if (!template) throw new Error('The first template is the subject of these benchmarks')
const course = localise<Diagram>((await template.load()).default, 'en')
const [scenario] = Object.values(course.scenarios)
if (!scenario) throw new Error('The first template brings its request')
const courseRequest = scenario.request

function pair(): NetworkBuilder {
  return network()
    .zone('lan', { cidr: '10.0.0.0/24' })
    .add('client', 'client', { zone: 'lan' })
    .add('web-server', 'web', { zone: 'lan' })
    .link('client', 'web')
}

/** `count` rules that never match, then one that lets the web through. */
function guarded(count: number): NetworkBuilder {
  const never: JsonObject[] = Array.from({ length: count - 1 }, (_, index) => ({
    from: `10.9.${index >> 8}.${index & 255}`,
    protocol: 'tcp',
    ports: String(2000 + index),
    action: 'drop',
  }))
  const rules = [...never, { protocol: 'tcp', ports: '80', action: 'accept' }]
  return network()
    .zone('outside', { cidr: '10.1.0.0/24' })
    .zone('inside', { cidr: '10.2.0.0/24' })
    .add('client', 'client', { zone: 'outside' })
    .add('firewall', 'fw', { config: { rules, portForwarding: [], masquerade: false } })
    .add('web-server', 'web', { zone: 'inside' })
    .link('client', 'fw', 'web')
}

/** A client, `count` firewalls that let everything through, one behind the other, and a web server. */
function chain(count: number): NetworkBuilder {
  const net = network().add('client', 'client')
  const open = { policy: 'accept', rules: [], portForwarding: [], masquerade: false }
  const names = Array.from({ length: count }, (_, index) => `fw${index}`)
  for (const name of names) net.add('firewall', name, { config: open })
  return net.add('web-server', 'web').link('client', ...names, 'web')
}

const toWeb = (net: NetworkBuilder): HttpRequestSpec => {
  const [address = ''] = net.compiled().addressesOf(net.id('web'))
  return { type: 'http', from: net.id('client'), method: 'GET', url: `http://${address}/` }
}

function sending(net: NetworkBuilder): () => void {
  const request = toWeb(net)
  const seen = trace(net.topology, request, freshWorld()).trace.verdict.seen
  if (seen.type !== 'answer') throw new Error(`Nothing to measure: ${seen.type}`)
  return () => void trace(net.topology, request, freshWorld())
}

const many = (topology: Topology, count: number) => () => {
  let world: World = freshWorld()
  for (let index = 0; index < count; index++) world = trace(topology, courseRequest, world).world
}

describe('one request', () => {
  bench('baseline: client and web server on one wire', sending(pair()))
  bench("the course's diagram", () => void trace(course, courseRequest, freshWorld()))
})

describe('a firewall that looks through its rules', () => {
  bench('baseline: 1 rule', sending(guarded(1)))
  bench('1,000 rules', sending(guarded(1000)))
})

describe('a chain of forwarding devices', () => {
  bench('baseline: 5 devices', sending(chain(5)))
  bench('50 devices', sending(chain(50)))
})

describe('1,000 requests, each with the world that the one before left', () => {
  const schedule: readonly ScheduleItem[] = Array.from({ length: 1000 }, (_, index) => ({
    type: 'request',
    at: index * 100,
    request: courseRequest,
  }))
  const once = { iterations: 1, warmupIterations: 0, time: 0, warmupTime: 0 }
  // Linear is ten times the baseline; what is compiled for the first time must not count for it.
  many(course, 300)()
  bench('baseline: 100 requests, one run each', many(course, 100), once)
  bench('1,000 requests, one run each', many(course, 1000), once)
  bench('1,000 requests in one run, 100 ms apart', () => void run(course, schedule, freshWorld()), once)
})

describe('what the wiring means', () => {
  const small = chain(5).topology
  const large = chain(50).topology
  bench('baseline: compile 5 devices in a chain', () => void compile({ ...small }))
  bench('compile 50 devices in a chain', () => void compile({ ...large }))
})
