import { expect, it } from 'vitest'
import type { JsonObject } from '../../model/topology.ts'
import { answer, Served } from '../../testing/served.ts'
import { nginx } from './program.ts'

const found = (config: JsonObject, knownNames: readonly string[] = ['www.test']) =>
  new Served(nginx, { config, behind: { d7: answer(200) }, knownNames }).findings

it('finds nothing wrong with a plain proxy in front of a server', () => {
  expect(found({})).toEqual([])
  expect(found({ https: true })).toEqual([])
})

it.each([
  [{ https: true, certificateState: 'expired' }, 'warning certificate-expired'],
  [{ https: true, certificateState: 'not-yet-valid' }, 'warning certificate-not-yet-valid'],
  [{ https: true, certificateIssuer: 'self-signed' }, 'warning certificate-self-signed'],
  [{ https: true, certificateIssuer: 'unknown-ca' }, 'warning certificate-untrusted'],
  [{ https: true, certificateNames: 'other.test' }, 'warning certificate-wrong-name'],
  [{ https: true, serverNames: ['shop.test'] }, 'warning certificate-wrong-name'],
  [{ https: true, httpPort: 443 }, 'error same-port'],
  [{ upstreams: [{}] }, 'warning row-without-server'],
  [{ upstreams: [{ server: 'd7', down: true }] }, 'error all-down'],
  [{ upstreams: [{ server: 'd7' }, { server: 'd7', backup: true }], balance: 'ip_hash' }, 'error backup-with-hash'],
  [{ connectTimeoutMs: 90_000 }, 'hint connect-longer'],
  [{ locations: [{ path: '/a' }, { path: '/a' }] }, 'error location-twice'],
  [{ locations: [{ match: 'regex', path: '(' }] }, 'error regex-unreadable'],
  [{ locations: [{ path: 'api' }] }, 'warning path-without-slash'],
  [{ locations: [{ match: 'regex', path: '^/a', upstreamUri: '/b' }] }, 'error uri-with-regex'],
  [{ upstreams: [], locations: [{ path: '/' }], files: [{}] }, 'error location-leads-nowhere'],
  [{ addHeaders: [{ name: 'Access-Control-Allow-Origin', value: '*' }] }, 'warning cors-lost'],
])('%j: %s', (config, finding) => {
  expect(found(config)).toContain(finding)
})

it.each([
  { https: true, certificateNames: 'a.test www.test' },
  { https: true, certificateNames: 'www.test other.test', serverNames: ['www.test'] },
  { certificateState: 'expired' },
  { locations: [{ match: 'exact', path: '/a' }, { path: '/a' }] },
  { locations: [{ match: 'regex', path: '^/(a)', upstreamUri: '/b/$1' }] },
  { addHeaders: [{ name: 'Access-Control-Allow-Origin', value: '*', always: true }] },
])('%j is fine', (config) => {
  expect(found(config)).toEqual([])
})

it('knows a server with nothing behind it by what it is', () => {
  expect(new Served(nginx, { kind: 'web-server' }).findings).toEqual(['hint welcome-only'])
  expect(new Served(nginx, { kind: 'web-server', config: { files: [] } }).findings).toEqual([
    'warning nothing-to-serve',
  ])
  expect(new Served(nginx, { kind: 'web-server', config: { files: [{}] } }).findings).toEqual([])
  expect(new Served(nginx, { kind: 'load-balancer' }).findings).toEqual(['error no-server'])
  const answering = { locations: [{ action: 'return' }] }
  expect(new Served(nginx, { kind: 'load-balancer', config: answering }).findings).toEqual([])
})
