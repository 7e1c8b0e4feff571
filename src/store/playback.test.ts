import { beforeEach, afterEach, describe, expect, it, vi } from 'vitest'
import type { Hop, Purpose, Trace } from '../model/trace.ts'
import { first, last, pause, play, seek, stepBack, stepForward } from './playback.ts'
import { stationAt, stopIndex, stopsOf } from './positions.ts'
import { getSession, holdWhilePlaying, patchSession, resetSession, setPlayback } from './session-store.ts'

const hop = (id: number, purpose: Purpose): Hop => ({
  id,
  device: `d${id}`,
  leg: 'request',
  purpose,
  at: id,
  until: id,
  steps: [],
})
const purposes: readonly Purpose[] = ['lookup', 'connect', 'message', 'connect', 'message']
const trace: Trace = {
  request: { type: 'http', from: 'd0', method: 'GET', url: 'http://a.example/' },
  startedAt: 0,
  durationMs: 5,
  hops: purposes.map((purpose, id) => hop(id, purpose)),
  stations: [
    { device: 'd0', leg: 'request', hops: [0] },
    { device: 'd1', leg: 'request', hops: [1, 2] },
    { device: 'd9', leg: 'request', hops: [], skipped: true },
    { device: 'd4', leg: 'response', hops: [3, 4] },
  ],
  verdict: { seen: { type: 'open' }, because: { hop: 0, step: 0 } },
}
const shown = () => getSession().playback.hop

beforeEach(() => {
  vi.useFakeTimers()
  resetSession()
  setPlayback({ speed: 1, detail: 'stations' })
  patchSession({ trace })
})
afterEach(() => {
  pause()
  vi.useRealTimers()
})

describe('the stops of a journey', () => {
  it('are the messages of the stations that were visited, or every event', () => {
    expect(stopsOf(trace, 'stations')).toEqual([0, 2, 4])
    expect(stopsOf(trace, 'events')).toEqual([0, 1, 2, 3, 4])
  })

  it('count a handshake for its station', () => {
    expect(stopIndex(trace, 'stations', 3)).toBe(2)
    expect(stopIndex(trace, 'stations', undefined)).toBe(-1)
    expect(stationAt(trace, 3)).toEqual({ index: 3, station: trace.stations[3] })
  })
})

describe('the transport bar', () => {
  it('steps from station to station and stays at the ends', () => {
    const seen = [stepForward, stepForward, stepForward, stepForward, stepBack, stepBack, stepBack, stepBack].map(
      (step) => {
        step()
        return shown()
      },
    )
    expect(seen).toEqual([0, 2, 4, 4, 2, 0, 0, 0])
    last()
    expect(shown()).toBe(4)
    first()
    expect(shown()).toBe(0)
  })

  it('stays at its place when the level of detail changes', () => {
    seek(3)
    setPlayback({ detail: 'events' })
    stepForward()
    expect(shown()).toBe(4)
    seek(1)
    setPlayback({ detail: 'stations' })
    stepForward()
    expect(shown()).toBe(4)
  })

  it('goes to no event that is not there', () => {
    seek(1)
    seek(7)
    expect(shown()).toBe(1)
    seek(undefined)
    expect(shown()).toBeUndefined()
  })

  it('does nothing without a journey', () => {
    resetSession()
    play()
    stepForward()
    expect(getSession().playback).toMatchObject({ hop: undefined, playing: false })
  })
})

describe('playing', () => {
  it('shows each station for its time and stops at the last', () => {
    play()
    expect(shown()).toBe(0)
    vi.advanceTimersByTime(899)
    expect(shown()).toBe(0)
    vi.advanceTimersByTime(1)
    expect(shown()).toBe(2)
    vi.advanceTimersByTime(900)
    expect(getSession().playback).toMatchObject({ hop: 4, playing: false })
  })

  it('starts over at the end, and ends when somebody steps', () => {
    last()
    play()
    expect(getSession().playback).toMatchObject({ hop: 0, playing: true })
    stepForward()
    vi.advanceTimersByTime(5000)
    expect(getSession().playback).toMatchObject({ hop: 2, playing: false })
  })

  it('takes another speed and another detail at once', () => {
    play()
    setPlayback({ speed: 2 })
    vi.advanceTimersByTime(450)
    expect(shown()).toBe(2)
    setPlayback({ detail: 'events', speed: 1 })
    vi.advanceTimersByTime(450)
    expect(shown()).toBe(3)
  })

  it('ends when the journey is taken away', () => {
    play()
    patchSession({ trace: undefined })
    vi.advanceTimersByTime(5000)
    expect(getSession().playback.playing).toBe(false)
  })
})

it('lets go of what was chosen while it played once it is played anew, not of what was chosen at rest', () => {
  holdWhilePlaying()
  expect(getSession().pinned).toBe('free')
  play()
  holdWhilePlaying()
  pause()
  stepForward()
  expect(getSession().pinned).toBe('touched')
  play()
  expect(getSession().pinned).toBe('free')
})
