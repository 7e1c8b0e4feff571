import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../model/topology.ts'
import { resolveSettings } from '../../protocols/fields/resolve.ts'
import { configOf as anyConfig } from '../../testing/arbitrary.ts'
import { configOf } from './config.ts'
import { fields, type NginxSettings } from './fields.ts'
import { services } from './sockets.ts'

/** Settings of a document, with every unset one at its default. */
const settingsOf = (config: JsonObject) => resolveSettings(fields, config, {})

/** The same with the keys that belong to the certificates: without them nginx does not start. */
const withKeys = (settings: NginxSettings): NginxSettings => ({
  ...settings,
  certificateKey: 'fits',
  certificateUse: 'server',
  servers: settings.servers?.map((row) => ({ ...row, certificateKey: 'fits', certificateUse: 'server' })),
})

const placesOf = (config: JsonObject) =>
  services(settingsOf(config)).map(({ port, address = '*', speaks }) => `${speaks} ${address}:${port}`)

const written = (...lines: string[]) => ({ configuration: 'full', servers: [{ directives: lines }] })

describe('where nginx listens', () => {
  it('is both ports of the simple form, and only TLS where both are one', () => {
    expect(placesOf({ https: true })).toEqual(['http *:80', 'https *:443'])
    expect(placesOf({ https: true, httpPort: 8443, httpsPort: 8443 })).toEqual(['https *:8443'])
  })

  it('is nowhere without the key of a certificate that is needed', () => {
    expect(placesOf({ https: true, certificateKey: 'missing' })).toEqual([])
    expect(placesOf({ certificateKey: 'missing' })).toEqual(['http *:80'])
    expect(placesOf({ configuration: 'full', servers: [{ listen: ['443 ssl'], certificateKey: 'other' }] })).toEqual([])
  })

  it('is port 80 where a block names none', () => {
    expect(placesOf(written())).toEqual(['http *:80'])
  })

  it('is what every block says, in any of the ways to write it', () => {
    expect(placesOf(written('listen 127.0.0.1:8080;', 'listen [::]:443 ssl;'))).toEqual([
      'http 127.0.0.1:8080',
      'https *:443',
    ])
    const inHttp = { configuration: 'full', httpDirectives: ['server { listen 8081; location / { return 200; } }'] }
    expect(placesOf(inHttp)).toEqual(['http *:8081'])
  })

  it('is where the compiled configuration answers', () => {
    const listen = fc.constantFrom('80', '443 ssl', '*:8080 default_server', '10.0.0.1:81', '[::]:82', 'unix:/a', 'x y')
    const line = fc.oneof(
      listen.map((one) => `listen ${one};`),
      fc.constant('return 200;'),
    )
    const block = fc.record({
      listen: fc.array(listen, { maxLength: 3 }),
      directives: fc.array(line, { maxLength: 3 }),
    })
    const full = fc.record({ configuration: fc.constant('full'), servers: fc.array(block, { maxLength: 3 }) })
    fc.assert(
      fc.property(fc.oneof(anyConfig(fields), full), (config) => {
        const settings = withKeys(settingsOf(config))
        const compiled = configOf(settings).servers.flatMap(({ listens }) => listens.map(({ port }) => port))
        expect(new Set(services(settings).map(({ port }) => port))).toEqual(new Set(compiled))
      }),
      { seed: 20_260_105, numRuns: 200 },
    )
  })
})
