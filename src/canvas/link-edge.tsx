import type { EdgeProps } from '@xyflow/react'
import { memo } from 'react'
import { useT } from '../i18n/use-t.tsx'
import type { Link, Point } from '../model/topology.ts'
import { arrowhead, cross, labelRoom } from '../picture/marks.ts'
import { useDocument } from '../store/document-store.ts'
import { useSession } from '../store/session-store.ts'
import { cx } from '../ui/cx.ts'
import { useLinkPath } from './canvas-store.ts'
import { LinkToolbar } from './late-parts.ts'
import type { FlowEdge } from './to-flow.ts'
import { travelledLinks } from './travelled.ts'

/** A cable. Its line comes from the picture, not from React Flow, so that exports and canvas agree. */
export const LinkEdge = memo(function LinkEdge({ id, selected = false }: EdgeProps<FlowEdge>) {
  const link = useDocument((diagram) => diagram.links[id])
  const path = useLinkPath(id)
  const travelled = useSession(({ trace, playback }) => trace && travelledLinks(trace, playback.hop).get(id))
  if (!link || !path) return null
  const middle = path.pointAt(0.5)
  return (
    <>
      <g
        className="cable"
        data-travelled={travelled}
        data-cut={link.cut || undefined}
        data-selected={selected || undefined}
      >
        <path className="react-flow__edge-interaction" d={path.d} fill="none" strokeOpacity={0} strokeWidth={20} />
        <path className="cable-line" d={path.d} />
        <path className="cable-head" d={arrowhead(path.points)} />
        {link.cut ? <CutMark at={middle} /> : null}
      </g>
      <LinkLabel link={link} at={middle} isTight={path.length < labelRoom} />
      {selected ? <LinkToolbar id={id} isCut={link.cut === true} at={middle} /> : null}
    </>
  )
})

function CutMark({ at }: { readonly at: Point }) {
  const t = useT()
  return (
    <>
      <title>{t('canvas.state.cut')}</title>
      <circle className="cut-ground" cx={at.x} cy={at.y} r={10} />
      <path className="cut-mark" d={cross(at, 5)} />
    </>
  )
}

interface LinkLabelProps {
  readonly link: Link
  readonly at: Point
  readonly isTight: boolean
}

function LinkLabel({ link, at, isTight }: LinkLabelProps) {
  const text = useLinkText(link)
  if (text === undefined || link.cut) return null
  return (
    <text className={cx('cable-label', isTight && 'is-tight')} x={at.x} y={at.y + 4} textAnchor="middle">
      {text}
    </text>
  )
}

function useLinkText({ latencyMs, lossPercent }: Link): string | undefined {
  const t = useT()
  const parts = [
    latencyMs === undefined ? undefined : t('canvas.link.latency', { time: { t: 'ms', value: latencyMs } }),
    lossPercent === undefined || lossPercent === 0 ? undefined : t('canvas.link.loss', { percent: lossPercent }),
  ].filter((part) => part !== undefined)
  return parts.length === 0 ? undefined : parts.join(' · ')
}
