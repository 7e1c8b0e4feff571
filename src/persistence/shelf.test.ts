import 'fake-indexeddb/auto'
import { expect, it } from 'vitest'
import type { Diagram } from '../model/diagram.ts'
import { tab, titled, titles, withFreshDatabase } from '../testing/tabs.ts'
import type { Tabs } from './tabs.ts'

withFreshDatabase()

const titlesOf = (list: readonly { readonly title: string }[]) => list.map(({ title }) => title)

/** A clock that goes on with each look at it: what is changed later is newer. */
function clock(): () => number {
  let ms = 0
  return () => (ms += 1)
}

it('lists what the person changed, last first, and nothing that was only looked at', async () => {
  const one = tab({ now: clock() })
  await one.restore()
  await one.openNew(titled('a'))
  one.edit('Meine Arbeit')
  await one.openNew(titled('b'))
  one.edit('Zweite')
  await one.openNew(titled('Vorlage'))
  expect(titlesOf(await one.list())).toEqual(['Zweite', 'Meine Arbeit'])
})

it('lists an edit that is not written yet', async () => {
  const one = tab()
  await one.restore()
  await one.openNew(titled('a'))
  one.edit('Meine Arbeit')
  expect(titlesOf(await one.list())).toEqual(['Meine Arbeit'])
})

it('own work can be opened again after a link’s diagram was edited', async () => {
  const one = tab({ now: clock() })
  await one.restore()
  await one.openNew(titled('a'))
  one.edit('Meine Arbeit')
  await one.openGuest(titled('Vom Lehrer'))
  one.edit('Vom Lehrer, geändert')
  const [kept, mine] = await one.list()
  expect([kept?.title, mine?.title]).toEqual(['Vom Lehrer, geändert', 'Meine Arbeit'])
  expect(await one.open(mine!.id)).toMatchObject({ type: 'restored' })
  expect(one.title()).toBe('Meine Arbeit')
})

it('counts the devices as they are now, not as they were in the snapshot', async () => {
  const one = tab()
  await one.restore()
  const device = { id: 'd1', kind: 'router', name: 'R', position: { x: 0, y: 0 }, program: { id: 'linux' }, config: {} }
  const { devices: _, ...empty } = titled('a')
  await one.openNew({ ...empty, devices: { d1: device, d2: { ...device, id: 'd2' } } } as unknown as Diagram)
  one.edit('b')
  await one.flush()
  one.change([{ op: 'remove', path: ['devices', 'd2'] }])
  expect(await one.list()).toMatchObject([{ title: 'b', devices: 1 }])
})

it('deletes a document with its changes, and puts it back as it was', async () => {
  const one = tab()
  await one.restore()
  await one.openNew(titled('a'))
  one.edit('b')
  await one.flush()
  one.edit('Meine Arbeit')
  await one.openNew(titled('Vorlage'))
  const [mine] = await one.list()
  const removed = await one.remove(mine!.id)
  expect(await one.list()).toEqual([])
  expect(await one.open(mine!.id)).toEqual({ type: 'none' })
  expect(await one.db().journal.count()).toBe(0)
  await one.putBack(removed!)
  expect(await one.list()).toEqual([mine])
  await one.open(mine!.id)
  expect(one.title()).toBe('Meine Arbeit')
})

it('deletes neither what is open here nor what another tab writes', async () => {
  const held = new Set<string>()
  const tabs: Tabs = {
    claim: (id) => Promise.resolve(held.has(id) ? undefined : { release: () => undefined }),
    takeOver: () => Promise.resolve({ release: () => undefined }),
    onAsked: () => undefined,
  }
  const one = tab({ tabs })
  await one.restore()
  await one.openNew(titled('a'))
  one.edit('Meine Arbeit')
  const [mine] = await one.list()
  expect(await one.remove(mine!.id)).toBeUndefined()
  await one.openNew(titled('Vorlage'))
  held.add(mine!.id)
  expect(await one.remove(mine!.id)).toBeUndefined()
  expect(await titles()).toContain('Meine Arbeit')
  held.delete(mine!.id)
  expect(await one.remove(mine!.id)).toBeDefined()
  expect(await titles()).toEqual(['Vorlage'])
})

it('where the last document was deleted, what was changed last is opened', async () => {
  const one = tab({ now: clock() })
  await one.restore()
  await one.openNew(titled('a'))
  one.edit('Erste')
  await one.openNew(titled('b'))
  one.edit('Zweite')
  await one.openGuest(titled('Vom Lehrer'))
  const [second] = await one.list()
  await one.remove(second!.id)
  await one.backToWork()
  expect(one.title()).toBe('Erste')
})
