import { describe, expect, it } from 'vitest'
import { emptyDiagram } from '../store/empty-diagram.ts'
import { fileName, sortKeys, toText } from './export.ts'
import { storageState } from './storage-state.ts'

describe('the name of a file', () => {
  it.each([
    ['Mein Netz', 'Mein Netz.json'],
    ['Netz: Teil 1/2 "neu"', 'Netz Teil 1 2 neu.json'],
    ['  .verborgen. ', 'verborgen.json'],
    ['Übung\u0000\n3', 'Übung 3.json'],
    ['', 'paketweg.json'],
    ['...', 'paketweg.json'],
    ['CON', 'paketweg.json'],
    ['lpt1', 'paketweg.json'],
    ['x'.repeat(300), `${'x'.repeat(80)}.json`],
  ])('comes from the title “%s”', (title, name) => expect(fileName(title, 'json')).toBe(name))
})

describe('the text of a file', () => {
  it('has ids in the order of their numbers and leaves out what is not set', () => {
    const text = JSON.stringify(sortKeys({ d10: 1, d2: { z: 1, a: [{ y: 1, b: undefined }] }, title: 2, l1: 3 }))
    expect(text).toBe('{"d2":{"a":[{"y":1}],"z":1},"d10":1,"l1":3,"title":2}')
  })

  it('ends with a line break, as texts do', () => {
    expect(toText(emptyDiagram()).endsWith('}\n')).toBe(true)
  })
})

describe('the browser’s storage', () => {
  it('is said to be what the browser says, and unknown where it does not say', async () => {
    const storage = { persisted: async () => false, estimate: async () => ({ usage: 5, quota: 9 }) }
    expect(await storageState(storage)).toEqual({ isPersistent: false, usedBytes: 5, quotaBytes: 9 })
    const mute = { persisted: () => Promise.reject(new Error('no')) }
    expect(await storageState(mute)).toEqual({ isPersistent: undefined, usedBytes: undefined, quotaBytes: undefined })
  })
})
