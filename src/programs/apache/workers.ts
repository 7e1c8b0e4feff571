import type { BalancerRow, MemberRow } from './fields.ts'
import type { WorkerState } from './state.ts'

/** A member with what is remembered of it. */
export interface Worker {
  readonly row: Pick<MemberRow, 'weight' | 'retryMs' | 'backup' | 'spare' | 'drain' | 'down' | 'set' | 'route'>
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

/**
 * Whether a member is in the error state and its retry time has not passed; once it has, it counts as usable again, and
 * with a time of 0 at once.
 */
export function isInError({ row, state }: Worker, now: number): boolean {
  return state.failedAt !== null && row.retryMs > 0 && now <= state.failedAt + row.retryMs
}

/** Whether a member could be connected to: neither disabled nor in the error state; one that drains could. */
export const isUsable = (worker: Worker, now: number): boolean => !worker.row.down && !isInError(worker, now)

/**
 * When every member is in the error state, a balancer forgets that and tries them all (mod_proxy_balancer). A member
 * that is disabled is not in the error state, so with one of those nothing is forgotten.
 */
export function forceRecovery(workers: readonly Worker[], now: number): boolean {
  if (workers.length === 0 || !workers.every((worker) => isInError(worker, now))) return false
  for (const { state } of workers) state.failedAt = null
  return true
}

/** A method judges one member after the other against the best so far, and keeps its books on the way. */
interface Ballot {
  readonly index: number
  readonly worker: Worker
}

type Judge = (current: Ballot, best: Ballot | undefined) => boolean

/** Every member that is looked at gains its factor; the one that is chosen pays back what all have gained. */
function inTurn(isBetter: (current: Worker, best: Worker) => boolean): {
  judge: Judge
  settle: (chosen: Worker) => void
} {
  let total = 0
  return {
    judge({ worker }, best) {
      worker.state.current += worker.row.weight
      total += worker.row.weight
      return best === undefined || isBetter(worker, best.worker)
    },
    settle({ state }) {
      state.current -= total
    },
  }
}

const isAhead = (current: Worker, best: Worker): boolean => current.state.current > best.state.current

const methods: Readonly<Record<BalancerRow['method'], () => { judge: Judge; settle: (chosen: Worker) => void }>> = {
  byrequests: () => inTurn(isAhead),
  bybusyness: () =>
    inTurn(
      (current, best) =>
        current.state.busy < best.state.busy || (current.state.busy === best.state.busy && isAhead(current, best)),
    ),
  bytraffic: () => ({
    judge: ({ worker }, best) => best === undefined || trafficOf(worker) < trafficOf(best.worker),
    settle: () => undefined,
  }),
}

/** Apache reckons in whole numbers, with weights a hundredfold (mod_lbmethod_bytraffic). */
function trafficOf({ row, state }: Worker): number {
  const factor = row.weight * 100
  return Math.floor(state.sent / factor) + Math.floor(state.received / factor)
}

export interface Picked {
  readonly index: number
  readonly as: 'member' | 'spare' | 'standby'
}

/**
 * Which member gets a request (mod_proxy_balancer): the sets in order (`lbset`), in each its members, then spares for
 * as many as cannot be used, then standbys. `byrequests` is the smooth weighted turn, `bybusyness` the same among the
 * least busy, `bytraffic` takes the one with the fewest bytes for its weight. `now` in ms.
 */
export function pickWorker(
  workers: readonly Worker[],
  now: number,
  method: BalancerRow['method'] = 'byrequests',
): Picked | undefined {
  const { judge, settle } = methods[method]()
  const highest = Math.max(0, ...workers.map(({ row }) => row.set))
  for (let set = 0; set <= highest; set += 1) {
    const found = pickInSet(workers, set, now, judge)
    const chosen = found && workers[found.index]
    if (!found || !chosen) continue
    settle(chosen)
    return found
  }
  return undefined
}

function pickInSet(workers: readonly Worker[], set: number, now: number, judge: Judge): Picked | undefined {
  let best: (Ballot & Picked) | undefined
  const consider = (index: number, as: Picked['as']): void => {
    const worker = workers[index]
    if (worker && judge({ index, worker }, best)) best = { index, worker, as }
  }
  const spares: number[] = []
  const standbys: number[] = []
  let missing = 0
  for (const [index, worker] of workers.entries()) {
    const { row } = worker
    if (row.set !== set) continue
    const isRegular = !row.spare && !row.backup
    if (row.drain || !isUsable(worker, now)) missing += isRegular ? 1 : 0
    else if (row.spare) spares.push(index)
    else if (row.backup) standbys.push(index)
    else consider(index, 'member')
  }
  for (const index of spares.slice(0, missing)) consider(index, 'spare')
  if (!best) for (const index of standbys) consider(index, 'standby')
  return best
}

/** A session bound to a member counts in the turn as well: all that can be used gain, the chosen one pays. */
export function countSticky(workers: readonly Worker[], chosen: Worker, now: number): void {
  let total = 0
  for (const worker of workers.filter((one) => isUsable(one, now))) {
    worker.state.current += worker.row.weight
    total += worker.row.weight
  }
  chosen.state.current -= total
}
