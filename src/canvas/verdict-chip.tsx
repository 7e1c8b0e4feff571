import { ViewportPortal } from '@xyflow/react'
import { useMemo } from 'react'
import type { Device } from '../model/topology.ts'
import type { Hop } from '../model/trace.ts'
import { toldAt } from '../store/blame.ts'
import { getDiagram, useDocument } from '../store/document-store.ts'
import { useActiveHop } from '../store/journey.ts'
import { useSession, type Session } from '../store/session-store.ts'
import type { Tone } from '../store/telling.ts'
import { sentenceRect, useSentence } from './sentence.ts'
import { layerOf } from './to-flow.ts'

const tones: Readonly<Record<Tone, string>> = {
  good: 'bg-good-soft text-good',
  bad: 'bg-bad-soft text-bad',
  plain: 'bg-accent-soft text-accent',
}

const selectTrace = (session: Session) => session.trace
const selectDetail = (session: Session) => session.playback.detail

/** What the device of the moment does, in one sentence below its card; sign and word first. */
export function VerdictChip({ scale }: { readonly scale: number }) {
  const hop = useActiveHop()
  const device = useDocument((diagram) => (hop ? diagram.devices[hop.device] : undefined))
  return hop && device ? <Chip key={hop.id} hop={hop} device={device} scale={scale} /> : null
}

interface ChipProps {
  readonly hop: Hop
  readonly device: Device
  readonly scale: number
}

function Chip({ hop, device, scale }: ChipProps) {
  const trace = useSession(selectTrace)
  const detail = useSession(selectDetail)
  const told = useMemo(() => (trace ? toldAt(trace, detail, hop) : hop), [trace, detail, hop])
  const sentence = useSentence(told)
  if (!sentence) return null
  const { x, y, width } = sentenceRect(getDiagram(), device, sentence.text, scale)
  return (
    <ViewportPortal>
      <output
        aria-live="off"
        className={`verdict ${tones[sentence.tone]}`}
        style={{
          zIndex: layerOf.sentence,
          maxWidth: width / scale,
          transform: `translate(${x + width / 2}px, ${y}px) translateX(-50%) scale(${scale})`,
        }}
      >
        {sentence.text}
      </output>
    </ViewportPortal>
  )
}
