import type { Adapter } from './adapter.ts'

/** Every family that has an adapter; one line each. */
export const adapters: readonly Adapter[] = []
