import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import { databaseName, tab, titled, titles, withFreshDatabase } from '../testing/tabs.ts'
import { tabsBy } from './tabs.ts'

withFreshDatabase()

/** Web Locks between the tabs of one test. */
function lockManager(): LockManager {
  const held = new Map<string, () => void>()
  const request = (lock: string, options: LockOptions, callback: (granted: Lock | null) => unknown) =>
    new Promise((resolve, reject) => {
      if (held.has(lock) && !options.steal) return resolve(callback(null))
      held.get(lock)?.()
      const stolen = () => reject(new DOMException('stolen', 'AbortError'))
      held.set(lock, stolen)
      const free = () => {
        if (held.get(lock) === stolen) held.delete(lock)
      }
      void Promise.resolve(callback({ name: lock, mode: 'exclusive' })).then((value) => {
        free()
        resolve(value)
      })
    })
  return { request, query: () => Promise.resolve({}) } as unknown as LockManager
}

async function twoTabs() {
  const locks = lockManager()
  const channel = `channel-${databaseName()}`
  const make = (memory?: string) =>
    tab({ tabs: tabsBy(locks, new BroadcastChannel(channel)), ...(memory === undefined ? {} : { memory }) })
  const one = make()
  await one.restore()
  await one.openNew(titled('a'))
  one.edit('b')
  await one.flush()
  const two = make(one.memory())
  await two.restore()
  return { one, two }
}

describe('two tabs with one document', () => {
  it('the second is told, shows it, and writes nothing', async () => {
    const { one, two } = await twoTabs()
    expect([one.status(), two.status(), two.title()]).toEqual(['saved', 'other-tab', 'b'])
    two.edit('second')
    await two.flush()
    expect(two.state.getState()).toMatchObject({ status: 'other-tab', hasUnsaved: true })
    expect(await titles()).toEqual(['b'])
  })

  it('the second may take over: the first saves, steps back and is told', async () => {
    const { one, two } = await twoTabs()
    one.edit('c')
    expect(await two.takeOver()).toMatchObject({ type: 'restored' })
    expect([one.status(), two.status(), two.title()]).toEqual(['other-tab', 'saved', 'c'])
    two.edit('d')
    await two.flush()
    expect(await titles()).toEqual(['d'])
  })

  it('what the second edited before it took over is kept as a copy', async () => {
    const { two } = await twoTabs()
    two.edit('second')
    await two.takeOver()
    expect(two.title()).toBe('b')
    expect(await titles()).toEqual(['b', 'second'])
  })

  it('the second may go on with a copy, and both are kept', async () => {
    const { one, two } = await twoTabs()
    two.edit('second')
    await two.keep()
    one.edit('first')
    await one.flush()
    expect(await titles()).toEqual(['first', 'second'])
  })

  it('without locks the second writer is noticed by the revision and loses nothing', async () => {
    const one = tab()
    await one.restore()
    await one.openNew(titled('a'))
    one.edit('b')
    await one.flush()
    const two = tab()
    await two.restore()
    two.edit('second')
    await two.flush()
    one.edit('first')
    await one.flush()
    expect(one.state.getState()).toMatchObject({ status: 'other-tab', hasUnsaved: true })
    await one.keep()
    expect(await titles()).toEqual(['first', 'second'])
  })
})
