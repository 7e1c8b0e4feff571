import { kindOf } from '../kinds/registry.ts'
import type { Device } from '../model/topology.ts'
import { renderIcon } from './draw-icon.ts'
import { card, cardRect, type Rect } from './geometry.ts'
import { unknownIcon } from './icons.ts'
import { badge } from './marks.ts'
import { fitted, widthOf } from './text-fit.ts'
import { fonts, type palettes } from './tokens.ts'
import { element, escaped, type Markup } from './xml.ts'

/** A station's number at its device. */
export interface StationMark {
  readonly number: number
  readonly state: 'passed' | 'now' | 'to-come'
}

interface DeviceTexts {
  readonly address: string | undefined
  /** What is unusual about it, in a word. */
  readonly state: string | undefined
  readonly stations: readonly StationMark[]
}

type Palette = (typeof palettes)['light']

const nameFace = { size: 14, bold: true } as const
const addressFace = { size: 11.5, mono: true } as const
const stateFace = { size: 11, bold: true } as const
const textWidth = card.width - card.textX - card.inset

export function renderDevice(device: Device, texts: DeviceTexts, palette: Palette): Markup {
  const rect = cardRect(device)
  const { colors } = palette
  const isOff = device.power === false
  const isNow = texts.stations.some((station) => station.state === 'now')
  return element(
    'g',
    {},
    element('rect', {
      x: rect.x,
      y: rect.y,
      width: rect.width,
      height: rect.height,
      rx: card.radius,
      fill: colors.panel,
      stroke: isNow ? colors.accent : isOff ? colors.faint : colors.line,
      'stroke-width': isNow ? 1.75 : 1,
      'stroke-dasharray': isOff ? '5 4' : undefined,
    }),
    renderTile(device, rect, palette, isOff),
    element(
      'text',
      {
        x: rect.x + card.textX,
        y: rect.y + (texts.address === undefined ? 34 : 26),
        'font-size': nameFace.size,
        'font-weight': 620,
        fill: isOff ? colors.muted : colors.ink,
      },
      escaped(fitted(device.name, textWidth, nameFace)),
    ),
    texts.address === undefined
      ? undefined
      : element(
          'text',
          {
            x: rect.x + card.textX,
            y: rect.y + 43,
            'font-size': addressFace.size,
            'font-family': fonts.mono,
            fill: colors.muted,
          },
          escaped(fitted(texts.address, textWidth, addressFace)),
        ),
    ...renderBadges(rect, texts.stations, colors),
    texts.state === undefined ? undefined : renderState(texts.state, rect, colors),
  )
}

function renderTile(device: Device, rect: Rect, palette: Palette, isOff: boolean): Markup {
  const kind = kindOf(device.kind)
  const { bg, fg } = palette.categories[kind?.category ?? 'access']
  const icon = { x: rect.x + card.inset + (card.tile - 20) / 2, y: rect.y + card.inset + (card.tile - 20) / 2 }
  return element(
    'g',
    { opacity: isOff ? 0.45 : undefined },
    element('rect', {
      x: rect.x + card.inset,
      y: rect.y + card.inset,
      width: card.tile,
      height: card.tile,
      rx: card.tileRadius,
      fill: bg,
    }),
    renderIcon(kind?.icon ?? unknownIcon, icon, 20, fg),
  )
}

function renderBadges(rect: Rect, stations: readonly StationMark[], colors: Palette['colors']): Markup[] {
  return stations.map(({ number, state }, index) => {
    const x = rect.x + rect.width - badge.inset - (stations.length - 1 - index) * badge.step
    const fills = { passed: colors['accent-soft'], now: colors.accent, 'to-come': colors.panel }
    const inks = { passed: colors.accent, now: colors.panel, 'to-come': colors.muted }
    return element(
      'g',
      {},
      element('circle', {
        cx: x,
        cy: rect.y,
        r: badge.radius,
        fill: fills[state],
        stroke: state === 'to-come' ? colors.line : colors.panel,
      }),
      element(
        'text',
        { x, y: rect.y + 3.8, 'text-anchor': 'middle', 'font-size': 11, 'font-weight': 650, fill: inks[state] },
        escaped(String(number)),
      ),
    )
  })
}

function renderState(state: string, rect: Rect, colors: Palette['colors']): Markup {
  const width = widthOf(state, stateFace) + 18
  const x = rect.x + rect.width / 2
  const y = rect.y + rect.height
  return element(
    'g',
    {},
    element('rect', {
      x: x - width / 2,
      y: y - 10,
      width,
      height: 20,
      rx: 10,
      fill: colors['bad-soft'],
      stroke: colors.panel,
      'stroke-width': 1.5,
    }),
    element(
      'text',
      {
        x,
        y: y + 4,
        'text-anchor': 'middle',
        'font-size': stateFace.size,
        'font-weight': 620,
        fill: colors.bad,
      },
      escaped(state),
    ),
  )
}
