import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyDiagram, documentVersion } from '../store/empty-diagram.ts'
import type { DocumentError } from './document-error.ts'
import { toText } from './export.ts'
import { limits } from './limits.ts'
import { documentMigrations } from './migrations.ts'
import { parseDocument, parseText } from './parse-document.ts'

const device = (more: object = {}) => ({
  kind: 'web-app',
  name: 'app',
  position: { x: 1, y: 2 },
  program: { id: 'django', profile: '4.2', configVersion: 0 },
  config: {},
  ...more,
})
const document = (more: object = {}) => ({
  format: 'paketweg',
  version: 1,
  devices: {
    d1: device(),
    d2: device({ kind: 'database', program: { id: 'sqlite', profile: 'x', configVersion: 0 } }),
  },
  ...more,
})
const withDevice = (more: object) => document({ devices: { d1: device(more) } })

function read(input: unknown) {
  const result = parseDocument(input)
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}
const errorOf = (input: unknown): DocumentError | undefined => {
  const result = parseDocument(input)
  return result.ok ? undefined : result.error
}
const repairsOf = (input: unknown) => read(input).repairs.map(({ code }) => code)

describe('the envelope', () => {
  it('is as many versions on as there are migrations', () => {
    expect(documentMigrations).toHaveLength(documentVersion)
  })

  it.each([undefined, null, 7, 'text', [], {}, { format: 'paketweg' }, { format: 'other', version: 1 }])(
    'of anything else is no document: %j',
    (input) => expect(errorOf(input)).toEqual({ code: 'not-a-document' }),
  )

  it('of a newer version is refused and says which', () => {
    expect(errorOf(document({ version: 99, devices: 'unknown' }))).toEqual({
      code: 'made-by-newer-version',
      version: 99,
    })
  })

  it('may hold devices only: the rest is empty', () => {
    const { diagram, repairs } = read({ format: 'paketweg', version: 1, devices: {} })
    expect(diagram).toEqual(emptyDiagram('diagram'))
    expect(repairs).toEqual([])
  })
})

describe('text', () => {
  it('that is no JSON is refused', () => {
    expect(parseText('{"format": "paketweg", "vers')).toEqual({ ok: false, error: { code: 'not-json' } })
  })

  it('may begin with a byte order mark', () => {
    expect(parseText(`\uFEFF${JSON.stringify(document())}`)).toMatchObject({ ok: true })
  })

  it('of more than two megabytes is refused, in bytes and not in characters', () => {
    const long = JSON.stringify(document({ description: 'ä'.repeat(1_000_000) }))
    expect(long.length).toBeLessThan(limits.bytes)
    expect(parseText(long)).toEqual({ ok: false, error: { code: 'too-large' } })
  })
})

describe('what does not fit', () => {
  it.each([
    ['devices.d1.position.x', withDevice({ position: { x: '1', y: 2 } })],
    ['devices.d1.position', withDevice({ position: null })],
    ['devices.d1.colour', withDevice({ colour: 'red' })],
    ['devices.x1', document({ devices: { x1: device() } })],
    ['devices.d01', document({ devices: { d01: device() } })],
    ['devices.d1.fault.status', withDevice({ fault: { type: 'answers', status: 7 } })],
    ['links.l1.from', document({ links: { l1: { from: 'web', to: 'd2' } } })],
    ['links.l1.lossPercent', document({ links: { l1: { from: 'd1', to: 'd2', lossPercent: 101 } } })],
    ['scenarios.s1.request.type', document({ scenarios: { s1: { title: '', request: { type: 'x' }, expected: {} } } })],
    ['id', document({ id: '../x' })],
    ['colour', document({ colour: 'red' })],
  ])('is refused with its path: %s', (path, input) => {
    expect(errorOf(input)).toEqual({ code: 'invalid', path })
  })

  it('is refused where it is too much', () => {
    const links = Object.fromEntries(Array.from({ length: 5001 }, (_, index) => [`l${index + 1}`, {}]))
    expect(errorOf(document({ links }))).toEqual({ code: 'too-large' })
  })
})

describe('what can be mended', () => {
  it('are links that lead nowhere, to themselves, or where one is already', () => {
    const links = {
      l1: { from: 'd1', to: 'd2' },
      l2: { from: 'd2', to: 'd1' },
      l3: { from: 'd1', to: 'd9' },
      l4: { from: 'd1', to: 'd1' },
    }
    expect(Object.keys(read(document({ links })).diagram.links)).toEqual(['l1'])
    expect(repairsOf(document({ links }))).toEqual(
      expect.arrayContaining(['repair.duplicate-link', 'repair.dangling-link', 'repair.dangling-link']),
    )
  })

  it('are zones, hosts and networks that are not there', () => {
    const { diagram, repairs } = read(withDevice({ zone: 'z1', runsOn: 'd1', interfaces: [{ network: 'z4' }] }))
    expect(diagram.devices['d1']).not.toHaveProperty('zone')
    expect(diagram.devices['d1']).not.toHaveProperty('runsOn')
    expect(diagram.devices['d1']).toMatchObject({ interfaces: [] })
    expect(repairs.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['repair.unknown-zone', 'repair.unknown-host', 'repair.unknown-network']),
    )
  })

  it('are long texts and far places', () => {
    const { diagram, repairs } = read(withDevice({ name: 'n'.repeat(500), position: { x: -1e9, y: 3 } }))
    expect(diagram.devices['d1']?.name).toHaveLength(100)
    expect(diagram.devices['d1']?.position).toEqual({ x: -100_000, y: 3 })
    expect(repairs.map(({ code }) => code)).toEqual(expect.arrayContaining(['repair.text-cut', 'repair.moved']))
  })

  it('are ids that differ from their key, and ids that stand in the key only', () => {
    const { diagram } = read(withDevice({ id: 'd7' }))
    expect(diagram.devices['d1']?.id).toBe('d1')
    expect(repairsOf(withDevice({ id: 'd7' }))).toContain('repair.id-corrected')
    expect(repairsOf(document())).not.toContain('repair.id-corrected')
  })

  it('are settings that the program does not take, and only those', () => {
    const config = {
      port: 8001,
      colour: 'red',
      appendSlash: 'yes',
      endpoints: [{ path: '/a', status: 7 }, { path: '/b' }, 5],
    }
    const { diagram, repairs } = read(withDevice({ config }))
    expect(diagram.devices['d1']?.config).toEqual({ port: 8001, endpoints: [{ path: '/a' }, { path: '/b' }, {}] })
    const dropped = repairs.filter(({ code }) => code === 'repair.setting-dropped')
    expect(dropped.map(({ data }) => data['path'])).toEqual(
      ['colour', 'appendSlash', 'endpoints[0].status', 'endpoints[2]'].map((path) => ({ t: 'text', text: path })),
    )
  })

  it('are running numbers below the ids in use', () => {
    expect(read(document({ lastIds: { d: 1, l: 9 } })).diagram.lastIds).toEqual({ d: 2, l: 9 })
    const lost = document({ links: { l12: { from: 'd1', to: 'd9' } } })
    expect(read(lost).diagram.lastIds).toMatchObject({ l: 12 })
  })
})

describe('what this version does not know', () => {
  const config = { made: ['by', { a: 'newer' }], version: null }
  it.each([
    ['a kind', { kind: 'toaster', config }],
    ['a program', { program: { id: 'caddy', profile: '2.8', configVersion: 3 }, config }],
    ['a newer config', { program: { id: 'django', profile: '9.0', configVersion: 99 }, config }],
  ])('is kept word for word: %s', (_, more) => {
    const { diagram, repairs } = read(withDevice(more))
    expect(diagram.devices['d1']).toEqual({ ...device(more), id: 'd1' })
    expect(repairs).toEqual([])
  })
})

describe('hostile input', () => {
  it('reaches no prototype', () => {
    const evil = `{"format":"paketweg","version":1,"__proto__":{"polluted":1},"devices":{"d1":${JSON.stringify(
      device({ kind: 'toaster' }),
    ).replace('"config":{}', '"config":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}')}}}`
    const result = parseText(evil)
    expect(result).toMatchObject({ ok: true })
    expect(result.ok && result.value.diagram.devices['d1']?.config).toEqual({})
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  it('may be circular, deep, enormous or throw, and is refused', () => {
    const circle: Record<string, unknown> = document()
    circle['self'] = circle
    expect(errorOf(circle)).toEqual({ code: 'not-a-document' })
    expect(errorOf(document({ title: 'x'.repeat(3_000_000) }))).toEqual({ code: 'too-large' })
    const trap = {
      get format(): string {
        throw new Error('trap')
      },
    }
    expect(errorOf(trap)).toEqual({ code: 'not-a-document' })
    expect(errorOf(withDevice({ position: { x: Number.NaN, y: 0 } }))).toEqual({ code: 'not-a-document' })
  })

  it('never makes the door throw', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true }), isJudged),
    )
    fc.assert(fc.property(fc.string(), (text) => typeof parseText(text).ok === 'boolean'))
  })

  it('never makes the door throw where a document is wrong in one place, and what passes once passes unmended', () => {
    const whole = JSON.parse(JSON.stringify(sample)) as Record<string, unknown>
    const places = pathsOf(whole)
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue({ maxDepth: 3 }), (path, value) => {
        const result = parseDocument(replaceAt(whole, path, value))
        if (!result.ok) return
        const again = parseDocument(result.value.diagram)
        expect(again).toEqual({ ok: true, value: { diagram: result.value.diagram, repairs: [] } })
      }),
      { numRuns: 500 },
    )
  })
})

const isJudged = (input: unknown): boolean => typeof parseDocument(input).ok === 'boolean'

const sample = document({
  zones: {
    z1: { name: 'Netz', exposure: 'dmz', cidr: '10.0.1.0/24', position: { x: 0, y: 0 }, size: { width: 9, height: 9 } },
  },
  links: { l1: { from: 'd1', to: 'd2', latencyMs: 4 } },
  notes: { n1: { text: 'Hallo', position: { x: 0, y: 0 }, icon: 'person' } },
  scenarios: { s1: { title: 'x', request: { type: 'ping', from: 'd1', host: 'd2' }, expected: { because: 'd2' } } },
  devices: {
    d1: device({
      zone: 'z1',
      runsOn: 'd2',
      config: { endpoints: [{ path: '/', status: 201 }], allowedHosts: ['a.example'] },
    }),
    d2: device({ interfaces: [{ network: 'z1', addresses: ['10.0.1.9'] }], fault: { type: 'slow', ms: 5 } }),
  },
})

type Path = readonly string[]

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [
    ...(path.length > 0 ? [path] : []),
    ...Object.entries(value).flatMap(([key, part]) => pathsOf(part, [...path, key])),
  ]
}

function replaceAt(value: unknown, [key, ...rest]: Path, replacement: unknown): unknown {
  if (key === undefined) return replacement
  const copy: Record<string, unknown> = Array.isArray(value)
    ? ([...(value as unknown[])] as never)
    : { ...(value as object) }
  copy[key] = replaceAt(copy[key], rest, replacement)
  return copy
}

describe('export', () => {
  it('writes equal diagrams as equal text, whatever the order they were made in', () => {
    const { diagram } = read(sample)
    const reversed = Object.fromEntries(Object.entries(diagram).toReversed()) as unknown as typeof diagram
    expect(toText(reversed)).toBe(toText(diagram))
    expect(parseText(toText(diagram))).toEqual({ ok: true, value: { diagram, repairs: [] } })
  })
})
