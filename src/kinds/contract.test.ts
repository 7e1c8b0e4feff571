import fc from 'fast-check'
import * as v from 'valibot'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Catalogue, Messages } from '../model/speaker.ts'
import type { JsonObject, Topology } from '../model/topology.ts'
import { commonMessages } from '../programs/common/messages.ts'
import type { AnyDefinition, AnyProgram } from '../programs/contract/program.ts'
import { definitionOf } from '../programs/definitions.ts'
import { programs } from '../programs/registry.ts'
import { schemaOf } from '../protocols/fields/schema.ts'
import { configOf } from '../testing/arbitrary.ts'
import { codesNamedIn, labelKeys, rowKeys, spelled } from '../testing/catalogue.ts'
import { exercise, registryWith } from '../testing/exercise.ts'
import { network } from '../testing/network.ts'
import type { Kind } from './contract.ts'
import { kindOf, kinds } from './registry.ts'

/** Seeds stay the same, so that a failure repeats. */
const runs = { seed: 20_260_105, numRuns: 60 }

const isValid = (program: AnyDefinition, config: unknown): boolean =>
  v.safeParse(schemaOf(program.fields), config).success

interface Spoken {
  readonly en: Catalogue
  readonly de: Catalogue
}

async function catalogues(...parts: readonly Messages[]): Promise<Spoken> {
  const [en, de] = await Promise.all(
    (['en', 'de'] as const).map(async (language) => {
      const loaded = await Promise.all(parts.map((part) => part[language]()))
      return Object.fromEntries(loaded.flatMap((one) => Object.entries(one.default)))
    }),
  )
  return { en: en ?? {}, de: de ?? {} }
}

it('no two kinds and no two programs have the same id', () => {
  expect(new Set(kinds.map((kind) => kind.id)).size).toBe(kinds.length)
  expect(new Set(programs.map((program) => program.id)).size).toBe(programs.length)
})

it('every program fits some kind', () => {
  const chosen = new Set(kinds.flatMap((kind) => kind.programs.map((choice) => choice.program)))
  expect(programs.map((program) => program.id).filter((id) => !chosen.has(id))).toEqual([])
})

describe.each(kinds.map((kind) => [kind.id, kind] as const))('kind %s', (id, kind) => {
  let spoken: Spoken
  beforeAll(async () => {
    spoken = await catalogues(kind.messages, kind.texts)
  })

  it('has programs, and what it presets on them is valid', () => {
    expect(kindOf(id)).toBe(kind)
    const wrong = kind.programs.filter(({ program, preset }) => {
      const known = definitionOf(program)
      return !known || !isValid(known, preset)
    })
    expect(kind.programs.length).toBeGreaterThan(0)
    expect(wrong).toEqual([])
  })

  it('is named, summed up and explained in both languages', () => {
    const codes = ['explanation', 'name', 'summary']
    expect(Object.keys(spoken.en).toSorted()).toEqual(codes)
    expect(Object.keys(spoken.de).toSorted()).toEqual(codes)
    for (const { explanation = '' } of [spoken.en, spoken.de]) {
      const words = explanation.split(/\s+/).length
      expect(words).toBeGreaterThanOrEqual(150)
      expect(words).toBeLessThanOrEqual(260)
    }
  })

  it('has an icon of strokes', () => {
    expect(kind.icon.length).toBeGreaterThan(0)
    expect(kind.icon.flatMap(([, attributes]) => Object.values(attributes)).every((value) => value !== '')).toBe(true)
  })
})

describe.each(programs.map((program) => [program.id, program] as const))('program %s', (id, program) => {
  let spoken: Spoken
  beforeAll(async () => {
    spoken = await catalogues(program.messages, program.texts)
  })

  it('says the same things with the same placeholders in both languages', () => {
    expect(spelled(spoken.de)).toEqual(spelled(spoken.en))
  })

  it('has words for every setting, option and section', () => {
    expect(labelKeys(program.fields, program.sections).filter((key) => spoken.en[key] === undefined)).toEqual([])
  })

  it('has no words for nothing', () => {
    // How newer versions differ may be told; nothing in code names that.
    const labels = new Set([...labelKeys(program.fields, program.sections), ...rowKeys(program.fields), 'versions'])
    const isNamed = codesNamedIn([`src/programs/${id}`, 'src/programs/common'])
    expect(Object.keys(spoken.en).filter((code) => !labels.has(code) && !isNamed(code))).toEqual([])
  })

  it('shows every setting in exactly one section', () => {
    const shown = program.sections.flatMap((section) => section.fields)
    expect(shown.toSorted()).toEqual(Object.keys(program.fields).toSorted())
  })

  it('is valid when nothing is set, and its defaults could be set', () => {
    const defaults = Object.entries(program.fields).filter(([, field]) => field.fallback !== undefined)
    expect(isValid(program, {})).toBe(true)
    expect(isValid(program, Object.fromEntries(defaults.map(([name, field]) => [name, field.fallback])))).toBe(true)
  })

  it('refuses a setting that it does not know', () => {
    expect(isValid(program, { 'no such setting': true })).toBe(false)
  })

  it('does what its definition promises: answers, filters, sends', () => {
    const { serves, sends = false } = program
    expect(program.handle !== undefined).toBe(serves !== undefined && serves !== 'network')
    expect(program.filter !== undefined).toBe(serves === 'network')
    expect(program.originate !== undefined).toBe(sends)
  })

  it('has a state that survives being written down', () => {
    const state = program.initialState()
    expect(JSON.parse(JSON.stringify(state))).toEqual(state)
  })

  it('takes any valid config: services, names, findings and a journey', () => {
    fc.assert(
      fc.property(configOf(program.fields), (config) => {
        expect(isValid(program, config)).toBe(true)
        exercise(around(program, config), {
          type: 'http',
          from: 'd1',
          method: 'GET',
          url: 'https://www.example.com/api/x',
        })
      }),
      runs,
    )
    // A busy machine is slow, not wrong.
  }, 60_000)
})

it('what programs share is said the same way in both languages, and none of it for nothing', async () => {
  const { en, de } = await catalogues(commonMessages)
  const isNamed = codesNamedIn(['src/programs/common'])
  expect(spelled(de)).toEqual(spelled(en))
  expect(Object.keys(en).filter((code) => !isNamed(code))).toEqual([])
})

/** A whole chain in which the devices that run this program have this config. */
function around(program: AnyProgram, config: JsonObject): Topology {
  const built = network()
    .zone('inside', { cidr: '10.0.1.0/24' })
    .add('client', 'browser')
    .add('dns-server', 'dns')
    .add('internet', 'net')
    .add('firewall', 'edge', { zone: 'inside' })
    .add('load-balancer', 'balancer', { zone: 'inside' })
    .add('reverse-proxy', 'proxy', { zone: 'inside' })
    .add('web-server', 'web', { zone: 'inside' })
    .add('web-app', 'app', { zone: 'inside' })
    .add('database', 'data', { zone: 'inside' })
    .link('browser', 'net', 'edge', 'balancer', 'proxy', 'web', 'app', 'data')
    .link('browser', 'dns')
    .link('dns', 'net')
  const fits = (kind: string) => kindOf(kind)?.programs.some((choice) => choice.program === program.id) ?? false
  const devices = Object.values(built.topology.devices).map((device) => {
    if (!fits(device.kind)) return device
    return { ...device, program: { id: program.id, profile: program.profiles[0] ?? '', configVersion: 0 }, config }
  })
  return { ...built.topology, devices: Object.fromEntries(devices.map((device) => [device.id, device])) }
}

it('a new kind needs its folder and one line: with it in the registry it is traced like any other', () => {
  const base = kindOf('web-app')
  const kiosk: Kind = { ...base!, id: 'kiosk', programs: [{ program: 'django', preset: { port: 80 } }] }
  const built = network(registryWith(kiosk))
    .zone('lan', { cidr: '192.168.1.0/24' })
    .add('client', 'browser', { zone: 'lan' })
    .add('kiosk', 'stand', { zone: 'lan' })
    .link('browser', 'stand')
  const { verdict } = built.get('browser', `http://${built.compiled().addressesOf(built.id('stand'))[0]}/`)
  expect(verdict.seen).toEqual({ type: 'answer', status: 200, reason: 'OK' })
})
