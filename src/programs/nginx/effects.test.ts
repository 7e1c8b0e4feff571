import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../model/topology.ts'
import { answer, Served } from '../../testing/served.ts'
import { nginx } from './program.ts'

/** What changes when one setting of a block does: what is compared is all that nginx says and answers. */
interface Effect {
  readonly set: JsonObject
  readonly against?: JsonObject
  readonly times?: number
  readonly tls?: boolean
}

const passing = { directives: ['proxy_pass http://u;'] }
const server = (row: JsonObject = {}): JsonObject => ({ servers: [{ locations: [passing], ...row }] })
const group = (row: JsonObject): JsonObject => ({ ...server(), upstreamGroups: [{ name: 'u', ...row }] })
const two = [{ server: 'd7' }, { server: 'd8' }]
const behind = (row: JsonObject): JsonObject => group({ servers: [{ server: 'd7', ...row }, { server: 'd8' }] })
const location = (row: JsonObject): JsonObject => server({ locations: [{ directives: ['return 200 x;'], ...row }] })

const told = (config: JsonObject): JsonObject => ({ ...config, httpDirectives: ['add_header X-Up $upstream_addr;'] })
const workers: JsonObject = { mainDirectives: ['worker_processes 2;'] }

const effects: Readonly<Record<string, Effect>> = {
  configuration: { set: { configuration: 'simple' }, against: server() },
  mainDirectives: {
    set: { mainDirectives: ['worker_processes 2;'], ...group({ servers: two }) },
    against: group({ servers: two }),
    times: 3,
  },
  httpDirectives: { set: { httpDirectives: ['add_header X-A 1;'], ...location({}) }, against: location({}) },
  upstreamGroups: { set: group({ servers: two }), against: server() },
  'upstreamGroups.name': {
    set: group({ servers: two }),
    against: { ...server(), upstreamGroups: [{ name: 'v', servers: two }] },
  },
  'upstreamGroups.method': { set: group({ method: 'least_conn', servers: two }), against: group({ servers: two }) },
  'upstreamGroups.hashKey': {
    set: group({ method: 'hash', hashKey: 'a', servers: two }),
    against: group({ method: 'hash', hashKey: 'c', servers: two }),
  },
  'upstreamGroups.consistent': {
    set: group({ method: 'hash', hashKey: 'b', consistent: true, servers: two }),
    against: group({ method: 'hash', hashKey: 'b', servers: two }),
  },
  'upstreamGroups.servers': { set: group({ servers: two }), against: group({}) },
  'upstreamGroups.servers.server': { set: behind({ server: 'd9' }), against: behind({}) },
  'upstreamGroups.servers.host': { set: behind({ host: 'd9' }), against: behind({}) },
  'upstreamGroups.servers.port': { set: told(behind({ port: 81 })), against: told(behind({})) },
  'upstreamGroups.servers.weight': { set: behind({ weight: 3 }), against: behind({}) },
  'upstreamGroups.servers.maxFails': {
    set: behind({ server: 'd6', maxFails: 0 }),
    against: behind({ server: 'd6' }),
    times: 3,
  },
  'upstreamGroups.servers.failTimeoutMs': {
    set: behind({ server: 'd6', failTimeoutMs: 1000 }),
    against: behind({ server: 'd6' }),
  },
  'upstreamGroups.servers.backup': { set: behind({ backup: true }), against: behind({}) },
  'upstreamGroups.servers.down': { set: behind({ down: true }), against: behind({}) },
  'upstreamGroups.directives': {
    set: { ...workers, ...group({ servers: two, directives: ['zone z 64k;'] }) },
    against: { ...workers, ...group({ servers: two }) },
    times: 3,
  },
  servers: { set: location({}), against: { servers: [] } },
  'servers.listen': {
    set: { servers: [{ listen: ['80'] }, { listen: ['80 default_server'], names: ['z'] }] },
    against: { servers: [{ listen: ['80'] }, { listen: ['80'], names: ['z'] }] },
  },
  'servers.names': { set: server({ names: ['www.example.test'] }), against: server() },
  'servers.certificateNames': {
    set: server({ listen: ['443 ssl'], certificateNames: 'a.test' }),
    against: server({ listen: ['443 ssl'] }),
    tls: true,
  },
  'servers.locations': { set: location({}), against: server({ locations: [] }) },
  'servers.locations.match': { set: location({ match: 'exact', path: '/a' }), against: location({ path: '/a' }) },
  'servers.locations.path': { set: location({ path: '/x' }), against: location({}) },
  'servers.locations.directives': { set: location({ directives: ['deny all;'] }), against: location({}) },
  'servers.directives': { set: server({ directives: ['return 204;'] }), against: server() },
  'files.unreadable': {
    set: { ...server({ locations: [] }), files: [{ path: '/usr/share/nginx/html/a/b', unreadable: true }] },
    against: { ...server({ locations: [] }), files: [{ path: '/usr/share/nginx/html/a/b' }] },
  },
}

function seen(config: JsonObject, { times = 1, tls = false }: Effect): unknown {
  const one = new Served(nginx, {
    config: { configuration: 'full', ...config },
    behind: { d6: 'refused', d7: answer(200), d8: answer(200, [], 3), d9: answer(200, [], 4) },
  })
  if (tls) {
    const service = { port: 443, protocol: 'tcp', speaks: 'https', tls: true } as const
    const end = { address: '198.51.100.7', port: 443 }
    const connection = { id: 1, local: end, remote: end, encrypted: true, memo: {} }
    return one.deliver({ protocol: 'tls', kind: 'client-hello', serverName: 'www.example.test' }, connection, service)
  }
  const services = nginx.services(one.settings, one.wiring)
  if (services.length === 0) return services
  return Array.from({ length: times }, () => [one.ask({ target: '/a/b' }), [...one.steps], [...one.tried]])
}

describe('a setting of the blocks', () => {
  it.each(Object.entries(effects))('%s changes what happens', (_, effect) => {
    expect(seen(effect.set, effect)).not.toEqual(seen(effect.against ?? {}, effect))
  })
})
