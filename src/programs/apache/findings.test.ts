import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../model/topology.ts'
import { answer, Served } from '../../testing/served.ts'
import { apache } from './program.ts'

const found = (
  config: JsonObject,
  setup: Parameters<typeof Served.prototype.ask>[0] & object = {},
  kind = 'web-server',
) => new Served(apache, { config, kind, behind: { d7: answer(200) }, knownNames: ['www.test'], ...setup }).findings

describe('the check', () => {
  it('finds nothing wrong with a plain server in front of an application', () => {
    expect(found({})).toEqual([])
  })

  it.each([
    [{ https: true, certificateState: 'expired' }, 'warning certificate-expired'],
    [{ https: true, certificateNames: 'other.test' }, 'warning certificate-wrong-name'],
    [{ https: true, httpPort: 443 }, 'error same-port'],
    [{ upstreams: [{}] }, 'warning row-without-server'],
    [{ upstreams: [{ server: 'd7', down: true }] }, 'error all-down'],
    [{ connectTimeoutMs: 90_000 }, 'hint connect-longer'],
    [{ proxyPass: [{ path: '/' }, { path: '/api' }] }, 'warning path-covered'],
    [{ proxyPass: [{ path: '/api', upstreamUri: '/' }] }, 'warning slash-uneven'],
    [{ upstreams: [], proxyPass: [{ path: '/' }], files: [{}] }, 'error path-leads-nowhere'],
  ])('%j: %s', (config, finding) => {
    expect(found(config)).toContain(finding)
  })

  it('knows a server with nothing behind it by what it is', () => {
    expect(new Served(apache, { kind: 'web-server' }).findings).toEqual(['hint welcome-only'])
    expect(new Served(apache, { kind: 'web-server', config: { files: [] } }).findings).toEqual([
      'warning nothing-to-serve',
    ])
    expect(new Served(apache, { kind: 'reverse-proxy' }).findings).toEqual(['error no-server'])
  })
})
