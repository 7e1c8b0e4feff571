import { RotateCw, Send } from 'lucide'
import { useDeviceName, useT } from '../../i18n/use-t.tsx'
import type { Hop, Trace } from '../../model/trace.ts'
import { toldAt } from '../../store/blame.ts'
import { send, useActiveHop, useSender } from '../../store/journey.ts'
import { stopIndex, stopsOf } from '../../store/positions.ts'
import { useSession, type Session } from '../../store/session-store.ts'
import { toneOfHop } from '../../store/telling.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Icon } from '../../ui/icon.tsx'
import { late } from '../../ui/late.tsx'
import { withTexts } from '../with-texts.ts'
import { EventList } from './event-list.tsx'
import { PacketView } from './packet-view.tsx'
import { SeenView } from './seen-view.tsx'
import { StationStrip } from './station-strip.tsx'
import { StepList } from './step-list.tsx'

const selectTrace = (session: Session) => session.trace
const selectPlayback = (session: Session) => session.playback
const selectBatch = (session: Session) => session.batch
const selectStale = (session: Session) => session.stale

const BatchBar = late(() => withTexts(import('./batch-bar.tsx')))

/** The journey of the last request: its stations, its events, and the packet at the moment that is shown. */
export function JourneyPanel({ sendsAtOnce }: { readonly sendsAtOnce: boolean }) {
  const t = useT()
  const trace = useSession(selectTrace)
  const sender = useSender()
  if (!trace) {
    return (
      <EmptyState
        icon={Send}
        title={t('journey.nothing')}
        text={t(sender === undefined ? 'request.lacking-sender' : 'journey.nothing.text')}
      >
        <Button look="primary" disabled={sender === undefined} onClick={() => send({ autoplay: sendsAtOnce })}>
          {t('request.send')}
        </Button>
      </EmptyState>
    )
  }
  return <Journey trace={trace} sendsAtOnce={sendsAtOnce} />
}

function Journey({ trace, sendsAtOnce }: { readonly trace: Trace; readonly sendsAtOnce: boolean }) {
  const t = useT()
  const { hop, detail } = useSession(selectPlayback)
  const isStale = useSession(selectStale)
  const batch = useSession(selectBatch)
  const active = useActiveHop()
  const isAtEnd = stopIndex(trace, detail, hop) === stopsOf(trace, detail).length - 1
  return (
    <div className="flex h-full min-h-0 flex-col">
      {isStale ? (
        <div className="flex items-center gap-3 bg-warn-soft px-4 py-1 text-sm text-warn">
          <output>{t('journey.stale')}</output>
          <Button look="link" className="h-7" onClick={() => send({ autoplay: sendsAtOnce })}>
            <Icon of={RotateCw} size={0.9} />
            {t('journey.again')}
          </Button>
        </div>
      ) : null}
      {batch.length > 1 ? <BatchBar batch={batch} shown={trace} /> : null}
      <StationStrip trace={trace} hop={hop} />
      <div className="flex min-h-0 flex-1 narrow:flex-col narrow:overflow-y-auto">
        <div className="min-w-0 flex-[2] narrow:flex-none">
          <EventList trace={trace} hop={hop} detail={detail} />
        </div>
        <div
          // Each moment is read from its beginning.
          key={hop ?? 'before'}
          className="slim-scroll flex min-w-0 flex-1 flex-col gap-4 overflow-y-auto border-l border-line px-3.5 py-2.5 narrow:order-first narrow:flex-none narrow:border-b narrow:border-l-0"
        >
          {isAtEnd ? <SeenView trace={trace} /> : null}
          {active ? <Moment trace={trace} hop={active} /> : <p className="text-sm text-muted">{t('journey.before')}</p>}
        </div>
      </div>
    </div>
  )
}

/** One hop in full: the packet by layers, and every step with its reason. */
function Moment({ trace, hop }: { readonly trace: Trace; readonly hop: Hop }) {
  const t = useT()
  const nameOf = useDeviceName()
  const told = toldAt(trace, 'events', hop)
  const steps = <StepList trace={trace} hop={told} />
  // Where it went wrong, the reason comes first.
  const isBad = toneOfHop(told) === 'bad'
  return (
    <section aria-label={t('packet.title', { device: nameOf(hop.device) })} className="flex flex-col gap-3">
      {isBad ? steps : null}
      <PacketView trace={trace} hop={hop} />
      {isBad ? null : steps}
    </section>
  )
}
