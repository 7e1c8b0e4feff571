import { useT } from '../i18n/use-t.tsx'
import type { DeviceId } from '../model/topology.ts'
import { seek } from '../store/playback.ts'
import { useSession } from '../store/session-store.ts'
import { stationMarks, type Mark } from './travelled.ts'

const none: readonly Mark[] = []

/** The numbers of a device's stations on its upper edge; a click goes there. The strip is the way by keyboard. */
export function StationBadges({ id }: { readonly id: DeviceId }) {
  const t = useT()
  const marks = useSession(({ trace, playback }) => (trace && stationMarks(trace, playback.hop).get(id)) ?? none)
  if (marks.length === 0) return null
  return (
    <span className="card-stations">
      {marks.map(({ number, state, hop, isBad }) => (
        <button
          key={number}
          type="button"
          tabIndex={-1}
          className="station nodrag"
          data-state={hop === undefined ? 'skipped' : state}
          data-bad={(isBad && state !== 'to-come') || undefined}
          disabled={hop === undefined}
          aria-label={hop === undefined ? t('canvas.station.skipped', { number }) : t('canvas.station', { number })}
          onClick={(event) => {
            event.stopPropagation()
            if (hop !== undefined) seek(hop)
          }}
        >
          {number}
        </button>
      ))}
    </span>
  )
}
