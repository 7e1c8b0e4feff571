import { produce } from 'immer'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Diagram } from '../model/diagram.ts'
import type { World } from '../model/world.ts'
import { freshWorld } from '../model/world.ts'
import { setConfig } from './commands/config.ts'
import { addDevice, setDevice } from './commands/devices.ts'
import { addLink, setLink } from './commands/links.ts'
import { moveItems } from './commands/move.ts'
import { setOwnFilter } from './commands/own-filter.ts'
import { removeItems } from './commands/remove.ts'
import { commit, openDiagram, prepareEdits, undo } from './document-store.ts'
import type { DiagramDraft } from './draft.ts'
import { emptyDiagram } from './empty-diagram.ts'
import { followDocument, isNoticeable, isOtherNetwork, worldAfter } from './follow-document.ts'
import { getSession, patchSession, select, setConnecting } from './session-store.ts'

beforeAll(prepareEdits)

const position = { x: 0, y: 0 }
const before: Diagram = produce(emptyDiagram(), (draft) => {
  addDevice(draft, { kind: 'web-app', name: 'app', position })
  addDevice(draft, { kind: 'database', name: 'db', position })
  addLink(draft, 'd1', 'd2')
})
const state = { program: 'x', state: { count: 1 }, kernel: { tracked: [1] } }
const world: World = { ...freshWorld(), clock: 5000, states: { d1: state, d2: state } }
const after = (recipe: (draft: DiagramDraft) => void) => produce(before, recipe)

const edits: Record<string, (draft: DiagramDraft) => void> = {
  setting: (draft) => setConfig(draft, 'd1', 'port', 81),
  power: (draft) => setDevice(draft, 'd1', { power: false }),
  service: (draft) => setDevice(draft, 'd1', { service: false }),
  fault: (draft) => setDevice(draft, 'd1', { fault: { type: 'hung' } }),
  filter: (draft) => setOwnFilter(draft, 'd1', 'nftables'),
  cut: (draft) => setLink(draft, 'l1', { cut: true }),
  gateway: (draft) => setDevice(draft, 'd1', { gateway: '10.0.0.1' }),
  name: (draft) => setDevice(draft, 'd1', { name: 'other' }),
  place: (draft) => moveItems(draft, [{ id: 'd1', position: { x: 9, y: 9 } }]),
  removed: (draft) => removeItems(draft, ['d1']),
  title: (draft) => void (draft.title = 'x'),
}

describe('what devices remember', () => {
  it.each(['setting', 'service'])(
    'is the program’s no longer after an edit of its %s, but still the kernel’s',
    (edit) => {
      const { states } = worldAfter(world, before, after(edits[edit]!))
      expect(states).toEqual({ d1: { program: '', state: null, kernel: state.kernel }, d2: state })
    },
  )

  it.each(['power', 'removed'])('is gone after: %s', (edit) => {
    expect(worldAfter(world, before, after(edits[edit]!)).states).toEqual({ d2: state })
  })

  it.each(['fault', 'filter', 'cut', 'name', 'place', 'title', 'gateway'])('stays after an edit of: %s', (edit) => {
    expect(worldAfter(world, before, after(edits[edit]!))).toBe(world)
  })
})

describe('health checks', () => {
  it.each(['setting', 'power', 'service', 'fault', 'filter', 'cut'])('may notice an edit of: %s', (edit) => {
    expect(isNoticeable(before, after(edits[edit]!))).toBe(true)
  })
  it.each(['name', 'place', 'title', 'removed'])('need not notice an edit of: %s', (edit) => {
    expect(isNoticeable(before, after(edits[edit]!))).toBe(false)
  })
})

describe('a journey on the screen', () => {
  it.each(['setting', 'power', 'service', 'fault', 'filter', 'cut', 'gateway', 'removed'])(
    'is stale after: %s',
    (edit) => {
      expect(isOtherNetwork(before, after(edits[edit]!))).toBe(true)
    },
  )
  it.each(['name', 'place', 'title'])('stays true after: %s', (edit) => {
    expect(isOtherNetwork(before, after(edits[edit]!))).toBe(false)
  })
})

describe('the session', () => {
  const label = { code: 'command.test', data: {} }
  const stop = followDocument()

  beforeEach(() => {
    openDiagram(before)
    patchSession({ world })
  })

  it('forgets what was removed', () => {
    select(['d1', 'l1', 'd2'])
    setConnecting('d1')
    commit(label, edits['removed']!)
    expect(getSession()).toMatchObject({ selection: ['d2'], connecting: undefined })
    expect(Object.keys(getSession().world.states)).toEqual(['d2'])
  })

  it('keeps its selection as the same list where nothing of it went', () => {
    select(['d2'])
    const { selection } = getSession()
    commit(label, edits['removed']!)
    expect(getSession().selection).toBe(selection)
  })

  it('notices what an undo restarts too', () => {
    commit(label, edits['setting']!)
    patchSession({ world, unsettled: false })
    undo()
    expect(getSession().unsettled).toBe(true)
    expect(getSession().world.states['d1']?.state).toBeNull()
  })

  it('begins afresh with another diagram, whose first scenario stands in the request bar', () => {
    select(['d1'])
    const request = { type: 'http', from: 'd1', method: 'POST', url: 'https://a.example/' } as const
    const scenarios = {
      s10: { id: 's10', title: '', request: { type: 'ping', from: 'd1', host: 'x' } as const, expected: {} },
      s2: { id: 's2', title: '', request, expected: {} },
    }
    openDiagram({ ...emptyDiagram('other'), scenarios })
    expect(getSession()).toMatchObject({ selection: [], unsettled: false, world: freshWorld() })
    expect(getSession().request).toEqual({ from: 'd1', method: 'POST', url: 'https://a.example/' })
    stop()
  })
})
