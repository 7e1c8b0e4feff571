import { describe, expect, it } from 'vitest'
import type { Diagram } from '../model/diagram.ts'
import type { Device } from '../model/topology.ts'
import { placedDevice } from '../testing/placed-device.ts'
import { renderSvg, type PictureOptions } from './render-svg.ts'
import { readSvgDocument } from './svg-document.ts'

const device = (id: string, x: number, more: Partial<Device> = {}) => placedDevice(id, { x, y: 0 }, more)

const shop: Diagram = {
  format: 'paketweg',
  version: 1,
  id: 'shop',
  title: 'Shop & “Lager” <1>',
  description: '',
  devices: { d1: device('d1', 0), d2: device('d2', 400, { name: 'a <b> & "c"', power: false }) },
  links: { l1: { id: 'l1', from: 'd1', to: 'd2' } },
  zones: {
    z1: {
      id: 'z1',
      name: 'Netz',
      exposure: 'dmz',
      cidr: '10.0.0.0/24',
      position: { x: -20, y: -60 },
      size: { width: 260, height: 160 },
    },
  },
  notes: { n1: { id: 'n1', text: 'zwei\nZeilen', position: { x: 0, y: 200 } } },
  scenarios: {},
  lastIds: {},
}

const texts: PictureOptions['texts'] = {
  addressOf: ({ id }) => (id === 'd1' ? '10.0.0.1' : undefined),
  stateOf: ({ power }) => (power === false ? 'Gerät aus' : undefined),
  networkOf: ({ cidr }) => [cidr ?? '', 'ein Wort, das nicht mehr hineinpasst'],
  labelOf: () => '20 ms',
}
const light: PictureOptions = { theme: 'light', texts }

/** Read as strict XML, which has no patience with what is not well-formed. */
function parse(diagram: Diagram, options = light): Document {
  const page = new DOMParser().parseFromString(renderSvg(diagram, options).svg, 'image/svg+xml')
  expect(page.querySelector('parsererror')).toBeNull()
  return page
}

const words = (page: Document) => [...page.querySelectorAll('text')].map((text) => text.textContent)

const brokenLines = (page: Document) => page.querySelectorAll('[stroke-dasharray="2 6"]').length

describe('the picture of a diagram', () => {
  it('is well-formed whatever things are called', () => {
    expect(words(parse(shop))).toContain('a <b> & "c"')
    const odd = { ...shop, title: 'a\u0000b\u0008\ud800c]]>&amp;' }
    expect(words(parse(odd))).toContain('a\ufffdb\ufffd\ufffdc]]>&amp;')
  })

  it('shows names, addresses, networks, notes and what is off', () => {
    const shown = words(parse(shop)).join(' | ')
    for (const part of ['d1', '10.0.0.1', 'Netz', '10.0.0.0/24', 'zwei', 'Zeilen', 'Gerät aus', '20 ms'])
      expect(shown).toContain(part)
  })

  it('leaves out beside a zone’s name what does not fit', () => {
    expect(words(parse(shop)).join(' ')).not.toContain('ein Wort')
  })

  it('shows the label of a cable only where there is room', () => {
    const near = { ...shop, devices: { ...shop.devices, d2: device('d2', 250) } }
    expect(words(parse(near))).not.toContain('20 ms')
  })

  it('takes in everything drawn, with a margin', () => {
    const { svg, width, height } = renderSvg(shop, light)
    const [x, y, boxWidth, boxHeight] = /viewBox="([^"]+)"/.exec(svg)?.[1]?.split(' ').map(Number) ?? []
    expect(x).toBeLessThan(-20)
    expect(y).toBeLessThan(-60)
    expect((x ?? 0) + (boxWidth ?? 0)).toBeGreaterThan(586)
    expect((y ?? 0) + (boxHeight ?? 0)).toBeGreaterThan(264)
    expect([boxWidth, boxHeight]).toEqual([width, height])
  })

  it('loads nothing: no address but the name of the format', () => {
    const addresses = renderSvg(shop, light).svg.match(/https?:[^"<\s]+/g)
    expect(addresses).toEqual(['http://www.w3.org/2000/svg'])
  })

  it('is dark on a dark ground', () => {
    expect(renderSvg(shop, { ...light, theme: 'dark' }).svg).toContain('#14171c')
    expect(renderSvg(shop, light).svg).not.toContain('#14171c')
  })

  it('draws a journey over its cables, and the numbers of its stations', () => {
    const trace = {
      links: new Map([['l1', 'back' as const]]),
      stations: new Map([['d1', [{ number: 7, state: 'now' as const }]]]),
    }
    const page = parse(shop, { ...light, trace })
    expect(words(page)).toContain('7')
    const travelled = page.querySelector('[stroke-width="2.75"] path')
    expect(travelled?.getAttribute('stroke-dasharray')).toBe('7 5')
    expect(parse(shop).querySelector('[stroke-width="2.75"]')).toBeNull()
  })

  it('draws a cut cable broken, with a mark', () => {
    const cut = { ...shop, links: { l1: { id: 'l1', from: 'd1', to: 'd2', cut: true } } }
    expect(brokenLines(parse(cut))).toBe(1)
    expect(brokenLines(parse(shop))).toBe(0)
  })

  it('leaves out a cable with a missing end', () => {
    const dangling = { ...shop, links: { l1: { id: 'l1', from: 'd1', to: 'd9' } } }
    expect(words(parse(dangling))).not.toContain('20 ms')
  })

  it('exists for an empty diagram', () => {
    const empty = { ...shop, title: '', devices: {}, links: {}, zones: {}, notes: {} }
    expect(parse(empty).documentElement.getAttribute('width')).toBe('464')
  })
})

describe('an SVG', () => {
  it('carries the document and gives it back letter for letter', () => {
    const document = JSON.stringify({ title: 'a <b> & "c" </metadata> ]]> – 🌐', text: '\u0000&lt;' })
    const { svg } = renderSvg(shop, { ...light, document })
    expect(readSvgDocument(svg)).toBe(document)
  })

  it('of somebody else carries none', () => {
    expect(readSvgDocument(renderSvg(shop, light).svg)).toBeUndefined()
    expect(readSvgDocument('<svg><metadata>x</metadata></svg>')).toBeUndefined()
  })
})
