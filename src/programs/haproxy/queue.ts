import type { Process } from '../contract/context.ts'
import type { Proxy, Server } from './model.ts'
import { candidates } from './pick.ts'
import { backendState, countConnection, serverState, type Ctx } from './state.ts'

/** How a wait in a queue ended. */
export type Queued = { readonly outcome: 'given'; readonly server: Server } | { readonly outcome: 'timed-out' }

const signal = (waiter: number): string => `slot ${waiter}`

/** Requests that wait before this one, for the server or, where none is named, for any of the backend. */
export function waitingBefore(context: Ctx, backend: Proxy, server: Server | undefined): number {
  const line = server ? serverState(context.state, server).queue : backendState(context.state, backend.name).queue
  return line.length
}

/**
 * Waits until a server has room, first come first served (manual 5.2, "maxconn"). Without a time of its own the queue
 * has that of connecting (manual 4.2, "timeout queue"). Whoever is given a server has its connection counted already.
 */
export function* queue(context: Ctx, backend: Proxy, server: Server | undefined): Process<Queued> {
  const { state } = context
  const waiter = state.waiter++
  const line = server ? serverState(state, server).queue : backendState(state, backend.name).queue
  line.push(waiter)
  let isServed = false
  try {
    const wasWoken = yield* context.wait(signal(waiter), { timeoutMs: backend.queueMs ?? backend.connectMs })
    const given = backend.servers.find(({ key }) => key === state.given[waiter])
    isServed = wasWoken && given !== undefined
    return isServed && given ? { outcome: 'given', server: given } : { outcome: 'timed-out' }
  } finally {
    const place = line.indexOf(waiter)
    if (place >= 0) line.splice(place, 1)
    const given = backend.servers.find(({ key }) => key === state.given[waiter])
    delete state.given[waiter]
    // The client went away just when it was its turn: the next one has it.
    if (given && !isServed) release(context, backend, given)
  }
}

/** A connection to a server is over: whoever has waited longest gets its place. */
export function release(context: Ctx, backend: Proxy, server: Server): void {
  countConnection(context.state, serverState(context.state, server), -1)
  serveQueues(context, backend, server)
}

/** Lets in who waits, as long as the server has room: its own queue and that of the backend, whoever came first. */
export function serveQueues(context: Ctx, backend: Proxy, server: Server): void {
  const { state } = context
  const known = serverState(state, server)
  const own = known.queue
  const shared = backendState(state, backend.name).queue
  const mayTake = candidates(backend, state).list.some(({ key }) => key === server.key)
  const open = mayTake ? shared : []
  const hasRoom = () => server.maxConnections === 0 || known.connections < server.maxConnections
  while (hasRoom()) {
    const waiter = ((open[0] ?? Infinity) < (own[0] ?? Infinity) ? open : own).shift()
    if (waiter === undefined) return
    state.given[waiter] = server.key
    known.sessions++
    countConnection(state, known, 1)
    context.wake(signal(waiter))
  }
}
