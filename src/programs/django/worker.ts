import { ms, number } from '../../model/message.ts'
import { speaker } from '../../model/speaker.ts'
import type { Context, Process } from '../contract/context.ts'
import type { DjangoSettings } from './fields.ts'
import type en from './messages.en.ts'

const say = speaker<typeof en>('django')

// Types, not interfaces: only types are known to be plain JSON.
export type WorkerState = {
  isBusy: boolean
  /** Virtual ms from which on it is free again, where that is known: a run may end before its worker does. */
  freeAt: number
  /** Has served a request since it was started: what the application needs is loaded. */
  isWarm: boolean
}

export type State = {
  workers: WorkerState[]
  /** Virtual ms until which a worker that loads has the processor for itself. */
  loadingUntil: number
}

export type Django = Context<DjangoSettings, State>

export const initialState = (): State => ({ workers: [], loadingUntil: 0 })

/** How long gunicorn still waits for its worker, ms. */
export interface Deadline {
  /** While Python code runs: the signal that ends the worker is heard at once. */
  left(): number
  /** While it waits inside a library for a database: the signal is not heard, and what cannot be ignored comes next. */
  leftInLibrary(): number
}

/** The arbiter looks once a second which workers have not come back (gunicorn 20.1, `arbiter.py`), ms. */
const looksEvery = 1000

/** Linux's limit for a connection that nobody accepts is far beyond any client's patience. */
const patienceMs = 600_000

/**
 * gunicorn's watch over one request (`--timeout`), from now on. At the first look after it the worker is told to end,
 * at the next one it is killed. Asked of gunicorn 20.1.0: 2.1 to 2.9 s with `--timeout 2`, 3.0 to 3.8 s in a query.
 */
export function startWatch(context: Django): Deadline {
  const over = context.now() + context.settings.workerTimeoutMs
  const told = (Math.floor(over / looksEvery) + 1) * looksEvery
  const left = (end: number) => Math.max(0, end - context.now())
  return { left: () => left(told), leftInLibrary: () => left(told + looksEvery) }
}

/** The worker that serves next: the first one that is free, or when the first of those that will be is. */
export function freeWorker(state: State, count: number, now: number): WorkerState | number | undefined {
  while (state.workers.length < count) state.workers.push({ isBusy: false, freeAt: 0, isWarm: false })
  const usable = state.workers.slice(0, count).filter(({ isBusy }) => !isBusy)
  const free = usable.find(({ freeAt }) => freeAt <= now)
  if (free || usable.length === 0) return free
  return Math.min(...usable.map(({ freeAt }) => freeAt))
}

/** Waits in the listen queue until a worker accepts; sync workers take one request at a time. */
export function* acceptedBy(context: Django): Process<WorkerState> {
  const { workers } = context.settings
  const since = context.now()
  for (;;) {
    const found = freeWorker(context.state, workers, context.now())
    if (typeof found === 'object') {
      if (context.now() > since) {
        context.step('decided', say('worker-free', { time: ms(context.now() - since) }), { setting: 'workers' })
      }
      found.isBusy = true
      return found
    }
    if (context.now() === since) context.step('decided', say('workers-busy', { workers: number(workers) }), atWorkers)
    if (found === undefined) yield* context.wait('worker', { timeoutMs: patienceMs })
    else yield* context.work(found - context.now())
  }
}

const atWorkers = { setting: 'workers' }

/** The worker can take the next request. One that was killed or has exited is replaced by a fresh one. */
export function release(context: Django, worker: WorkerState, isGone: boolean): void {
  worker.isBusy = false
  worker.isWarm = !isGone
  worker.freeAt = context.now()
  context.wake('worker')
}

/** A worker's first request: loads the application, one worker after the other on the one processor. */
export function* warmUp(context: Django, worker: WorkerState): Process<void> {
  if (worker.isWarm || context.settings.coldStartMs === 0) return
  const { state } = context
  const end = Math.max(context.now(), state.loadingUntil) + context.settings.coldStartMs
  state.loadingUntil = end
  const time = ms(end - context.now())
  context.step('worked', say('cold-start', { time }), { setting: 'coldStartMs' })
  yield* context.work(end - context.now())
}
