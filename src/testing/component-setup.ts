import '@testing-library/jest-dom/vitest'
import 'fake-indexeddb/auto'
import { cleanup } from '@testing-library/react'
import { afterEach } from 'vitest'
import { prepareEdits } from '../store/document-store.ts'
import { fetchWholeEngine } from '../store/engine.ts'

afterEach(cleanup)
await Promise.all([prepareEdits(), fetchWholeEngine()])

/** What React Flow needs and jsdom does not have. */
class FakeResizeObserver implements ResizeObserver {
  private readonly callback: ResizeObserverCallback
  constructor(callback: ResizeObserverCallback) {
    this.callback = callback
  }
  observe(target: Element) {
    this.callback([{ target } as ResizeObserverEntry], this)
  }
  unobserve() {}
  disconnect() {}
}
class FakeDOMMatrix {
  readonly m22: number
  constructor(transform: string) {
    const scale = /scale\(([\d.]+)\)/.exec(transform)?.[1]
    this.m22 = scale === undefined ? 1 : Number(scale)
  }
}
globalThis.ResizeObserver = FakeResizeObserver
Object.assign(globalThis, { DOMMatrixReadOnly: FakeDOMMatrix })
Object.defineProperties(HTMLElement.prototype, {
  offsetHeight: { get: () => 52 },
  offsetWidth: { get: () => 148 },
})
Element.prototype.scrollIntoView = () => undefined
/** jsdom draws no modal dialogs; open ones count as drawn. */
Object.assign(HTMLDialogElement.prototype, {
  showModal(this: HTMLDialogElement) {
    this.open = true
  },
  close(this: HTMLDialogElement) {
    this.open = false
  },
})
Object.assign(SVGElement.prototype, { getBBox: () => ({ x: 0, y: 0, width: 0, height: 0 }) })
