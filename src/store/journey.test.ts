import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import apiService from '../examples/api-service.ts'
import { localise } from '../examples/localised.ts'
import type { Diagram } from '../model/diagram.ts'
import { setConfig } from './commands/config.ts'
import { addDevice, setDevice } from './commands/devices.ts'
import { addLink } from './commands/links.ts'
import { addZone } from './commands/zones.ts'
import { commit, getDiagram, openDiagram, prepareEdits } from './document-store.ts'
import { emptyDiagram } from './empty-diagram.ts'
import { fetchWholeEngine } from './engine.ts'
import { closeJourney, holdSends, send, senderOf, settleMs, whileOpening } from './journey.ts'
import { pause } from './playback.ts'
import { getSession, loadRequest, setRequest, startFresh } from './session-store.ts'

beforeAll(async () => {
  await Promise.all([prepareEdits(), fetchWholeEngine()])
})

const position = { x: 0, y: 0 }
const label = { code: 'command.test', data: {} }

/** A client and a server in one local network. */
beforeEach(() => {
  openDiagram(emptyDiagram('journey'))
  loadRequest(undefined)
  commit(label, (draft) => {
    const zone = addZone(draft, { name: 'LAN', position, size: { width: 9, height: 9 }, cidr: '192.168.1.0/24' })
    addDevice(draft, { kind: 'web-server', name: 'server', position, zone })
    addDevice(draft, { kind: 'client', name: 'client', position, zone })
    addDevice(draft, { kind: 'client', name: 'other', position })
    addLink(draft, 'd2', 'd1')
    setDevice(draft, 'd1', { interfaces: [{ network: 'z1', addresses: ['192.168.1.10'] }] })
  })
  setRequest({ url: 'http://192.168.1.10/' })
})
afterEach(() => pause())

const said = () => getSession().trace?.hops.flatMap(({ steps }) => steps.map(({ code }) => code))
const nothing = (): void => undefined

describe('sending while another diagram is being opened', () => {
  it('waits, and runs on the diagram that is there then', async () => {
    const other = { ...getDiagram(), id: 'other' }
    let arrive = nothing
    const opened = whileOpening(async () => {
      await new Promise<void>((resolve) => {
        arrive = resolve
      })
      openDiagram(other)
      setRequest({ url: 'http://192.168.1.10/later' })
    })
    send({ autoplay: false })
    expect(getSession().trace).toBeUndefined()
    arrive()
    await opened
    expect(getSession().trace?.request).toMatchObject({ url: 'http://192.168.1.10/later' })
    expect(getSession().playback.playing).toBe(false)
  })

  it('runs on what is there where the other could not be opened', async () => {
    const opened = whileOpening(() => Promise.reject(new Error('offline')))
    send()
    await expect(opened).rejects.toThrow('offline')
    expect(getSession().trace?.request).toMatchObject({ url: 'http://192.168.1.10/' })
  })
})

describe('sending while something else is awaited', () => {
  it('happens once, when the last of it is there', () => {
    const [first, second] = [holdSends(), holdSends()]
    send()
    send({ autoplay: false })
    first()
    first()
    expect(getSession().trace).toBeUndefined()
    second()
    expect(getSession().trace?.startedAt).toBe(0)
    expect(getSession().playback.playing).toBe(false)
  })

  it('tells those who hold it back, so that they try again', () => {
    let asked = 0
    const release = holdSends(() => {
      asked += 1
    })
    send()
    expect(asked).toBe(1)
    release()
    expect(getSession().trace).toBeDefined()
  })
})

describe('sending', () => {
  it('runs the request from the first client, stores the journey and plays it', () => {
    send()
    const { trace, playback, stale } = getSession()
    expect(trace?.request).toEqual({
      type: 'http',
      method: 'GET',
      headers: [],
      url: 'http://192.168.1.10/',
      from: 'd2',
    })
    expect(trace?.verdict.seen).toMatchObject({ type: 'answer', status: 200 })
    expect(playback).toMatchObject({ playing: true, hop: expect.any(Number) as number })
    expect(stale).toBe(false)
  })

  it('without playing stands before the first station', () => {
    send({ autoplay: false })
    expect(getSession().trace).toBeDefined()
    expect(getSession().playback).toMatchObject({ playing: false, hop: undefined })
  })

  it('needs a URL and a sender', () => {
    setRequest({ url: '  ' })
    send()
    expect(getSession().trace).toBeUndefined()
    expect(senderOf(emptyDiagram(), getSession().request)).toBeUndefined()
  })

  it('is the chosen device’s as long as it is there', () => {
    expect(senderOf(getDiagram(), { ...getSession().request, from: 'd3' })).toBe('d3')
    expect(senderOf(getDiagram(), { ...getSession().request, from: 'd9' })).toBe('d2')
  })
})

describe('the clock', () => {
  it('goes on from one request to the next, and a fresh start sets it back', () => {
    send()
    const first = getSession().world.clock
    send()
    expect(getSession().trace?.startedAt).toBe(first)
    expect(getSession().world.clock).toBeGreaterThan(first)
    startFresh()
    send()
    expect(getSession().trace?.startedAt).toBe(0)
  })

  it('waits long enough after an edit that nginx tries again what was repaired', () => {
    const course = localise<Diagram>(apiService, 'en')
    openDiagram(course)
    loadRequest(course.scenarios['s1']?.request)
    commit(label, (draft) => setDevice(draft, 'd7', { service: false }))
    send()
    send()
    expect(said()).toContain('nginx.server-left-out')
    commit(label, (draft) => setDevice(draft, 'd7', { service: true }))
    send()
    expect(said()).toContain('nginx.server-by-turn')
    expect(said()).not.toContain('nginx.server-left-out')
  })

  it('gives health checks and time-outs their time after an edit, once', () => {
    startFresh()
    commit(label, (draft) => setDevice(draft, 'd1', { service: false }))
    send()
    expect(getSession().trace?.startedAt).toBe(settleMs)
    expect(getSession().trace?.verdict.seen).toMatchObject({ type: 'refused' })
    const { clock } = getSession().world
    send()
    expect(getSession().trace?.startedAt).toBe(clock)
  })
})

describe('the journey on the screen', () => {
  it('is stale after an edit that packets could notice, until it is sent again', () => {
    send()
    commit(label, (draft) => setConfig(draft, 'd1', 'port', 81))
    expect(getSession().stale).toBe(true)
    send()
    expect(getSession().stale).toBe(false)
  })

  it('can be closed; what devices remember stays', () => {
    send()
    const { world } = getSession()
    closeJourney()
    expect(getSession()).toMatchObject({ trace: undefined, world })
  })
})
