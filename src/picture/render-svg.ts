import type { Diagram } from '../model/diagram.ts'
import type { Device, DeviceId, Link, LinkId, Topology, Zone } from '../model/topology.ts'
import { renderDevice, type StationMark } from './draw-device.ts'
import { renderLink, type Travelled } from './draw-link.ts'
import { renderNote } from './draw-note.ts'
import { renderZone } from './draw-zone.ts'
import { boundsOf, grow } from './geometry.ts'
import { pathsOf } from './links.ts'
import { fonts, palettes, type Theme } from './tokens.ts'
import { element, escaped, type Markup } from './xml.ts'

/** What a journey puts over the picture. */
export interface TraceOverlay {
  readonly links: ReadonlyMap<LinkId, Travelled>
  readonly stations: ReadonlyMap<DeviceId, readonly StationMark[]>
}

/** Words come from outside: the picture knows no language. */
export interface PictureTexts {
  /** The second line of a card. */
  addressOf(device: Device): string | undefined
  /** What is unusual about a device in a word or two: `service stopped`. */
  stateOf(device: Device): string | undefined
  /** What stands beside a zone's name, the most important first: its network, how open it is. */
  networkOf(zone: Zone): readonly string[]
  /** What stands at a cable: its latency or loss, where set. */
  labelOf(link: Link): string | undefined
}

export interface PictureOptions {
  readonly theme: Theme
  readonly texts: PictureTexts
  readonly trace?: TraceOverlay
  /** The document's own text, kept in the picture so that it opens again. */
  readonly document?: string
}

export interface Picture {
  readonly svg: string
  /** Diagram units: pixels at 100 %. */
  readonly width: number
  readonly height: number
}

const margin = 32
const titleHeight = 56
/** An empty diagram is still a picture. */
const emptyBounds = { x: 0, y: 0, width: 400, height: 200 }

/** The diagram as an SVG picture of its own: system fonts, no style sheet, nothing to load. */
export function renderSvg(diagram: Diagram, options: PictureOptions): Picture {
  const content = grow(boundsOf(diagram) ?? emptyBounds, margin)
  const titled = diagram.title !== ''
  const frame = { ...content, y: content.y - (titled ? titleHeight : 0) }
  const height = content.height + (titled ? titleHeight : 0)
  const { colors } = palettes[options.theme]
  const svg = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width: frame.width,
      height,
      viewBox: [frame.x, frame.y, frame.width, height].map((value) => Math.round(value * 100) / 100).join(' '),
      'font-family': fonts.sans,
      role: 'img',
    },
    element('title', {}, escaped(diagram.title)),
    options.document === undefined ? undefined : element('metadata', { id: 'paketweg' }, escaped(options.document)),
    element('rect', {
      x: frame.x,
      y: frame.y,
      width: frame.width,
      height,
      fill: options.theme === 'light' ? colors.panel : colors.paper,
    }),
    titled ? renderTitle(diagram.title, frame, colors.ink) : undefined,
    ...renderTopology(diagram, options),
  )
  return { svg: svg.xml, width: frame.width, height }
}

function renderTitle(title: string, frame: { x: number; y: number; width: number }, ink: string): Markup {
  return element(
    'text',
    {
      x: frame.x + frame.width / 2,
      y: frame.y + 44,
      'text-anchor': 'middle',
      'font-size': 22,
      'font-weight': 600,
      fill: ink,
    },
    escaped(title),
  )
}

/** From the ground up: zones, cables, notes, devices. */
function renderTopology(topology: Topology, { theme, texts, trace }: PictureOptions): Markup[] {
  const palette = palettes[theme]
  const paths = pathsOf(topology)
  const zones = Object.values(topology.zones).toSorted(
    (a, b) => b.size.width * b.size.height - a.size.width * a.size.height,
  )
  // Travelled cables lie above the others, as on the canvas.
  const links = Object.values(topology.links).toSorted(
    (a, b) => Number(trace?.links.has(a.id) ?? false) - Number(trace?.links.has(b.id) ?? false),
  )
  return [
    ...zones.map((zone) => renderZone(zone, texts.networkOf(zone), palette)),
    ...links.flatMap((link) => {
      const path = paths.get(link.id)
      return path ? [renderLink(link, path, texts.labelOf(link), trace?.links.get(link.id), palette)] : []
    }),
    ...Object.values(topology.notes).map((note) => renderNote(note, palette)),
    ...Object.values(topology.devices).map((device) =>
      renderDevice(
        device,
        {
          address: texts.addressOf(device),
          state: texts.stateOf(device),
          stations: trace?.stations.get(device.id) ?? [],
        },
        palette,
      ),
    ),
  ]
}
