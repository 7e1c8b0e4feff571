import { Pause, Play, SkipBack, SkipForward, StepBack, StepForward } from 'lucide'
import { useDeviceName, useT, type T } from '../../i18n/use-t.tsx'
import type { Trace } from '../../model/trace.ts'
import { first, last, pause, play, seek, stepBack, stepForward } from '../../store/playback.ts'
import { stationAt, stopIndex, stopsOf } from '../../store/positions.ts'
import { setPlayback, useSession, type Playback, type Session } from '../../store/session-store.ts'
import { IconButton } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Select } from '../../ui/select.tsx'

const selectPlayback = (session: Session) => session.playback

const speeds = ['0.25', '0.5', '1', '2', '4'] as const

/** Plays, steps and scrubs a journey. */
export function TransportBar({ trace }: { readonly trace: Trace }) {
  const t = useT()
  const playback = useSession(selectPlayback)
  const { hop, playing, detail } = playback
  const stops = stopsOf(trace, detail)
  const at = stopIndex(trace, detail, hop)
  const isAtStart = at <= 0
  const isAtEnd = at >= stops.length - 1
  return (
    <section
      aria-label={t('journey.transport')}
      className="flex min-w-0 flex-1 flex-wrap items-center justify-end gap-x-2 gap-y-1 narrow:justify-center"
    >
      <div className="flex items-center gap-0.5">
        <IconButton
          label={t('journey.first')}
          side="top"
          className="narrow:hidden"
          disabled={isAtStart}
          onClick={first}
        >
          <Icon of={SkipBack} />
        </IconButton>
        <IconButton label={t('journey.step-back')} keys="←" side="top" disabled={isAtStart} onClick={stepBack}>
          <Icon of={StepBack} />
        </IconButton>
        <IconButton
          look="primary"
          label={playing ? t('journey.pause') : t('journey.play')}
          keys={t('key.space')}
          side="top"
          className="mx-1 rounded-full"
          onClick={playing ? pause : play}
        >
          <Icon of={playing ? Pause : Play} />
        </IconButton>
        <IconButton label={t('journey.step-forward')} keys="→" side="top" disabled={isAtEnd} onClick={stepForward}>
          <Icon of={StepForward} />
        </IconButton>
        <IconButton label={t('journey.last')} side="top" className="narrow:hidden" disabled={isAtEnd} onClick={last}>
          <Icon of={SkipForward} />
        </IconButton>
      </div>
      <Scrubber trace={trace} playback={playback} stops={stops} at={at} />
      <output className="min-w-28 text-sm whitespace-nowrap tabular-nums narrow:order-first narrow:w-full narrow:pr-12">
        {counter(t, trace, playback)}
      </output>
      <Select
        bare
        aria-label={t('journey.speed')}
        value={String(playback.speed)}
        options={speeds.map((speed) => ({ value: speed, label: t('journey.times', { speed: Number(speed) }) }))}
        onChange={(speed) => setPlayback({ speed: Number(speed) })}
      />
      <Select
        bare
        aria-label={t('journey.detail')}
        value={detail}
        options={[
          { value: 'stations', label: t('journey.detail.stations') },
          { value: 'events', label: t('journey.detail.events') },
        ]}
        onChange={(value) => setPlayback({ detail: value === 'events' ? 'events' : 'stations' })}
      />
    </section>
  )
}

interface ScrubberProps {
  readonly trace: Trace
  readonly playback: Playback
  readonly stops: readonly number[]
  readonly at: number
}

/** The same as the strip, as a slider: for the keyboard, for fingers, for screen readers. */
function Scrubber({ trace, playback, stops, at }: ScrubberProps) {
  const t = useT()
  const nameOf = useDeviceName()
  const hop = playback.hop === undefined ? undefined : trace.hops[playback.hop]
  const name = hop && nameOf(hop.device)
  const value = Math.max(0, at)
  const max = Math.max(0, stops.length - 1)
  return (
    <input
      type="range"
      aria-label={t('journey.position')}
      aria-valuetext={[counter(t, trace, playback), name].filter(Boolean).join(': ')}
      min={0}
      max={max}
      value={value}
      className="scrubber w-60 min-w-24 shrink medium:w-40 narrow:order-first narrow:w-full"
      style={{ backgroundSize: `${max === 0 ? 0 : (value / max) * 100}% 100%` }}
      onChange={(event) => seek(stops[Number(event.target.value)])}
    />
  )
}

/** `Station 8 of 16`, in detail `event 16 of 31, station 8`. */
export function counter(t: T, trace: Trace, { hop, detail }: Playback): string {
  const count = trace.stations.length
  if (hop === undefined) return t('journey.counter.before', { count })
  const station = (stationAt(trace, hop)?.index ?? 0) + 1
  if (detail === 'stations') return t('journey.counter', { station, count })
  return t('journey.counter.events', { event: hop + 1, events: trace.hops.length, station })
}
