import { IDBFactory } from 'fake-indexeddb'
import { afterEach, expect, it, vi } from 'vitest'
import { databaseName, isFirstVisit } from './first-visit.ts'

afterEach(() => vi.unstubAllGlobals())

const opened = (factory: IDBFactory, name: string) =>
  new Promise<void>((resolve) => {
    factory.open(name).addEventListener('success', () => resolve())
  })

it('a visit is the first one until the database of documents is there', async () => {
  const factory = new IDBFactory()
  vi.stubGlobal('indexedDB', factory)
  await opened(factory, 'of-another-page')
  expect(await isFirstVisit()).toBe(true)
  await opened(factory, databaseName)
  expect(await isFirstVisit()).toBe(false)
})

it('a browser that cannot tell may have documents', async () => {
  vi.stubGlobal('indexedDB', { databases: () => Promise.reject(new Error('forbidden')) })
  expect(await isFirstVisit()).toBe(false)
  vi.stubGlobal('indexedDB', undefined)
  expect(await isFirstVisit()).toBe(false)
})
