import { describe, expect, it } from 'vitest'
import { localise } from '../examples/localised.ts'
import { examples } from '../examples/registry.ts'
import type { Diagram } from '../model/diagram.ts'
import type { HttpRequestSpec } from '../model/request.ts'
import type { Device, JsonObject, Topology } from '../model/topology.ts'
import { freshWorld } from '../model/world.ts'
import { printed } from '../programs/common/printed.ts'
import { definitionOf } from '../programs/definitions.ts'
import { network } from '../testing/network.ts'
import { compile } from './compile.ts'
import { defaultRegistry } from './registry.ts'
import { run } from './run.ts'

/** The device with what its own printed text says, as a person would paste it; nothing where it has no such text. */
async function pastedAgain(topology: Topology, device: Device): Promise<Device | undefined> {
  const program = definitionOf(device.program.id)
  const language = await program?.configText?.()
  if (!program || !language) return undefined
  const { configText } = language
  const lines = printed(configText, program, device.config, compile(topology, defaultRegistry).wiringOf(device.id))
  const text = lines.map((line) => `${line.text}\n`).join('')
  const { config, notRead } = configText.read(text, device.program.profile)
  expect(notRead).toEqual([])
  return { ...device, config: { ...configText.beside?.(device.config), ...config } }
}

const paths = ['/', '/index.html', '/static/stil.css', '/static/', '/static', '/index.html/x', '/api/produkte', '/?a=b']

/** What each request ends in, and whom it visits on its way; each is sent twice, for what is remembered. */
function journeys(topology: Topology, requests: readonly HttpRequestSpec[]) {
  const schedule = requests.map((request, index) => ({ type: 'request' as const, at: index * 30_000, request }))
  return run(topology, schedule, freshWorld()).traces.map(({ verdict, page, stations, request }) => ({
    asked: request.type === 'http' ? `${request.method} ${request.url}` : '',
    seen: verdict.seen,
    text: page?.text,
    way: stations.map(({ device, leg, tried }) => [device, leg, tried ?? false].join(' ')),
  }))
}

async function expectSame(topology: Topology, requests: readonly HttpRequestSpec[]) {
  const twice = requests.flatMap((one) => [one, one])
  const expected = journeys(topology, twice)
  for (const device of Object.values(topology.devices)) {
    const pasted = await pastedAgain(topology, device)
    if (!pasted) continue
    const changed = { ...topology, devices: { ...topology.devices, [device.id]: pasted } }
    expect({ pasted: device.name, all: journeys(changed, twice) }).toEqual({ pasted: device.name, all: expected })
  }
}

describe('a text that a program prints says what its settings say: pasted again, every journey is the same', () => {
  it.each(examples)(
    'in the template $id',
    async (example) => {
      const diagram = localise<Diagram>((await example.load()).default, 'en')
      const sent = Object.values(diagram.scenarios).flatMap(({ request }) => (request.type === 'http' ? [request] : []))
      const first = sent[0]!
      const { origin } = new URL(first.url)
      await expectSame(diagram, [...sent, ...paths.map((path) => ({ ...first, url: `${origin}${path}` }))])
    },
    60_000,
  )

  const files = [
    { path: '/index.html', text: 'home' },
    { path: '/static/stil.css', text: 'css' },
    { path: '/docs/index.html', text: 'docs' },
    { path: '/a+b (c).txt', text: 'odd' },
  ]
  const forms: readonly (readonly [program: string, kind: string, config: JsonObject])[] = [
    ['apache', 'web-server', {}],
    ['apache', 'web-server', { files }],
    ['apache', 'web-server', { files, preserveHost: true, gzip: true, via: true }],
    ['apache', 'web-server', { files, directoryIndex: ['start.html', 'index.html'], listDirectories: true }],
    ['apache', 'web-server', { files, denied: [{ path: '/docs' }], redirects: [{ path: '/old', to: '/docs/' }] }],
    ['apache', 'web-server', { files, proxyPass: [{ path: '/api' }, { path: '/docs', action: 'static' }] }],
    ['apache', 'web-server', { errorOverride: true, timeoutMs: 2000, httpPort: 80 }],
    ['apache', 'reverse-proxy', { https: true, files }],
    ['nginx', 'web-server', {}],
    ['nginx', 'web-server', { files }],
    ['nginx', 'web-server', { files, gzip: true, addHeaders: [{ name: 'X-A', value: 'b' }] }],
    ['nginx', 'web-server', { serverNames: ['other.test'] }],
    ['nginx', 'web-server', { files, locations: [{ path: '/api/' }, { path: '/docs/', action: 'static' }] }],
    ['nginx', 'reverse-proxy', { https: true, redirectToHttps: true, cache: true, cacheValidMs: 60_000 }],
    ['nginx', 'reverse-proxy', { balance: 'least_conn', readTimeoutMs: 2000, clientMaxBodyBytes: 10 }],
    ['haproxy', 'load-balancer', {}],
    ['haproxy', 'load-balancer', { mode: 'http', forwardedFor: true, forwardedProto: true }],
    ['haproxy', 'load-balancer', { mode: 'http', algorithm: 'source', check: false, retries: 1 }],
    ['haproxy', 'load-balancer', { mode: 'http', checkType: 'http', checkPath: '/index.html', checkHost: 'a.test' }],
    ['haproxy', 'load-balancer', { mode: 'http', redirectToHttps: true }],
  ]
  it.each(forms)('of %s as %s with %j', async (program, kind, config) => {
    const net = network()
      .zone('lan', { cidr: '10.0.1.0/24' })
      .add('client', 'client', { zone: 'lan', program: 'curl', config: { insecure: true } })
      .add(kind, 'server', { zone: 'lan', program, config, interfaces: at('10.0.1.10') })
      .add('web-app', 'app', { zone: 'lan', interfaces: at('10.0.1.20') })
      .add('web-app', 'other', { zone: 'lan', interfaces: at('10.0.1.21') })
      .link('client', 'server', 'app')
      .link('server', 'other')
    const ask = (path: string, method = 'GET') =>
      ({ type: 'http', from: net.id('client'), method, url: `http://10.0.1.10${path}` }) as const
    const more = ['/docs', '/docs/', '/docs/x', '/old/x', '/a+b%20(c).txt', '/api', '/api/x'].map((path) => ask(path))
    await expectSame(net.topology, [...paths.map((path) => ask(path)), ...more, ask('/api', 'POST'), ask('/', 'HEAD')])
  })
})

const at = (address: string) => [{ network: 'z1', addresses: [address] }]
