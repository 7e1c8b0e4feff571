import { produce } from 'immer'
import { describe, expect, it } from 'vitest'
import type { DiagramDraft } from '../draft.ts'
import { emptyDiagram } from '../empty-diagram.ts'
import { setConfig } from './config.ts'
import { addDevice, setDevice } from './devices.ts'
import { uniqueName } from './ids.ts'
import { addLink, linkToZone, setLink, turnLink } from './links.ts'
import { moveItems } from './move.ts'
import { addNote } from './notes.ts'
import { replaceConfig } from './paste-config.ts'
import { removeItems } from './remove.ts'
import { setProgram } from './set-program.ts'
import { addZone } from './zones.ts'

const origin = { x: 0, y: 0 }
const size = { width: 300, height: 200 }
const edit = (recipe: (draft: DiagramDraft) => void, from = emptyDiagram()) => produce(from, recipe)
const device = (draft: DiagramDraft, kind: string, name = kind, zone?: string) =>
  addDevice(draft, { kind, name, position: origin, ...(zone === undefined ? {} : { zone }) }) ?? ''

describe('a new device', () => {
  it('runs the first program of its kind with what the kind presets', () => {
    const { devices } = edit((draft) => void device(draft, 'database', 'Datenbank'))
    expect(devices['d1']).toEqual({
      id: 'd1',
      kind: 'database',
      name: 'Datenbank',
      position: origin,
      program: { id: 'sqlite', profile: expect.any(String) as string, configVersion: 0 },
      config: {},
    })
  })

  it('gets a number where its name is taken', () => {
    const { devices } = edit((draft) => {
      for (let count = 0; count < 3; count++) device(draft, 'web-app', 'Webanwendung')
    })
    expect(Object.values(devices).map(({ name }) => name)).toEqual(['Webanwendung', 'Webanwendung 2', 'Webanwendung 3'])
    expect(uniqueName([{ name: 'Web 2' }], 'Web 2')).toBe('Web 3')
  })

  it('never gets the id of one that was removed', () => {
    const { devices } = edit((draft) => {
      device(draft, 'web-app')
      removeItems(draft, [device(draft, 'web-app')])
      device(draft, 'web-app')
    })
    expect(Object.keys(devices)).toEqual(['d1', 'd3'])
  })

  it('is not made of a kind that nobody knows', () => {
    expect(edit((draft) => void device(draft, 'toaster'))).toEqual(emptyDiagram())
  })
})

describe('a cable', () => {
  it('is laid once between two devices, whichever way the second arrow points', () => {
    const { links } = edit((draft) => {
      const [a, b] = [device(draft, 'web-app'), device(draft, 'database')]
      expect(addLink(draft, a, b)).toBe('l1')
      expect(addLink(draft, b, a)).toBe('l1')
      expect(addLink(draft, a, a)).toBeUndefined()
      expect(addLink(draft, a, 'd9')).toBeUndefined()
    })
    expect(Object.values(links)).toEqual([{ id: 'l1', from: 'd1', to: 'd2' }])
  })

  it('to a zone becomes cables to the members that serve something', () => {
    const { links } = edit((draft) => {
      const zone = addZone(draft, { name: 'Netz', position: origin, size })
      const from = device(draft, 'internet', 'Internet', zone)
      for (const kind of ['internet', 'web-app', 'dns-server', 'database']) device(draft, kind, kind, zone)
      device(draft, 'web-app')
      linkToZone(draft, from, zone)
    })
    expect(Object.values(links).map(({ from, to }) => `${from} ${to}`)).toEqual(['d1 d3', 'd1 d4'])
  })

  it('can be turned round, and keeps nothing that unset means too', () => {
    const { links } = edit((draft) => {
      const id = addLink(draft, device(draft, 'web-app'), device(draft, 'database')) ?? ''
      setLink(draft, id, { cut: true, latencyMs: 5 })
      setLink(draft, id, { cut: false, latencyMs: undefined })
      turnLink(draft, id)
    })
    expect(links['l1']).toEqual({ id: 'l1', from: 'd2', to: 'd1' })
  })
})

describe('moving', () => {
  it('a zone carries what is in it, but not twice', () => {
    const { devices, zones } = edit((draft) => {
      const zone = addZone(draft, { name: 'Netz', position: origin, size })
      device(draft, 'web-app', 'a', zone)
      device(draft, 'web-app', 'b', zone)
      device(draft, 'web-app', 'c')
      moveItems(draft, [
        { id: zone, position: { x: 10, y: 20 } },
        { id: 'd2', position: { x: 1, y: 1 } },
      ])
    })
    expect(zones['z1']?.position).toEqual({ x: 10, y: 20 })
    expect(Object.values(devices).map(({ position }) => position)).toEqual([{ x: 10, y: 20 }, { x: 1, y: 1 }, origin])
  })

  it('into a zone and out of it is told by the move', () => {
    const inside = edit((draft) => {
      addZone(draft, { name: 'Netz', position: origin, size })
      device(draft, 'web-app')
      moveItems(draft, [{ id: 'd1', position: origin, zone: 'z1' }])
    })
    expect(inside.devices['d1']?.zone).toBe('z1')
    const kept = edit((draft) => moveItems(draft, [{ id: 'd1', position: { x: 5, y: 5 } }]), inside)
    expect(kept.devices['d1']?.zone).toBe('z1')
    const outside = edit((draft) => moveItems(draft, [{ id: 'd1', position: origin, zone: null }]), kept)
    expect(outside.devices['d1']).not.toHaveProperty('zone')
  })
})

describe('removing', () => {
  it('a device takes its cables and every mention of it along', () => {
    const diagram = edit((draft) => {
      const [app, database, dns] = ['web-app', 'database', 'dns-server'].map((kind) => device(draft, kind))
      addLink(draft, app!, database!)
      addLink(draft, dns!, app!)
      setConfig(draft, app!, 'database', database)
      setConfig(draft, dns!, 'records', [
        { name: 'a.example', target: database! },
        { name: 'b.example', target: app! },
      ])
      setDevice(draft, app!, {
        gateway: database!,
        runsOn: database!,
        interfaces: [{ network: 'l1' }, { network: 'l2' }],
        routes: [
          { destination: '10.0.0.0/8', action: 'via', via: database! },
          { destination: '10.1.0.0/16', action: 'blackhole' },
        ],
      })
      removeItems(draft, [database!])
    })
    expect(diagram.links).toEqual({ l2: { id: 'l2', from: 'd3', to: 'd1' } })
    expect(diagram.devices['d1']?.config).toEqual({})
    expect(diagram.devices['d1']).toMatchObject({
      interfaces: [{ network: 'l2' }],
      routes: [{ destination: '10.1.0.0/16', action: 'blackhole' }],
    })
    expect(diagram.devices['d1']).not.toHaveProperty('gateway')
    expect(diagram.devices['d1']).not.toHaveProperty('runsOn')
    expect(diagram.devices['d3']?.config).toEqual({
      records: [{ name: 'a.example' }, { name: 'b.example', target: 'd1' }],
    })
  })

  it('a zone leaves its devices standing', () => {
    const { devices, zones } = edit((draft) => {
      const zone = addZone(draft, { name: 'Netz', position: origin, size })
      device(draft, 'web-app', 'a', zone)
      removeItems(draft, [zone, addNote(draft, { text: 'Hallo', position: origin })])
    })
    expect(zones).toEqual({})
    expect(devices['d1']).not.toHaveProperty('zone')
  })

  it('the sender of a scenario takes the scenario along', () => {
    const diagram = edit((draft) => {
      device(draft, 'web-app')
      draft.scenarios['s1'] = { id: 's1', title: '', request: { type: 'ping', from: 'd1', host: 'x' }, expected: {} }
      removeItems(draft, ['d1'])
    })
    expect(diagram.scenarios).toEqual({})
  })
})

const configOf = (recipe: (draft: DiagramDraft) => void) =>
  edit((draft) => {
    device(draft, 'web-app')
    recipe(draft)
  }).devices['d1']?.config

describe('a setting', () => {
  it('is set by its path, with the tables and rows on the way', () => {
    expect(
      configOf((draft) => {
        setConfig(draft, 'd1', 'endpoints[0].path', '/api/')
        setConfig(draft, 'd1', 'endpoints[7].path', '/b')
        setConfig(draft, 'd1', 'allowedHosts[0]', 'a.example')
        setConfig(draft, 'd1', 'port', 8080)
      }),
    ).toEqual({ endpoints: [{ path: '/api/' }, { path: '/b' }], allowedHosts: ['a.example'], port: 8080 })
  })

  it('is unset by its path: a row goes, the ones below move up', () => {
    expect(
      configOf((draft) => {
        setConfig(draft, 'd1', 'endpoints', [{ path: '/a', status: 200 }, { path: '/b' }])
        setConfig(draft, 'd1', 'endpoints[0].status', undefined)
        setConfig(draft, 'd1', 'endpoints[1]', undefined)
        setConfig(draft, 'd1', 'endpoints[4]', undefined)
        setConfig(draft, 'd1', 'corsOrigins[0]', undefined)
      }),
    ).toEqual({ endpoints: [{ path: '/a' }] })
  })

  it.each(['', '__proto__.x', 'a.constructor', 'a..b', 'a[', 'a[x]', '[0]', 'a.b c', 'toString'])(
    'is not reached by “%s”',
    (path) => {
      expect(configOf((draft) => setConfig(draft, 'd1', path, 1))).toEqual({})
    },
  )
})

describe('another program', () => {
  it('keeps what both take and says what was dropped', () => {
    let dropped: readonly string[] = []
    const { devices } = edit((draft) => {
      device(draft, 'database')
      setProgram(draft, 'd1', 'postgresql')
      setConfig(draft, 'd1', 'port', 5433)
      dropped = setProgram(draft, 'd1', 'sqlite')
    })
    expect(devices['d1']?.program.id).toBe('sqlite')
    expect(devices['d1']?.config).toEqual({})
    expect(dropped).toEqual(['port'])
  })

  it('has not read the lines that the one before did not understand', () => {
    const { devices } = edit((draft) => {
      device(draft, 'web-server')
      replaceConfig(draft, 'd1', {}, [{ line: 1, text: 'js_import x;' }])
      setProgram(draft, 'd1', 'apache')
    })
    expect(devices['d1']?.program.id).toBe('apache')
    expect(devices['d1']).not.toHaveProperty('notRead')
  })

  it('of another kind is not put on', () => {
    const { devices } = edit((draft) => {
      device(draft, 'database')
      setProgram(draft, 'd1', 'bind')
    })
    expect(devices['d1']?.program.id).toBe('sqlite')
  })
})

describe('power and service', () => {
  it('are kept only while they are off', () => {
    const { devices } = edit((draft) => {
      device(draft, 'web-app')
      setDevice(draft, 'd1', { power: false, service: false })
      expect(draft.devices['d1']).toMatchObject({ power: false, service: false })
      setDevice(draft, 'd1', { power: true, service: true })
    })
    expect(devices['d1']).not.toHaveProperty('power')
    expect(devices['d1']).not.toHaveProperty('service')
  })
})
