import { ms, number, text } from '../../model/message.ts'
import type { StepRef } from '../../model/verdict.ts'
import { originOf, type Url } from '../../protocols/url/url.ts'
import type { Process } from '../contract/context.ts'
import type { Client } from './client.ts'

/** Connections that a browser keeps open to one server with HTTP/1.1 (Chromium: `g_max_sockets_per_group`). */
const mostConnections = 6

const signal = (origin: string): string => `connection ${origin}`

/**
 * Takes one of the six places for a connection to a server; who comes when all are taken waits, first come first served,
 * at most `timeoutMs`. Returns why there was none, or nothing. A client that ends with its request has no such limit.
 */
export function* takePlace(
  { context, places, say }: Client,
  url: Url,
  timeoutMs: number,
): Process<StepRef | undefined> {
  if (!places) return undefined
  const origin = originOf(url)
  const place = (places[origin] ??= { open: 0, waiting: 0 })
  if (place.open < mostConnections) {
    place.open += 1
    return undefined
  }
  const since = context.now()
  const data = { host: text(url.host), count: number(mostConnections) }
  const because = context.step('decided', say('waits-for-connection', data), { source: rfc9112 })
  place.waiting += 1
  // Whoever is woken has been handed the place of the one that left.
  let isGiven = false
  try {
    isGiven = yield* context.wait(signal(origin), { timeoutMs })
  } finally {
    if (!isGiven) place.waiting -= 1
  }
  if (!isGiven) return because
  context.step('decided', say('connection-free', { time: ms(context.now() - since) }))
  return undefined
}

/** A connection is closed, or none was made: whoever has waited longest has its place. */
export function leavePlace({ context, places }: Client, origin: string): void {
  const place = places?.[origin]
  if (!places || !place) return
  if (place.waiting > 0) {
    place.waiting -= 1
    context.wake(signal(origin))
    return
  }
  place.open -= 1
  if (place.open === 0) delete places[origin]
}

const rfc9112 = { title: 'RFC 9112', section: '9.4' }
