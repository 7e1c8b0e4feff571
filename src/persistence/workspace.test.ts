import 'fake-indexeddb/auto'
import { describe, expect, it, vi } from 'vitest'
import { tab, titled, titles, withFreshDatabase } from '../testing/tabs.ts'
import type { Rescue, Rescued } from './rescue.ts'

const untilSaved = { timeout: 4000, interval: 10 }

withFreshDatabase()

describe('the first visit', () => {
  it('finds nothing, and templates that were only looked at do not pile up', async () => {
    const one = tab()
    expect(one.status()).toBe('loading')
    expect(await one.restore()).toEqual({ type: 'none' })
    await one.openNew(titled('Vorlage'))
    expect(one.status()).toBe('saved')
    await one.openNew(titled('Andere'))
    await one.openNew(titled('Dritte'))
    expect(await titles()).toEqual(['Andere', 'Dritte'])
    const two = tab()
    await two.restore()
    expect(two.title()).toBe('Dritte')
    await two.openNew(titled('Vierte'))
    await two.openNew(titled('Fünfte'))
    expect(await titles()).toEqual(['Andere', 'Fünfte', 'Vierte'])
  })

  it('keeps the template that is on the screen already, with what was changed before there was a database', async () => {
    const one = tab()
    const drawn = one.draw('Vorlage')
    one.edit('Meine')
    await one.adopt(drawn)
    one.edit('Meins')
    await one.flush()
    expect(one.title()).toBe('Meins')
    const two = tab({ memory: one.memory()! })
    await two.restore()
    expect(two.title()).toBe('Meins')
  })

  it('lets go of a drawn template that nobody touched when another one is opened, and keeps no other as it', async () => {
    const one = tab()
    await one.adopt(one.draw('Vorlage'))
    await one.openNew(titled('Andere'))
    await one.openNew(titled('Dritte'))
    expect(await titles()).toEqual(['Andere', 'Dritte'])
    await one.adopt(titled('Vorlage'))
    expect(await titles()).toEqual(['Andere', 'Dritte'])
  })
})

/** What pages of one browser write down when they go away. */
function notes(): Rescue & { readonly all: Map<string, Rescued> } {
  const all = new Map<string, Rescued>()
  return {
    all,
    put: (id, rescued) => all.set(id, structuredClone(rescued)),
    get: (id) => all.get(id),
    drop: (id) => all.delete(id),
  }
}

describe('when the page goes away before an edit is saved', () => {
  it('the next page has the edit, and keeps it', async () => {
    const rescue = notes()
    const one = tab({ rescue })
    await one.restore()
    await one.openNew(titled('a'))
    one.edit('b')
    one.rescueUnsaved()
    one.db().close()
    const two = tab({ rescue, memory: one.memory()! })
    await two.restore()
    expect(two.title()).toBe('b')
    expect(rescue.all.size).toBe(0)
    expect(await titles()).toEqual(['b'])
  })

  it('a document that was never saved is there too', async () => {
    const rescue = notes()
    const one = tab({ rescue })
    await one.restore()
    const opening = one.openNew(titled('neu'))
    await vi.waitFor(() => expect(one.title()).toBe('neu'))
    one.rescueUnsaved()
    one.db().close()
    await opening
    const two = tab({ rescue, memory: one.memory()! })
    await two.restore()
    expect(two.title()).toBe('neu')
  })

  it('nothing is written down when all is kept, and what is older than what is kept is not taken', async () => {
    const rescue = notes()
    const one = tab({ rescue })
    await one.restore()
    await one.openNew(titled('a'))
    one.rescueUnsaved()
    expect(rescue.all.size).toBe(0)
    one.edit('b')
    one.rescueUnsaved()
    for (const title of ['c', 'd', 'e']) {
      one.edit(title)
      await one.flush()
    }
    const two = tab({ rescue, memory: one.memory()! })
    await two.restore()
    expect(two.title()).toBe('e')
  })
})

describe('after a reload', () => {
  it('everything is there: the snapshot and every edit since', async () => {
    const one = tab()
    await one.restore()
    await one.openNew(titled('a'))
    for (const title of ['b', 'c', 'd']) {
      one.edit(title)
      await one.flush()
    }
    const two = tab()
    expect(await two.restore()).toEqual({ type: 'restored', repairs: [] })
    expect(two.title()).toBe('d')
  })

  it('each tab finds its own document, and a new one the last', async () => {
    const one = tab()
    await one.restore()
    await one.openNew(titled('a'))
    one.edit('mine')
    await one.flush()
    const two = tab()
    await two.restore()
    await two.openNew(titled('b'))
    two.edit('last')
    await two.flush()
    const [again, fresh] = [tab({ memory: one.memory()! }), tab()]
    await fresh.restore()
    await again.restore()
    expect([again.title(), fresh.title()]).toEqual(['mine', 'last'])
  })

  it('an edit is saved by itself within a moment', async () => {
    const one = tab()
    await one.restore()
    await one.openNew(titled('a'))
    one.edit('b')
    expect(one.state.getState().hasUnsaved).toBe(true)
    await vi.waitFor(async () => expect(await titles()).toEqual(['b']), untilSaved)
    expect(one.state.getState()).toMatchObject({ status: 'saved', hasUnsaved: false })
  })

  it('a long journal has been folded into a snapshot without losing a step', async () => {
    const one = tab()
    await one.restore()
    await one.openNew(titled('a'))
    for (let step = 0; step < 120; step++) {
      one.edit(`step ${step}`)
      await one.flush()
    }
    expect(await one.db().journal.count()).toBeLessThan(100)
    const two = tab()
    await two.restore()
    expect(two.title()).toBe('step 119')
  })

  it('a document of a newer version is refused and stays as it is', async () => {
    const one = tab()
    await one.restore()
    await one.openNew(titled('a'))
    one.edit('b')
    await one.flush()
    const row = (await one.db().documents.toArray())[0]!
    await one.db().documents.update(row.id, { snapshot: { ...titled('new'), version: 9 } })
    const two = tab()
    expect(await two.restore()).toMatchObject({ type: 'refused', error: { code: 'made-by-newer-version' } })
    await two.openNew(titled('Vorlage'))
    expect(await one.db().documents.get(row.id)).toMatchObject({ snapshot: { version: 9 } })
  })

  it('a damaged journal gives what came before the damage, and says so', async () => {
    const one = tab()
    await one.restore()
    await one.openNew(titled('a'))
    one.edit('b')
    await one.flush()
    one.edit('c')
    await one.flush()
    const rows = await one.db().journal.toArray()
    const patches = [{ op: 'replace' as const, path: ['x', 'y', 'z'], value: 1 }]
    await one.db().journal.put({ ...rows[1]!, patches })
    const two = tab()
    expect(await two.restore()).toMatchObject({ type: 'restored', repairs: [{ code: 'repair.journal-cut' }] })
    expect(two.title()).toBe('b')
  })
})

describe('opening by id', () => {
  it('brings back what was open before', async () => {
    const one = tab()
    await one.openNew(titled('a'))
    one.edit('mine')
    const { documentId } = one.state.getState()
    await one.openNew(titled('Vorlage'))
    expect(await one.open(documentId!)).toMatchObject({ type: 'restored' })
    expect(one.title()).toBe('mine')
    expect(await one.open('nothing')).toEqual({ type: 'none' })
    one.edit('mine, changed')
    await one.flush()
    expect(await titles()).toEqual(['Vorlage', 'mine, changed'])
  })
})

describe('what comes by a link', () => {
  it('lies beside the work and is not kept until it is edited', async () => {
    const one = tab()
    await one.restore()
    await one.openNew(titled('mine'))
    one.edit('my work')
    await one.openGuest(titled('theirs'))
    expect([one.status(), one.title()]).toEqual(['guest', 'theirs'])
    expect(await titles()).toEqual(['my work'])
    expect(await one.backToWork()).toMatchObject({ type: 'restored' })
    expect(one.title()).toBe('my work')
    await one.openGuest(titled('theirs'))
    one.edit('theirs, changed')
    await one.flush()
    expect(await titles()).toEqual(['my work', 'theirs, changed'])
    const two = tab()
    await two.restore()
    expect(two.title()).toBe('theirs, changed')
  })

  it('needs no look at the work first, and the work is found again', async () => {
    const one = tab()
    await one.restore()
    await one.openNew(titled('my work'))
    const two = tab()
    await two.openGuest(titled('theirs'))
    expect(two.state.getState()).toMatchObject({ status: 'guest', documentId: undefined })
    await two.backToWork()
    expect(two.title()).toBe('my work')
    await two.openGuest(titled('theirs'))
    two.edit('theirs, changed')
    await two.flush()
    expect(await titles()).toEqual(['my work', 'theirs, changed'])
  })

  it('can be kept without an edit', async () => {
    const one = tab()
    await one.restore()
    await one.openGuest(titled('theirs'))
    await one.keep()
    expect([one.status(), await titles()]).toEqual(['saved', ['theirs']])
  })
})

describe('a browser that keeps nothing', () => {
  it('is said to, and editing goes on', async () => {
    const one = tab({ open: () => Promise.reject(new Error('forbidden')) })
    expect(await one.restore()).toEqual({ type: 'unavailable' })
    await one.openNew(titled('a'))
    one.edit('b')
    expect(one.status()).toBe('unavailable')
    expect(one.state.getState().hasUnsaved).toBe(true)
  })

  it('at times only: the failure is shown, and the whole is saved at the next try', async () => {
    const one = tab()
    await one.restore()
    await one.openNew(titled('a'))
    const add = vi.spyOn(one.db().journal, 'add').mockRejectedValue(new Error('quota'))
    one.edit('b')
    await one.flush()
    expect(one.state.getState()).toMatchObject({ status: 'failed', hasUnsaved: true })
    add.mockRestore()
    one.edit('c')
    await one.flush()
    expect(one.state.getState()).toMatchObject({ status: 'saved', hasUnsaved: false })
    const two = tab()
    await two.restore()
    expect(two.title()).toBe('c')
  })
})
