import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../model/topology.ts'
import { resolveSettings } from '../../protocols/fields/resolve.ts'
import { configOf as anyConfig } from '../../testing/arbitrary.ts'
import { modelOf } from './compile.ts'
import { fields } from './fields.ts'
import { services } from './sockets.ts'

/** Settings of a document, with every unset one at its default. */
const settingsOf = (config: JsonObject) => resolveSettings(fields, config, {})

const placesOf = (...sections: JsonObject[]) =>
  services(settingsOf({ sections })).map(({ port, address = '*', speaks }) => `${speaks} ${address}:${port}`)

describe('where HAProxy listens', () => {
  it('is what the frontends bind, in the mode that the defaults before them say', () => {
    const web = { type: 'frontend', binds: [':80,127.0.0.1:8080', ':443 ssl crt /a.pem'] }
    expect(placesOf({ type: 'defaults', mode: 'http' }, web)).toEqual([
      'http *:80',
      'http 127.0.0.1:8080',
      'https *:443',
    ])
    expect(placesOf(web)).toEqual(['tcp *:80', 'tcp 127.0.0.1:8080', 'tcp *:443'])
    expect(placesOf({ type: 'defaults', directives: ['mode http'] }, { type: 'defaults' }, web)[0]).toBe('tcp *:80')
  })

  it('is nowhere without the key of a certificate that is needed', () => {
    expect(services(settingsOf({ mode: 'http', certificateKey: 'missing' }))).toEqual([])
    expect(services(settingsOf({ certificateKey: 'missing' }))).toHaveLength(2)
  })

  it('is nowhere for a section that is disabled', () => {
    expect(placesOf({ type: 'listen', binds: [':80'], directives: ['disabled'] })).toEqual([])
    const off = { type: 'defaults', directives: ['disabled'] }
    expect(placesOf(off, { type: 'listen', binds: [':80'], directives: ['enabled'] })).toEqual(['tcp *:80'])
  })

  it('is where the compiled configuration answers', () => {
    const line = fc.constantFrom(
      'mode http',
      'mode tcp',
      'mode x',
      'disabled',
      'enabled',
      'disabled now',
      'retries 2',
      '"',
    )
    const section = fc.record(
      {
        type: fc.constantFrom('frontend', 'listen', 'backend', 'defaults', 'global'),
        mode: fc.constantFrom('http', 'tcp'),
        binds: fc.array(fc.constantFrom(':80', ':443 ssl', '10.0.0.1:81-83', 'nowhere', ':84 strange'), {
          maxLength: 3,
        }),
        directives: fc.array(line, { maxLength: 3 }),
        rules: fc.array(line, { maxLength: 2 }),
      },
      { requiredKeys: ['type'] },
    )
    const structured = fc.record({ sections: fc.array(section, { maxLength: 4 }) })
    fc.assert(
      fc.property(fc.oneof(anyConfig(fields), structured), (config) => {
        // Without the key of its certificate HAProxy does not start.
        const settings = settingsOf({ ...config, certificateKey: 'fits', certificateUse: 'server' })
        const compiled = modelOf(settings).proxies.flatMap(({ mode, binds }) =>
          binds.map(({ address, port }) => `${mode === 'tcp' ? 'tcp' : 'http'} ${address} ${port}`),
        )
        const places = services(settings).map(
          ({ speaks, address, port }) => `${speaks === 'tcp' ? 'tcp' : 'http'} ${address} ${port}`,
        )
        const firsts = compiled.filter(
          (one, index) => compiled.findIndex((other) => other.slice(4).trim() === one.slice(4).trim()) === index,
        )
        expect(places).toEqual(firsts)
      }),
      { seed: 20_260_105, numRuns: 300 },
    )
  })
})
