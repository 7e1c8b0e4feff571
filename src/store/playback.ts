import { stopIndex, stopsOf } from './positions.ts'
import { getSession, onSessionChange, releaseInspector, setPlayback, type Playback } from './session-store.ts'

/** How long one stop is shown at speed 1, in ms of the wall clock. */
const stopMs = { stations: 900, events: 450 } as const

/** How long a stop lasts now; the canvas lets the packet glide for this long. */
export const stopDurationMs = ({ detail, speed }: Playback): number => stopMs[detail] / speed

/** Moves to a stop of the visible list, clamped to its ends. */
function goTo(index: number): void {
  const { trace, playback } = getSession()
  if (!trace) return
  const stops = stopsOf(trace, playback.detail)
  const hop = stops[Math.max(0, Math.min(index, stops.length - 1))]
  if (hop !== undefined) setPlayback({ hop })
}

function moveBy(stops: number): void {
  const { trace, playback } = getSession()
  if (trace) goTo(stopIndex(trace, playback.detail, playback.hop) + stops)
}

/** Steps by hand, which ends playing. */
function step(move: () => void): void {
  pause()
  move()
}

export const stepForward = (): void => step(() => moveBy(1))
export const stepBack = (): void => step(() => moveBy(-1))
export const first = (): void => step(() => goTo(0))
export const last = (): void => step(() => goTo(Infinity))

/** Goes to a hop of the trace, by its index; `undefined` goes before the beginning. */
export function seek(hop: number | undefined): void {
  const { trace } = getSession()
  if (hop !== undefined && trace?.hops[hop] === undefined) return
  step(() => setPlayback({ hop }))
}

function isAtEnd(): boolean {
  const { trace, playback } = getSession()
  return !trace || stopIndex(trace, playback.detail, playback.hop) >= stopsOf(trace, playback.detail).length - 1
}

/** Plays from where it stands, or from the beginning if it stands at the end. */
export function play(): void {
  if (!getSession().trace) return
  releaseInspector()
  if (isAtEnd()) setPlayback({ hop: undefined })
  setPlayback({ playing: true })
  if (getSession().playback.hop === undefined) goTo(0)
  schedule()
}

export function pause(): void {
  clearTimeout(timer)
  if (getSession().playback.playing) setPlayback({ playing: false })
}

let timer: ReturnType<typeof setTimeout> | undefined

/** One timer per stop: the speed of the moment counts, and a hidden page simply waits. */
function schedule(): void {
  clearTimeout(timer)
  const { playback } = getSession()
  if (!playback.playing) return
  timer = setTimeout(() => {
    if (!getSession().playback.playing) return
    if (!isAtEnd()) moveBy(1)
    if (isAtEnd()) pause()
    else schedule()
  }, stopDurationMs(playback))
}

// Another speed or level of detail counts from now on, not from the next stop.
onSessionChange(({ playback }, before) => {
  const isOther = playback.speed !== before.playback.speed || playback.detail !== before.playback.detail
  if (playback.playing && isOther) schedule()
})
