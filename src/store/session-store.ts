import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { HttpRequestSpec, Request } from '../model/request.ts'
import type { DeviceId, Topology } from '../model/topology.ts'
import type { Trace } from '../model/trace.ts'
import { freshWorld, type World } from '../model/world.ts'
import { assign, type Change } from './draft.ts'

/** What stands in the request bar; without a sender it is the first device that can send. */
export type RequestDraft = Omit<HttpRequestSpec, 'type' | 'from'> & { readonly from?: DeviceId }

/**
 * Whether the inspector stays while playback goes on: it follows the packet; it stays because the person works in it,
 * until playback begins anew; it stays until it is unpinned.
 */
export type Pin = 'free' | 'touched' | 'kept'

export type Detail = 'stations' | 'events'

export interface Playback {
  /** Index of the hop that is shown, in the trace's hops; `undefined` before the journey begins. */
  readonly hop: number | undefined
  readonly playing: boolean
  /** Factor: 1 is about 900 ms a station, 450 ms an event. */
  readonly speed: number
  /** What one step of the transport bar is. */
  readonly detail: Detail
}

export interface Repeat {
  /** 1 … 200. */
  readonly count: number
  /** Virtual ms between two of them; 0: all at once. */
  readonly everyMs: number
}

/** Things that a topology had. */
export type Gone = Pick<Topology, 'devices' | 'links' | 'zones'>

export interface Lacking {
  /** `origin`: what stands there is none. */
  readonly what: 'url' | 'sender' | 'origin'
}

export type PanelName = 'palette' | 'inspector' | 'dock'
export type InspectorTab = 'settings' | 'state' | 'text' | 'explanation'
export type DockTab = 'journey' | 'check'
export type Language = 'de' | 'en'
export type Theme = 'system' | 'light' | 'dark'

/** What lives as long as the page: never in the document, never undone. */
export interface Session {
  /** Ids of any type: devices, links, zones, notes. */
  readonly selection: readonly string[]
  /** Wiring by two clicks: the device that was clicked first. */
  readonly connecting: DeviceId | undefined
  /** Which panels are open. */
  readonly panel: Readonly<Record<PanelName, boolean>>
  readonly request: RequestDraft
  /** What Send lacked the last time it was pressed; an object of its own each time. */
  readonly lacking: Lacking | undefined
  readonly trace: Trace | undefined
  /** What was removed since `trace` ran, as it was last: the journey still tells of it. */
  readonly gone: Gone
  /** Every journey of the last Send, where it sent several; `trace` is the one that is shown. */
  readonly batch: readonly Trace[]
  /** Whether Send lets some time pass after an edit, so that health checks have noticed it. */
  readonly settles: boolean
  /** How much time passed before what was sent last, ms; an object of its own each time. */
  readonly passed: { readonly ms: number } | undefined
  /** How many requests Send sends, and how far apart. */
  readonly repeat: Repeat
  /** The request that `trace` answers is no longer what the diagram would do: it was edited since. */
  readonly stale: boolean
  readonly world: World
  /** Something that health checks would notice was changed since the last request. */
  readonly unsettled: boolean
  readonly playback: Playback
  readonly pinned: Pin
  readonly tab: InspectorTab
  readonly dock: DockTab
  readonly language: Language
  readonly theme: Theme
}

const atRest: Playback = { hop: undefined, playing: false, speed: 1, detail: 'stations' }

export const nothingGone: Gone = { devices: {}, links: {}, zones: {} }

const initial: Session = {
  selection: [],
  connecting: undefined,
  panel: { palette: true, inspector: true, dock: true },
  request: { method: 'GET', url: '', headers: [] },
  lacking: undefined,
  trace: undefined,
  gone: nothingGone,
  batch: [],
  settles: true,
  passed: undefined,
  repeat: { count: 1, everyMs: 0 },
  stale: false,
  world: freshWorld(),
  unsettled: false,
  playback: atRest,
  pinned: 'free',
  tab: 'settings',
  dock: 'journey',
  language: 'en',
  theme: 'system',
}

const store = createStore<Session>()(() => initial)

export const getSession = (): Session => store.getState()

/** A part of the session; give a selector whose result is stable, best a function of the module. */
export function useSession<T>(selector: (session: Session) => T): T {
  return useStore(store, selector)
}

/** Hears of every change of the session. Returns how to stop. */
export const onSessionChange = (listener: (session: Session, before: Session) => void): (() => void) =>
  store.subscribe(listener)

/** Changes parts of the session; for the store's own modules, others use the named setters. */
export function patchSession(change: Partial<Session>): void {
  store.setState(change)
}

const isSameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id, index) => id === b[index])

export function select(ids: readonly string[]): void {
  if (!isSameList(store.getState().selection, ids)) store.setState({ selection: ids })
}

/** Begins wiring by two clicks at this device, or gives it up. */
export function setConnecting(from: DeviceId | undefined): void {
  store.setState({ connecting: from })
}

export function togglePanel(name: PanelName, open?: boolean): void {
  const { panel } = store.getState()
  store.setState({ panel: { ...panel, [name]: open ?? !panel[name] } })
}

/** Changes what stands in the request bar. */
export function setRequest(change: Change<RequestDraft>): void {
  const request = { ...store.getState().request }
  assign(request, change)
  store.setState({ request, lacking: undefined })
}

/** Puts a whole request into the bar (a template's, or that of a journey). */
export function loadRequest(request: Request | undefined): void {
  if (request?.type !== 'http') store.setState({ request: initial.request, lacking: undefined })
  else {
    const { type: _, ...draft } = request
    store.setState({ request: draft, lacking: undefined })
  }
}

/** How often Send sends; out of bounds the nearest that is allowed. */
export function setRepeat({ count, everyMs }: Repeat): void {
  store.setState({ repeat: { count: within(count, 1, 200), everyMs: within(everyMs, 0, 3_600_000) } })
}

const within = (value: number, min: number, max: number): number => Math.min(max, Math.max(min, Math.round(value)))

export const setSettles = (settles: boolean): void => store.setState({ settles })

export function setPlayback(change: Partial<Playback>): void {
  store.setState({ playback: { ...store.getState().playback, ...change } })
}

export const setPinned = (pinned: Pin): void => store.setState({ pinned })

/** The person does something in the inspector. */
export function touchInspector(): void {
  if (store.getState().pinned === 'free') setPinned('touched')
}

/** The person chooses something while a journey plays: the inspector stays with it. */
export function holdWhilePlaying(): void {
  if (store.getState().playback.playing) touchInspector()
}

/** What the person did in the inspector is over; what was pinned by hand stays. */
export function releaseInspector(): void {
  if (store.getState().pinned === 'touched') setPinned('free')
}

export const setTab = (tab: InspectorTab): void => store.setState({ tab })
export const setDock = (dock: DockTab): void => store.setState({ dock })
export const setLanguage = (language: Language): void => store.setState({ language })
export const setTheme = (theme: Theme): void => store.setState({ theme })

/** Fresh start: everything that devices remember is gone, and the clock stands at its beginning. */
export function startFresh(): void {
  store.setState({ world: freshWorld(), unsettled: false })
}

/** Nothing of another diagram's journey is left; settings of the interface stay. */
export function resetSession(): void {
  const { playback } = store.getState()
  store.setState({
    selection: [],
    connecting: undefined,
    trace: undefined,
    gone: nothingGone,
    batch: [],
    passed: undefined,
    repeat: initial.repeat,
    stale: false,
    world: freshWorld(),
    unsettled: false,
    playback: { ...atRest, speed: playback.speed, detail: playback.detail },
    pinned: 'free',
  })
}
