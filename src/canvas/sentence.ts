import { useMemo } from 'react'
import { useT, useTell } from '../i18n/use-t.tsx'
import type { Device, Topology } from '../model/topology.ts'
import type { Hop } from '../model/trace.ts'
import { boundsOf, card, cardRect, grow, overlaps, type Rect } from '../picture/geometry.ts'
import { widthOf } from '../picture/text-fit.ts'
import { useSession, type Session } from '../store/session-store.ts'
import { fateOf, tellingStep, type Tone } from '../store/telling.ts'

const selectSender = ({ trace }: Session) => trace?.request.from

interface Sentence {
  readonly tone: Tone
  /** Sign and word first. */
  readonly text: string
}

const signs: Readonly<Record<Tone, string>> = { good: '✓', bad: '✗', plain: '→' }

/** What the device of a hop does, in one sentence. */
export function useSentence(hop: Hop | undefined): Sentence | undefined {
  const t = useT()
  const tell = useTell()
  const sender = useSession(selectSender)
  return useMemo(() => {
    const told = hop && tellingStep(hop)
    if (!told) return undefined
    const { step, tone } = told
    // The sender is where the way ends: nothing is dropped there, it only does not get what it asked for.
    // What another device complains of was not refused here, either.
    const isEnd = hop.device === sender || step.action === 'answered' || step.settingAt !== undefined
    const fate = tone === 'bad' && !isEnd ? fateOf(hop) : undefined
    const words = fate === undefined ? '' : `${t(`canvas.verdict.${fate}`)}: `
    return { tone, text: `${signs[tone]} ${words}${tell.text(step)}` }
  }, [hop, sender, t, tell])
}

/** The widths that are tried for it, before it is enlarged: wide at first, then as narrow as its card. */
const widths = [280, 230, card.width] as const
const lineHeight = 16
const padding = { level: 12, upright: 4 } as const
/** Between the card, with what hangs on its lower edge, and the sentence. */
const gap = 16
/** How far it may reach beyond the diagram's outline. */
const overhang = 16

/**
 * Where a device's sentence stands, in diagram units with its enlargement: below the card, not over another one, and
 * no farther out than the diagram itself, so that what is fitted to the view stays in it.
 */
export function sentenceRect(topology: Topology, device: Device, text: string, scale: number): Rect {
  const own = cardRect(device)
  const others = Object.values(topology.devices).flatMap((other) =>
    other.id === device.id ? [] : [grow(cardRect(other), 4)],
  )
  const bounds = boundsOf(topology) ?? own
  const tried = widths.flatMap((width) => {
    const size = sizeAt(text, width, scale)
    const y = own.y + own.height + gap
    const middle = own.x + (own.width - size.width) / 2
    const right = own.x + own.width - size.width
    return [middle, own.x, right].map((x) => ({ ...size, x: within(x, size.width, bounds), y }))
  })
  const [first = own] = tried
  return tried.find((rect) => !others.some((other) => overlaps(other, rect))) ?? first
}

/** As narrow as its lines allow: what is wrapped would keep the full width otherwise. */
function sizeAt(text: string, widest: number, scale: number) {
  const whole = widthOf(text, { size: 12, bold: true })
  const lines = Math.ceil(whole / (widest - 2 * padding.level - 12))
  const width = Math.min(widest, whole / lines + 2 * padding.level + (lines === 1 ? 4 : 28))
  return { width: width * scale, height: (lines * lineHeight + 2 * padding.upright) * scale }
}

function within(x: number, width: number, bounds: Rect): number {
  if (bounds.width + 2 * overhang < width) return x
  return Math.min(Math.max(x, bounds.x - overhang), bounds.x + bounds.width + overhang - width)
}
