import type { Draft } from 'immer'
import type { Diagram } from '../model/diagram.ts'
import type { Device } from '../model/topology.ts'

/** A diagram that a command may change in place; immer turns the changes into patches. */
export type DiagramDraft = Draft<Diagram>
export type DeviceDraft = Draft<Device>

/** A value that is put into a draft: only its type changes. Immer has the same, but is not there from the start. */
export function asDraft<T>(value: T): Draft<T>
export function asDraft(value: unknown): unknown {
  return value
}

/** New values of some properties; `undefined` takes an optional one away. */
export type Change<T> = { readonly [K in keyof T]?: T[K] | undefined }

/** Copies a change onto a draft; what is `undefined`, or equal to what unset means, is taken away. */
export function assign<T extends object>(draft: T, change: Change<T>, unset: Partial<T> = {}): void {
  const fallbacks = new Map<string, unknown>(Object.entries(unset))
  for (const [key, value] of Object.entries(change)) {
    if (value === undefined || value === fallbacks.get(key)) Reflect.deleteProperty(draft, key)
    else Reflect.set(draft, key, value)
  }
}
