import type { DeviceId, Json, JsonObject } from './topology.ts'

/**
 * What devices remember between requests: data, never running code; serialisable, versioned, in no document
 * and in no undo. Keyed by device; each program owns the shape of its state.
 */
export interface World {
  readonly version: 1
  /** Virtual ms since the fresh start. */
  readonly clock: number
  /** Virtual date at clock 0, epoch ms: a fixed day, so that runs repeat. */
  readonly epoch: number
  readonly seed: number
  readonly states: Readonly<Record<DeviceId, DeviceState>>
}

export interface DeviceState {
  /** Identity of what the state belongs to; another program or config starts afresh. */
  readonly program: string
  /** The program's own state. */
  readonly state: Json
  /** The kernel's: connection tracking, ephemeral port cursor. */
  readonly kernel: JsonObject
}

/** 2026-01-05 12:00 UTC, a Monday: the date of every fresh start. */
export const freshEpoch = 1_767_614_400_000

export const freshWorld = (seed = 1): World => ({ version: 1, clock: 0, epoch: freshEpoch, seed, states: {} })
