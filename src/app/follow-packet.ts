import { getSession, onSessionChange, select, togglePanel, touchInspector } from '../store/session-store.ts'

const hasRoomForInspector = () =>
  matchMedia(document.documentElement.dataset['projector'] === undefined ? '(width >= 72rem)' : '(width >= 100rem)')
    .matches

/** Whether the focus is in the inspector, but on its pin, which says itself what it does. */
const isInInspector = (focused: Element | null): boolean =>
  focused !== null && focused.closest('[data-inspector]') !== null && focused.closest('[data-pin]') === null

/**
 * While a journey is followed, the palette folds away and the inspector goes along with the packet, unless it is
 * pinned or the person is in it. Afterwards the palette is as it was. Returns how to stop.
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
    const isOther = playback.hop !== before.playback.hop && playback.hop !== undefined
    if (!isOther || pinned !== 'free' || !panel.inspector) return
    if (isInInspector(document.activeElement)) {
      touchInspector()
      return
    }
    const device = trace?.hops[playback.hop ?? -1]?.device
    if (device !== undefined) select([device])
  })
}
