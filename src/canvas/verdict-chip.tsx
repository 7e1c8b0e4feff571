import { ViewportPortal } from '@xyflow/react'
import { useT, useTell } from '../i18n/use-t.tsx'
import type { Topology } from '../model/topology.ts'
import type { Hop } from '../model/trace.ts'
import { boundsOf, card } from '../picture/geometry.ts'
import { widthOf } from '../picture/text-fit.ts'
import { getDiagram, useDocument } from '../store/document-store.ts'
import { useActiveHop } from '../store/journey.ts'
import { fateOf, tellingStep, toneOf, type Tone } from './telling.ts'
import { layerOf } from './to-flow.ts'

const tones: Readonly<Record<Tone, string>> = {
  good: 'bg-good-soft text-good',
  bad: 'bg-bad-soft text-bad',
  plain: 'bg-accent-soft text-accent',
}
/** Diagram units. */
const widest = 280
/** How far it may reach beyond the diagram's outline. */
const overhang = 16
const signs: Readonly<Record<Tone, string>> = { good: '✓', bad: '✗', plain: '→' }

/** What the device of the moment does, in one sentence below its card; sign and word first. */
export function VerdictChip({ scale }: { readonly scale: number }) {
  const hop = useActiveHop()
  const position = useDocument((diagram) => (hop ? diagram.devices[hop.device]?.position : undefined))
  const sentence = useSentence(hop)
  if (!hop || !position || !sentence) return null
  const { tone, text } = sentence
  const width = widthFor(text)
  const middle = middleFor(position.x + card.width / 2, width * scale, getDiagram())
  return (
    <ViewportPortal>
      <output
        key={hop.id}
        aria-live="off"
        className={`verdict ${tones[tone]}`}
        style={{
          zIndex: layerOf.packet,
          maxWidth: width,
          transform: `translate(${middle}px, ${position.y + card.height + 16}px) translateX(-50%) scale(${scale})`,
        }}
      >
        {`${signs[tone]} ${text}`}
      </output>
    </ViewportPortal>
  )
}

/** As narrow as its lines allow: what is wrapped would keep the full width otherwise. */
function widthFor(text: string): number {
  const whole = widthOf(text, { size: 12, bold: true }) + 40
  return Math.ceil(whole / Math.ceil(whole / widest)) + 24
}

/** Below the card's middle, but no farther out than the diagram itself: what is fitted to the view stays in it. */
function middleFor(wanted: number, width: number, topology: Topology): number {
  const bounds = boundsOf(topology)
  if (!bounds || bounds.width < width) return wanted
  const reach = width / 2 - overhang
  return Math.min(Math.max(wanted, bounds.x + reach), bounds.x + bounds.width - reach)
}

function useSentence(hop: Hop | undefined): { readonly tone: Tone; readonly text: string } | undefined {
  const t = useT()
  const tell = useTell()
  const step = hop && tellingStep(hop)
  if (!step) return undefined
  const tone = toneOf(step)
  const fate = tone === 'bad' ? fateOf(hop) : undefined
  const text = tell.text(step)
  return { tone, text: fate === undefined ? text : `${t(`canvas.verdict.${fate}`)}: ${text}` }
}
