import { describe, expect, it } from 'vitest'
import type { Packet } from '../model/packet.ts'
import type { Hop, Step, Trace } from '../model/trace.ts'
import { cardRect, overlaps } from '../picture/geometry.ts'
import { pathsOf } from '../picture/links.ts'
import { packetLabel } from '../protocols/packet-label.ts'
import { fateOf, tellingStep, toneOf } from '../store/telling.ts'
import { placedDevice } from '../testing/placed-device.ts'
import { trackOf } from './packet-track.ts'
import { wayBetween } from './packet-way.ts'
import { sentenceRect } from './sentence.ts'
import { overlayOf, stationMarks, travelledLinks } from './travelled.ts'

const device = (id: string, x: number, y: number) => placedDevice(id, { x, y })
const step = (action: Step['action'], code = action): Step => ({ action, code, data: {} })
const packet: Packet = {
  ip: { source: '10.0.0.1', destination: '10.0.0.2', ttl: 64 },
  transport: { type: 'tcp', sourcePort: 49152, destinationPort: 443, flags: ['SYN'] },
}

/** client d1 — l1 — firewall d2 — l2 — server d3, there and back. */
const hop = (id: number, device: string, leg: Hop['leg'], more: Partial<Hop> = {}): Hop => ({
  id,
  device,
  leg,
  purpose: 'message',
  at: id,
  until: id,
  steps: [],
  ...more,
})
const hops: Hop[] = [
  hop(0, 'd1', 'request', { out: 'l1' }),
  hop(1, 'd2', 'request', { via: 'l1', previous: 'd1', out: 'l2' }),
  hop(2, 'd3', 'request', { via: 'l2', previous: 'd2', out: 'l2' }),
  hop(3, 'd2', 'response', { via: 'l2', previous: 'd3', out: 'l1' }),
  hop(4, 'd1', 'response', { via: 'l1', previous: 'd2' }),
]
const trace: Trace = {
  request: { type: 'http', from: 'd1', method: 'GET', url: 'http://d3/' },
  startedAt: 0,
  durationMs: 5,
  hops,
  stations: [
    { device: 'd1', leg: 'request', hops: [0] },
    { device: 'd2', leg: 'request', hops: [1] },
    { device: 'd3', leg: 'request', hops: [2] },
    { device: 'd4', leg: 'request', hops: [], skipped: true },
    { device: 'd2', leg: 'response', hops: [3] },
    { device: 'd1', leg: 'response', hops: [4] },
  ],
  verdict: { seen: { type: 'answer', status: 200, reason: 'OK' }, because: { hop: 2, step: 0 } },
}

describe('the way of the packet', () => {
  it('is the cable between two hops', () => {
    expect(wayBetween(trace, 0, 1)).toEqual([{ link: 'l1', toward: 'd2' }])
  })

  it('goes over every cable of a leap', () => {
    expect(wayBetween(trace, 0, 2)).toEqual([
      { link: 'l1', toward: 'd2' },
      { link: 'l2', toward: 'd3' },
    ])
  })

  it('does not lead backwards in time', () => {
    expect(wayBetween(trace, 3, 1)).toEqual([])
  })

  it('glides from the end of a cable where an answer enters it', () => {
    const devices = { d1: device('d1', 0, 0), d2: device('d2', 500, 0) }
    const links = { l1: { id: 'l1', from: 'd1', to: 'd2' } }
    const paths = pathsOf({ devices, links, zones: {} })
    const around = { devices, links, paths, pill: { width: 100, height: 22 }, sentence: [] }
    const there = trackOf([{ link: 'l1', toward: 'd2' }], devices.d2, around)
    const back = trackOf([{ link: 'l1', toward: 'd1' }], devices.d1, around)
    expect([there.pointAt(0).x, there.pointAt(1).x]).toEqual([186, 500])
    expect([back.pointAt(0).x, back.pointAt(1).x]).toEqual([500, 186])
    // It rests before the card, with its whole label beside it.
    expect(there.rest.x + 50).toBeLessThan(500)
    expect(there.rest.x).toBeGreaterThan(400)
    expect(there.roomy).toBe(true)
    expect(
      trackOf([{ link: 'l1', toward: 'd2' }], devices.d2, { ...around, pill: { width: 310, height: 22 } }).roomy,
    ).toBe(false)
  })
})

describe('the sentence below a device', () => {
  const d1 = device('d1', 400, 0)
  const long = 'A sentence that is long enough to need more than one line below its card'
  const alone = {
    devices: { d1, d2: device('d2', 0, 600), d3: device('d3', 900, 600) },
    links: {},
    zones: {},
    notes: {},
  }

  it('stands in the middle below it', () => {
    const { x, y, width } = sentenceRect(alone, d1, long, 1)
    expect(x + width / 2).toBe(400 + 93)
    expect(y).toBeGreaterThan(58)
  })

  it('keeps off a card beside it', () => {
    const near = device('d4', 180, 90)
    const rect = sentenceRect({ ...alone, devices: { ...alone.devices, d4: near } }, d1, long, 1)
    expect(overlaps(rect, cardRect(near))).toBe(false)
  })

  it('stays with a device at the diagram’s edge within the diagram', () => {
    const edge = { ...alone, devices: { d1, d3: device('d3', 900, 600) } }
    expect(sentenceRect(edge, d1, long, 1).x).toBeGreaterThanOrEqual(400 - 16)
  })
})

describe('what the journey draws', () => {
  it('cables are travelled as far as it has come, and dashed once the answer came over them', () => {
    expect([...travelledLinks(trace, undefined)]).toEqual([])
    expect([...travelledLinks(trace, 1)]).toEqual([['l1', 'there']])
    expect([...travelledLinks(trace, 3)]).toEqual([
      ['l1', 'there'],
      ['l2', 'back'],
    ])
  })

  it('a device shows the numbers of its stations: passed, now, to come', () => {
    expect(stationMarks(trace, 2).get('d2')).toEqual([
      { number: 2, state: 'passed', hop: 1 },
      { number: 5, state: 'to-come', hop: 3 },
    ])
    expect(stationMarks(trace, 2).get('d3')).toEqual([{ number: 3, state: 'now', hop: 2 }])
  })

  it('a skipped station keeps its number and leads nowhere', () => {
    expect(stationMarks(trace, 4).get('d4')).toEqual([{ number: 4, state: 'to-come', hop: undefined }])
  })

  it('crosses out where it failed, and where the setting is that another device complained of', () => {
    const complaint: Step = { ...step('denied'), setting: 'certificateState', settingAt: 2 }
    const refused: Trace = {
      ...trace,
      hops: hops.map((one) => (one.id === 4 ? { ...one, steps: [complaint] } : one)),
      verdict: { seen: { type: 'bad-certificate' }, because: { hop: 4, step: 0 } },
    }
    const bad = [...stationMarks(refused, 4).values()].flat().filter(({ isBad }) => isBad)
    expect(bad.map(({ number }) => number)).toEqual([6, 3])
  })

  it('an export without a moment shows all of it', () => {
    expect([...overlayOf(trace, undefined).links.values()]).toEqual(['back', 'back'])
  })
})

describe('what a device is said to do', () => {
  it('is its decision, not that it received', () => {
    expect(
      tellingStep(hop(0, 'd2', 'request', { steps: [step('received'), step('decided'), step('sent')] }))?.step.action,
    ).toBe('decided')
    expect(tellingStep(hop(0, 'd2', 'request'))).toBeUndefined()
  })

  it('is the rule that forbade it, where one did', () => {
    const forbidden = hop(0, 'd2', 'request', { steps: [step('translated'), step('denied'), step('dropped')] })
    expect(tellingStep(forbidden)?.step.action).toBe('denied')
    expect(toneOf(step('denied'))).toBe('bad')
  })

  it('is “dropped” without an answer, “rejected” with one', () => {
    const steps = [step('denied')]
    expect(fateOf(hop(0, 'd2', 'request', { steps }))).toBe('dropped')
    expect(fateOf(hop(0, 'd2', 'request', { steps, packetOut: packet }))).toBe('denied')
    expect(fateOf(hop(0, 'd2', 'request', { steps: [step('permitted')] }))).toBeUndefined()
  })
})

describe('the packet’s label', () => {
  it('is the message, else the transport', () => {
    const question = { name: 'www.shop.example', type: 'A' }
    const dns = { protocol: 'dns', id: 1, question, recursionDesired: true } as const
    const answer = { name: question.name, type: 'A', ttl: 300, data: '203.0.113.10' }
    const labels = [
      packet,
      { ...packet, message: { ...dns, kind: 'query' } as const },
      { ...packet, message: { ...dns, kind: 'response', rcode: 'NXDOMAIN' } as const },
      { ...packet, message: { ...dns, kind: 'response', answers: [answer] } as const },
    ].map(packetLabel)
    expect(labels).toEqual(['TCP SYN', 'DNS A www.shop.example', 'DNS NXDOMAIN', 'DNS 203.0.113.10'])
  })
})
