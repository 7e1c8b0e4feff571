import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../model/topology.ts'
import { resolveSettings } from '../../protocols/fields/resolve.ts'
import { firewallWiring, peer } from '../../testing/firewall.ts'
import { fields } from './fields.ts'
import { findings } from './findings.ts'
import { derivedServers } from './servers.ts'

function check(config: JsonObject, leadsTo = [peer('d3', 'http'), peer('d4', 'http')]) {
  const wiring = firewallWiring({ leadsTo })
  const settings = resolveSettings(fields, config, { servers: derivedServers(wiring) })
  return findings({ settings, config, wiring })
}

const codes = (...args: Parameters<typeof check>) =>
  check(...args).map(({ code, severity }) => `${severity} ${code.slice('haproxy.'.length)}`)

const servers = (...rows: JsonObject[]): JsonObject => ({ servers: rows })

describe('the check of a load balancer', () => {
  it('has nothing to say about two servers that nobody has set up', () => {
    expect(codes({})).toEqual([])
  })

  it.each([
    ['no target', {}, [], 'error finding-no-target'],
    ['one target', {}, [peer('d3', 'http')], 'hint finding-one-target'],
    ['a target that serves no pages', {}, [peer('d3', 'sql')], 'error finding-no-target'],
  ] as const)('notices %s', (_name, config, leadsTo, finding) => {
    expect(codes(config, [...leadsTo])).toEqual([finding])
  })

  it.each([
    ['all switched off', servers({ server: 'd3', enabled: false }), 'error finding-none-usable'],
    [
      'none with a weight',
      servers({ server: 'd3', weight: 0 }, { server: 'd4', weight: 0 }),
      'error finding-none-usable',
    ],
    ['one left', servers({ server: 'd3' }, { server: 'd4', weight: 0 }), 'hint finding-one-target'],
    ['no health check', { check: false }, 'warning finding-no-check'],
    ['always the first', { algorithm: 'first' }, 'hint finding-first'],
    ['no port', { frontends: [] }, 'error finding-no-port'],
    ['a port twice', { frontends: [{ port: 80 }, { port: 80 }] }, 'warning finding-same-port'],
    ['a row without a server', servers({ server: 'd3' }, { server: 'd4' }, {}), 'warning finding-row-without-server'],
    ['an expired certificate', { mode: 'http', certificateState: 'expired' }, 'warning finding.certificate-expired'],
  ] as [string, JsonObject, string][])('notices %s', (_name, config, finding) => {
    expect(codes(config)).toEqual([finding])
  })

  it('says that a backup is idle where nobody checks', () => {
    const config = { check: false, ...servers({ server: 'd3' }, { server: 'd4', backup: true }) }
    expect(codes(config)).toEqual(['warning finding-no-check', 'warning finding-backup-idle'])
  })

  it('does not care for the certificate where TLS is passed through', () => {
    expect(codes({ mode: 'tcp', certificateState: 'expired' })).toEqual([])
  })

  it('offers to switch the health check on again', () => {
    expect(check({ check: false })[0]?.fixes).toMatchObject([{ type: 'clear-setting', device: 'd9', path: 'check' }])
  })

  it.each([
    ['a line that is not understood', { rules: ['use_backend b if nobody_said'] }, 'finding-line-unknown'],
    ['a backend that is not there', { rules: ['default_backend nowhere'] }, 'finding-line-unknown'],
    ['an address of somebody else', { binds: ['203.0.113.77:80'] }, 'finding-foreign-address'],
  ])('names %s in the sections', (_name, more, code) => {
    const section = {
      type: 'listen',
      name: 'l',
      mode: 'http',
      binds: [':80'],
      servers: [{ server: 'd3' }, { server: 'd4' }],
    }
    expect(codes({ sections: [{ ...section, ...more }] })).toEqual([`warning ${code}`])
  })

  it('says that sections without a place to come in do not count', () => {
    expect(codes({ sections: [{ type: 'defaults', mode: 'http' }] })).toEqual(['warning finding-sections-idle'])
  })
})
