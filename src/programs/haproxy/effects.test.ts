import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../model/topology.ts'
import type { Fields } from '../../protocols/fields/field.ts'
import { network, type NetworkBuilder } from '../../testing/network.ts'
import { fields } from './fields.ts'

/** Each setting with an arrangement in which it changes what happens; the traces of several requests are compared. */
interface Effect {
  readonly set: JsonObject
  readonly against?: JsonObject
  readonly arrange?: (built: NetworkBuilder) => void
  readonly url?: string
}

const http = { mode: 'http' } as const
const [a, b] = [{ server: 'd3' }, { server: 'd4' }]
const stopped = (built: NetworkBuilder) => built.change('A', { service: false })
const hung = (built: NetworkBuilder) => built.change('A', { fault: { type: 'hung' } })
const encrypted = { url: 'https://192.168.1.11/' }
const servers = (...rows: JsonObject[]): JsonObject => ({ ...http, servers: rows })

const listen = { type: 'listen', mode: 'http', binds: [':80'], servers: [a, b] }
const entry = (more: JsonObject = {}): JsonObject => ({ sections: [{ ...listen, ...more }] })
const only = (server: JsonObject, more: JsonObject = {}) => entry({ servers: [{ ...a, ...server }, b], ...more })
const named = (name: string): JsonObject[] => [
  { type: 'frontend', mode: 'http', binds: [':80'], rules: ['default_backend here'] },
  { type: 'backend', mode: 'http', name, servers: [a, b] },
]

const asking = entry({ binds: [':443 ssl crt /own.pem verify required ca-file /ca.pem'] })

const effects: Readonly<Record<string, Effect>> = {
  mode: { set: http },
  frontends: { set: { ...http, frontends: [] }, against: http },
  'frontends.port': {
    set: { ...http, frontends: [{ port: 8080 }] },
    against: { ...http, frontends: [{ port: 80 }] },
  },
  'frontends.tls': {
    set: { ...http, frontends: [{ port: 443, tls: true }] },
    against: { ...http, frontends: [{ port: 443 }] },
    ...encrypted,
  },
  certificateNames: { set: { ...http, certificateNames: 'www.example.org' }, against: http, ...encrypted },
  certificateNamesIn: { set: { ...http, certificateNamesIn: 'subject-only' }, against: http, ...encrypted },
  certificateUse: { set: { ...http, certificateUse: 'client-only' }, against: http, ...encrypted },
  certificateKeyType: { set: { ...http, certificateKeyType: 'ecdsa' }, against: http, ...encrypted },
  certificateFiles: {
    set: { ...asking, certificateFiles: [{ file: '/ca.pem', holds: 'missing' }] },
    against: asking,
    ...encrypted,
  },
  'certificateFiles.file': {
    set: { ...asking, certificateFiles: [{ file: '/ca.pem', holds: 'missing' }] },
    against: { ...asking, certificateFiles: [{ file: '/other.pem', holds: 'missing' }] },
    ...encrypted,
  },
  'certificateFiles.holds': {
    set: { ...asking, certificateFiles: [{ file: '/ca.pem', holds: 'missing' }] },
    against: { ...asking, certificateFiles: [{ file: '/ca.pem', holds: 'trusted' }] },
    ...encrypted,
  },
  certificateKey: { set: { ...http, certificateKey: 'other' }, against: http, ...encrypted },
  certificateState: { set: { ...http, certificateState: 'expired' }, against: http, ...encrypted },
  certificateIssuer: { set: { ...http, certificateIssuer: 'self-signed' }, against: http, ...encrypted },
  servers: { set: servers(b), against: http },
  'servers.server': { set: servers(b), against: servers(a) },
  'servers.port': { set: servers({ ...a, port: 8080 }), against: servers(a) },
  'servers.weight': { set: servers({ ...a, weight: 3 }, b), against: servers(a, b) },
  'servers.backup': { set: servers({ ...a, backup: true }, b), against: servers(a, b) },
  'servers.enabled': { set: servers({ ...a, enabled: false }, b), against: servers(a, b) },
  'servers.tls': { set: servers({ ...a, tls: true }), against: servers(a) },
  algorithm: { set: { algorithm: 'first' } },
  check: { set: { check: false }, arrange: stopped },
  checkType: {
    set: { checkType: 'http' },
    arrange: (built) => built.change('A', { fault: { type: 'answers', status: 500 } }),
  },
  checkPath: { set: { checkType: 'http', checkPath: '/nope' }, against: { checkType: 'http' } },
  checkHost: {
    set: { checkType: 'http', checkHost: 'www.example.com' },
    against: { checkType: 'http' },
    arrange: (built) => built.change('A', { config: { serverNames: ['www.example.com'] } }),
  },
  checkIntervalMs: { set: { checkIntervalMs: 100_000 }, arrange: stopped },
  rise: { set: { rise: 50 } },
  fall: { set: { fall: 50 } },
  retries: { set: { retries: 1, check: false }, against: { check: false }, arrange: stopped },
  redispatch: { set: { redispatch: true, check: false }, against: { check: false }, arrange: stopped },
  connectTimeoutMs: {
    set: { connectTimeoutMs: 500, check: false },
    against: { check: false },
    arrange: (built) => built.change('A', { power: false }),
  },
  serverTimeoutMs: { set: { ...http, serverTimeoutMs: 700 }, against: http, arrange: hung },
  clientTimeoutMs: { set: { clientTimeoutMs: 700 }, arrange: hung },
  forwardedFor: { set: { ...http, forwardedFor: true }, against: http },
  forwardedProto: { set: { ...http, forwardedProto: true }, against: http },
  redirectToHttps: { set: { ...http, redirectToHttps: true }, against: http },
  sections: { set: entry({ rules: ['http-request deny'] }) },
  'sections.type': { set: { sections: [{ ...listen, type: 'backend' }] }, against: entry() },
  'sections.name': { set: { sections: named('other') }, against: { sections: named('here') } },
  'sections.mode': { set: entry({ mode: 'tcp' }), against: entry() },
  'sections.binds': { set: entry({ binds: [':8080'] }), against: entry() },
  'sections.balance': { set: entry({ balance: 'first' }), against: entry() },
  'sections.rules': { set: entry({ rules: ['http-request deny'] }), against: entry() },
  'sections.servers': { set: entry({ servers: [b] }), against: entry() },
  'sections.directives': { set: entry({ directives: ['option forwardfor'] }), against: entry() },
  'sections.servers.name': {
    set: only({ name: 's2' }, { rules: ['use-server s2'] }),
    against: only({ name: 's1' }, { rules: ['use-server s2'] }),
  },
  'sections.servers.server': { set: only({ server: 'd4' }), against: only({}) },
  'sections.servers.port': { set: only({ port: 8080 }), against: only({}) },
  'sections.servers.weight': { set: only({ weight: 3 }), against: only({}) },
  'sections.servers.check': { set: only({ check: true }), against: only({}), arrange: stopped },
  'sections.servers.backup': { set: only({ backup: true }), against: only({}) },
  'sections.servers.disabled': { set: only({ disabled: true }), against: only({}) },
  'sections.servers.options': { set: only({ options: 'ssl verify none' }), against: only({}) },
}

/** A client that sends three requests; half-way server B falls ill and later recovers. */
function tracesOf(config: JsonObject, { arrange, url = 'http://192.168.1.11/' }: Effect): unknown {
  const built = network()
    .zone('lan', { cidr: '192.168.1.0/24' })
    .add('client', 'browser', { zone: 'lan', program: 'curl', config: { totalTimeoutMs: 120_000 } })
    .add('load-balancer', 'lb', { zone: 'lan', bare: true, config })
    .add('web-server', 'A', { zone: 'lan' })
    .add('web-server', 'B', { zone: 'lan' })
    .link('browser', 'lb', 'A')
    .link('lb', 'B')
  const get = () => built.get('browser', url)
  const healthy = get()
  arrange?.(built)
  built.wait(5000)
  const first = [get(), get()]
  built.change('B', { service: false }).wait(20_000)
  const second = [get(), get()]
  built.change('B', { service: true }).wait(20_000)
  return [healthy, first, second, get(), get()]
}

function namesIn(some: Fields, before = ''): readonly string[] {
  return Object.entries(some).flatMap(([name, { spec }]) => [
    `${before}${name}`,
    ...(spec.type === 'table' ? namesIn(spec.columns, `${before}${name}.`) : []),
  ])
}

describe('every setting of HAProxy', () => {
  it('has an effect listed', () => {
    const names = namesIn(fields)
    expect(Object.keys(effects).toSorted()).toEqual(names.toSorted())
  })

  it.each(Object.entries(effects))('%s changes what happens', (_name, effect) => {
    expect(tracesOf(effect.set, effect)).not.toEqual(tracesOf(effect.against ?? {}, effect))
  })
})
