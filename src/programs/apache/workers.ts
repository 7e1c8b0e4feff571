import { nextInTurn } from '../common/smooth-round-robin.ts'
import type { MemberRow } from './fields.ts'
import type { WorkerState } from './state.ts'

/** A member with what is remembered of it. */
export interface Worker {
  readonly row: Pick<MemberRow, 'weight' | 'retryMs' | 'backup' | 'down'>
  readonly state: WorkerState
}

export const newWorkerState = (weight: number): WorkerState => ({ current: 0, effective: weight, failedAt: null })

/** Whether a member is in the error state and its retry time has not passed; once it has, it counts as usable again. */
export function isInError({ row, state }: Worker, now: number): boolean {
  return state.failedAt !== null && now <= state.failedAt + row.retryMs
}

/** When every member is in the error state, a balancer forgets that and tries them all (mod_proxy_balancer). */
export function forceRecovery(workers: readonly Worker[], now: number): boolean {
  const inUse = workers.filter(({ row }) => !row.down)
  if (workers.length < 2 || inUse.length === 0 || !inUse.every((worker) => isInError(worker, now))) return false
  for (const { state } of inUse) state.failedAt = null
  return true
}

/**
 * Which member gets a request: `lbmethod=byrequests`, the smooth weighted turn over those that are usable and that this
 * request has not tried; hot standbys only when no other is left (mod_lbmethod_byrequests). `now` in ms.
 */
export function pickWorker(
  workers: readonly Worker[],
  tried: ReadonlySet<number>,
  now: number,
): { readonly index: number; readonly isStandby: boolean } | undefined {
  for (const isStandby of [false, true]) {
    const usable = [...workers.keys()].filter((index) => {
      const worker = workers[index]
      return (
        worker && !worker.row.down && worker.row.backup === isStandby && !tried.has(index) && !isInError(worker, now)
      )
    })
    const turns = usable.flatMap((index) => {
      const worker = workers[index]
      return worker ? [{ weight: worker.row.weight, turn: worker.state }] : []
    })
    const next = nextInTurn(turns)
    const index = next === undefined ? undefined : usable[next]
    if (index !== undefined) return { index, isStandby }
  }
  return undefined
}
