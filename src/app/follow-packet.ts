import { getSession, onSessionChange, select, togglePanel } from '../store/session-store.ts'

const hasRoomForInspector = () => matchMedia('(width >= 72rem)').matches

/**
 * While a journey is followed, the palette folds away and the inspector goes along with the packet, unless it is
 * pinned. Afterwards the palette is as it was. Returns how to stop.
 */
export function followPacket(): () => void {
  let wasPaletteOpen = false
  return onSessionChange((session, before) => {
    if (session.trace !== undefined && before.trace === undefined) {
      wasPaletteOpen = session.panel.palette
      if (wasPaletteOpen) togglePanel('palette', false)
    }
    if (session.trace === undefined && before.trace !== undefined && wasPaletteOpen) togglePanel('palette', true)
    if (session.trace !== undefined && session.trace !== before.trace) togglePanel('dock', true)
    const { trace, playback, pinned, panel } = getSession()
    // Over a small canvas the inspector would hide what is followed.
    if (!hasRoomForInspector()) return
    if (playback.hop === before.playback.hop || pinned || !panel.inspector || playback.hop === undefined) return
    const device = trace?.hops[playback.hop]?.device
    if (device !== undefined) select([device])
  })
}
