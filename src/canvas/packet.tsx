import { ViewportPortal } from '@xyflow/react'
import { Lock, Package, X } from 'lucide'
import { useLayoutEffect, useRef } from 'react'
import type { Diagram } from '../model/diagram.ts'
import type { Device, Point, Size } from '../model/topology.ts'
import type { Hop, Trace } from '../model/trace.ts'
import { widthOf } from '../picture/text-fit.ts'
import { packetLabel } from '../protocols/packet-label.ts'
import { getDiagram, useDocument } from '../store/document-store.ts'
import { stopDurationMs } from '../store/playback.ts'
import { getSession, useSession, type Session } from '../store/session-store.ts'
import { fateOf } from '../store/telling.ts'
import { cx } from '../ui/cx.ts'
import { Icon } from '../ui/icon.tsx'
import { usePaths } from './canvas-store.ts'
import { isMotionReduced } from './motion.ts'
import { trackOf, type Track } from './packet-track.ts'
import { wayBetween, type Stretch } from './packet-way.ts'
import { sentenceRect, useSentence } from './sentence.ts'
import { layerOf } from './to-flow.ts'

/** The longest glide in ms; a stop that is shown for a shorter time leaves two thirds of it for gliding. */
const longestGlide = 700

const selectLinks = ({ links }: Diagram) => links
const selectDevices = ({ devices }: Diagram) => devices
const selectTrace = ({ trace }: Session) => trace
const selectHop = ({ playback }: Session) => playback.hop

/** The packet of the journey: a labelled pill that glides along its cables and rests before the device it came to. */
export function PacketOverlay({ scale }: { readonly scale: number }) {
  const trace = useSession(selectTrace)
  const index = useSession(selectHop)
  const hop = index === undefined ? undefined : trace?.hops[index]
  const device = useDocument((diagram) => (hop ? diagram.devices[hop.device] : undefined))
  if (!trace || !hop || !device) return null
  return <Packet trace={trace} hop={hop} device={device} scale={scale} />
}

interface PacketProps {
  readonly trace: Trace
  readonly hop: Hop
  readonly device: Device
  readonly scale: number
}

function Packet({ trace, hop, device, scale }: PacketProps) {
  const pill = useRef<HTMLSpanElement>(null)
  const shown = useRef<Shown>(undefined)
  const paths = usePaths()
  const links = useDocument(selectLinks)
  const devices = useDocument(selectDevices)
  const packet = hop.packetIn ?? hop.packetOut
  const text = useSentence(hop)?.text
  const label = packet ? packetLabel(packet) : ''
  useLayoutEffect(() => {
    const before = shown.current?.trace === trace ? shown.current : undefined
    const isNew = before?.hop !== hop.id
    const from = isNew ? before?.hop : before.from
    const since = isNew ? performance.now() : before.since
    shown.current = { trace, hop: hop.id, from, since }
    const way = wayBetween(trace, from, hop.id)
    const track = trackOf(way.length > 0 ? way : arrival(hop), device, {
      links,
      devices,
      paths,
      pill: pillSize(label, scale),
      sentence: text === undefined ? [] : [sentenceRect(getDiagram(), device, text, scale)],
    })
    // Stepping back, or staying: it is simply there.
    const glides = way.length > 0 && track.length > 0 && !isMotionReduced()
    return glides ? glide(pill, track, since) : put(pill, track.rest, !track.roomy)
  }, [trace, hop, device, paths, links, devices, label, text, scale])
  if (!packet) return null
  const isLost = fateOf(hop) === 'dropped'
  return (
    <ViewportPortal>
      <span ref={pill} aria-hidden="true" className="packet" style={{ zIndex: layerOf.packet }}>
        <span className={cx('packet-pill', isLost && 'is-lost')} data-leg={hop.leg} style={{ scale }}>
          <Icon of={isLost ? X : Package} size={0.8125} />
          <span className="packet-label">{label}</span>
          {packet.encrypted ? <Icon of={Lock} size={0.6875} /> : null}
        </span>
      </span>
    </ViewportPortal>
  )
}

/** The pill with its label, about as large as the browser will draw it. */
const pillSize = (label: string, scale: number): Size => ({
  width: scale * Math.min(150, 46 + widthOf(label, { size: 11, bold: true })),
  height: scale * 22,
})

/** What the pill showed last, the hop that it came there from, and when it set out. */
type Shown =
  | { readonly trace: Trace; readonly hop: number; readonly from: number | undefined; readonly since: number }
  | undefined

/** The cable that a packet came in by, for where it rests. */
const arrival = (hop: Hop): readonly Stretch[] => (hop.via === undefined ? [] : [{ link: hop.via, toward: hop.device }])

type Pill = { readonly current: HTMLElement | null }

function put(pill: Pill, { x, y }: Point, small: boolean): undefined {
  const { current } = pill
  if (!current) return
  current.style.transform = `translate(${x}px, ${y}px) translate(-50%, -50%)`
  current.toggleAttribute('data-small', small)
}

/** Moves the pill frame by frame, from when it set out; returns how to stop. */
function glide(pill: Pill, track: Track, since: number): () => void {
  const { playback } = getSession()
  const duration = Math.min(longestGlide, (stopDurationMs(playback) * 2) / 3)
  let frame = 0
  const draw = (now: number) => {
    const time = Math.min(1, Math.max(0, (now - since) / duration))
    if (time >= 1) {
      put(pill, track.rest, !track.roomy)
      return
    }
    put(pill, track.pointAt(easeOut(time) * track.restShare), false)
    frame = requestAnimationFrame(draw)
  }
  draw(performance.now())
  return () => cancelAnimationFrame(frame)
}

const easeOut = (time: number): number => 1 - (1 - time) ** 3
