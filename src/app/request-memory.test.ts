import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDiagram } from '../store/document-store.ts'
import { emptyDiagram } from '../store/empty-diagram.ts'
import { getSession, loadRequest, setRequest } from '../store/session-store.ts'
import { keepRequest, restoreRequest } from './request-memory.ts'

let stop = () => {}
const stored = new Map<string, string>()
beforeEach(() => {
  stored.clear()
  Object.assign(globalThis, {
    sessionStorage: {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => void stored.set(key, value),
    },
  })
  openDiagram(emptyDiagram('mine'))
  stop = keepRequest()
})
afterEach(() => stop())

/** What a reload does: the store begins anew. */
const reload = () => {
  stop()
  loadRequest(undefined)
}

describe('what stands in the request bar', () => {
  it('is there again after a reload, with its method, headers and sender', () => {
    setRequest({ method: 'POST', url: 'https://a.example/x', headers: [['Accept', '*/*']], from: 'd7', body: '{}' })
    setRequest({ timeoutMs: 3000, mode: 'no-cors' })
    const before = getSession().request
    reload()
    expect(getSession().request.url).toBe('')
    expect(restoreRequest()).toBe(true)
    expect(getSession().request).toEqual(before)
  })

  it('belongs to its diagram', () => {
    setRequest({ url: 'https://a.example/' })
    openDiagram(emptyDiagram('other'))
    expect(restoreRequest()).toBe(false)
    loadRequest(undefined)
    openDiagram(emptyDiagram('mine'))
    loadRequest(undefined)
    expect(restoreRequest()).toBe(true)
    expect(getSession().request.url).toBe('https://a.example/')
  })

  it.each(['nonsense', 'null', '7', '{"url":7,"method":"GET"}', '{"url":"a","method":"GET","headers":["A"]}'])(
    'is left alone where something else was written there: %s',
    (text) => {
      stored.set('paketweg.request.mine', text)
      expect(restoreRequest()).toBe(false)
    },
  )
})
