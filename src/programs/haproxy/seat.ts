import type { Proxy, Server } from './model.ts'
import { release } from './queue.ts'
import { countConnection, serverState, type Ctx } from './state.ts'

/** Counts a connection to a server as long as it is wanted. */
export class Seat {
  private readonly context: Ctx
  private taken: { readonly backend: Proxy; readonly server: Server } | undefined

  constructor(context: Ctx) {
    this.context = context
  }

  /** A new connection; none where it is that server's already. */
  take(backend: Proxy, server: Server): void {
    if (this.taken?.server.key === server.key) return
    const { state } = this.context
    const known = serverState(state, server)
    known.sessions++
    countConnection(state, known, 1)
    this.hold(backend, server)
  }

  /** One that is counted already: it was given in a queue, or it is the same as before. */
  hold(backend: Proxy, server: Server): void {
    this.leave()
    this.taken = { backend, server }
  }

  leave(): void {
    const { taken } = this
    this.taken = undefined
    if (taken) release(this.context, taken.backend, taken.server)
  }
}
