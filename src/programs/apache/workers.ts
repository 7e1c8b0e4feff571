import { nextInTurn } from '../common/smooth-round-robin.ts'
import type { BalancerRow, MemberRow } from './fields.ts'
import type { WorkerState } from './state.ts'

type Choice = (usable: readonly number[], workers: readonly Worker[]) => number | undefined

const inTurn: Choice = (usable, workers) => {
  const turns = usable.flatMap((index) => {
    const worker = workers[index]
    return worker ? [{ weight: worker.row.weight, turn: worker.state }] : []
  })
  const next = nextInTurn(turns)
  return next === undefined ? undefined : usable[next]
}

const least = (
  usable: readonly number[],
  workers: readonly Worker[],
  measure: (worker: Worker) => number,
): readonly number[] => {
  const measured = usable.flatMap((index) => (workers[index] ? [{ index, value: measure(workers[index]) }] : []))
  const smallest = Math.min(...measured.map(({ value }) => value))
  return measured.filter(({ value }) => value === smallest).map(({ index }) => index)
}

const choices: Readonly<Record<BalancerRow['method'], Choice>> = {
  byrequests: inTurn,
  bybusyness: (usable, workers) =>
    inTurn(
      least(usable, workers, ({ state }) => state.busy),
      workers,
    ),
  bytraffic: (usable, workers) => least(usable, workers, trafficOf)[0],
}

/** Apache reckons in whole numbers, with weights a hundredfold (mod_lbmethod_bytraffic). */
function trafficOf({ row, state }: Worker): number {
  const factor = row.weight * 100
  return Math.floor(state.sent / factor) + Math.floor(state.received / factor)
}

/** A member with what is remembered of it. */
export interface Worker {
  readonly row: Pick<MemberRow, 'weight' | 'retryMs' | 'backup' | 'down'>
  readonly state: WorkerState
}

export const newWorkerState = (weight: number): WorkerState => ({
  current: 0,
  effective: weight,
  failedAt: null,
  busy: 0,
  sent: 0,
  received: 0,
})

/** Whether a member is in the error state and its retry time has not passed; once it has, it counts as usable again. */
export function isInError({ row, state }: Worker, now: number): boolean {
  return state.failedAt !== null && now <= state.failedAt + row.retryMs
}

/** When every member is in the error state, a balancer forgets that and tries them all (mod_proxy_balancer). */
export function forceRecovery(workers: readonly Worker[], now: number): boolean {
  const inUse = workers.filter(({ row }) => !row.down)
  if (inUse.length === 0 || !inUse.every((worker) => isInError(worker, now))) return false
  for (const { state } of inUse) state.failedAt = null
  return true
}

/**
 * Which member gets a request, among those that are usable and that this request has not tried; hot standbys only when
 * no other is left. `byrequests` is the smooth weighted turn (mod_lbmethod_byrequests), `bybusyness` the same among the
 * least busy, `bytraffic` takes the one with the fewest bytes for its weight. `now` in ms.
 */
export function pickWorker(
  workers: readonly Worker[],
  tried: ReadonlySet<number>,
  now: number,
  method: BalancerRow['method'] = 'byrequests',
): { readonly index: number; readonly isStandby: boolean } | undefined {
  for (const isStandby of [false, true]) {
    const usable = [...workers.keys()].filter((index) => {
      const worker = workers[index]
      return (
        worker && !worker.row.down && worker.row.backup === isStandby && !tried.has(index) && !isInError(worker, now)
      )
    })
    const index = choices[method](usable, workers)
    if (index !== undefined) return { index, isStandby }
  }
  return undefined
}
