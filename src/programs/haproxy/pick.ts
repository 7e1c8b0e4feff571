import { hashOf } from './hash.ts'
import { isUp } from './health.ts'
import type { Proxy, Server } from './model.ts'
import { takeTurn, type Weighted } from './rotation.ts'
import type { Sight } from './sight.ts'
import { nearest, ringOf, slotMap } from './slots.ts'
import { backendState, serverState, type State } from './state.ts'

/** Why a server was left out. */
export type Unusable = 'disabled' | 'down' | 'no-weight' | 'drained'

export interface Picked {
  readonly server: Server
  /** How many could have been picked. */
  readonly among: number
  /** `only`: there is but one target. `last`: the others are not usable. `turn`: the request has no key. */
  readonly by: Proxy['balance']['type'] | 'backup' | 'only' | 'last' | 'turn' | 'cookie' | 'rule'
}

interface Knowledge {
  readonly state: State
  /** Virtual ms. */
  readonly now: number
}

interface Ask extends Knowledge {
  readonly backend: Proxy
  readonly sight: Sight
  /** A server that has just failed: another one is preferred. */
  readonly avoid?: string | undefined
}

/** Whether checks or errors have taken it out. */
export const isDown = (server: Server, state: State): boolean =>
  (server.isChecked || server.observe !== undefined) && !isUp(serverState(state, server).health, server.check)

/** Why a server gets nothing now; nothing if it may. */
export function unusable(server: Server, { state }: Pick<Knowledge, 'state'>): Unusable | undefined {
  if (!server.enabled) return 'disabled'
  if (isDown(server, state)) return 'down'
  if (serverState(state, server).isDrained) return 'drained'
  return server.weight === 0 ? 'no-weight' : undefined
}

/** Whether it has as many connections as it may have, or others wait for it already. */
export function isFull(server: Server, state: State): boolean {
  const { connections, queue } = serverState(state, server)
  return server.maxConnections > 0 && (queue.length > 0 || connections >= server.maxConnections)
}

/** Servers that may be picked; backups only when nobody else is left, and then one of them unless all are allowed. */
export function candidates(
  { servers, allBackups }: Proxy,
  state: State,
): { list: readonly Server[]; isBackup: boolean } {
  const usable = servers.filter((server) => unusable(server, { state }) === undefined)
  const actives = usable.filter(({ backup }) => !backup)
  if (actives.length > 0) return { list: actives, isBackup: false }
  return { list: allBackups ? usable : usable.slice(0, 1), isBackup: true }
}

/** How much of its weight a server has that came up a moment ago (manual 5.2, "slowstart"): sixteenths, 1 … 16. */
function warmth({ slowStartMs }: Server, upSince: number | null, now: number): number {
  if (slowStartMs === 0 || upSince === null || now >= upSince + slowStartMs) return 16
  const seconds = Math.floor((now - upSince) / 1000)
  return Math.floor((16 * seconds * 1000 + slowStartMs) / slowStartMs)
}

/**
 * The server that gets the next connection (configuration manual 2.6, section 4.2, "balance"); `full` where every
 * usable one has all the connections that it may have, nothing where none is usable.
 */
export function pickServer(ask: Ask): Picked | 'full' | undefined {
  const { backend, state } = ask
  const { list, isBackup } = candidates(backend, state)
  const [first] = list
  if (!first) return undefined
  if (isBackup && !backend.allBackups) return isFull(first, state) ? 'full' : { server: first, among: 1, by: 'backup' }
  const { key, by } = choose(list, isBackup, ask)
  const server = list.find((one) => one.key === key)
  if (!server) return 'full'
  if (isBackup) return { server, among: list.length, by: 'backup' }
  const alone = backend.servers.length === 1 ? 'only' : 'last'
  return { server, among: list.length, by: list.length === 1 ? alone : by }
}

interface Choice {
  readonly key: string | undefined
  readonly by: Picked['by']
}

function choose(list: readonly Server[], isBackup: boolean, ask: Ask): Choice {
  const { backend, state, avoid, now } = ask
  const own = backendState(state, backend.name)
  const weighted = list.map((server): Weighted & { id: number } => {
    const { upSince } = serverState(state, server)
    return { key: server.key, id: server.id, weight: (server.weight * warmth(server, upSince, now)) / 16 }
  })
  const full = new Set(list.filter((server) => isFull(server, state)).map(({ key }) => key))
  const open = weighted.filter(({ key }) => !full.has(key))
  const others = open.filter(({ key }) => key !== avoid)
  const preferred = others.length > 0 ? others : open
  const { type } = backend.balance
  switch (type) {
    case 'roundrobin':
      return { key: takeTurn(isBackup ? own.backups : own.rotation, weighted, { avoid, full }), by: type }
    case 'static-rr':
      return { key: nextSlot(own, slotMap(list), preferred), by: type }
    case 'leastconn':
      return { key: leastLoaded(roomy(list, ask, weighted)), by: type }
    case 'first':
      return { key: preferred[0]?.key, by: type }
    case 'random':
      return { key: leastBusy(weighted, backend.balance.draws, ask), by: type }
    case 'source':
    case 'uri':
    case 'url_param':
    case 'hdr':
    case 'hash':
      return byKey(list, weighted, preferred, ask)
  }
}

/** The same client or key keeps its server, full or not; who has no key takes turns. */
function byKey(
  list: readonly Server[],
  weighted: readonly (Weighted & { id: number })[],
  preferred: readonly Weighted[],
  { backend, state, sight, avoid }: Ask,
): Choice {
  const own = backendState(state, backend.name)
  const { balance, hashType } = backend
  const hash = hashOf(balance, hashType, sight)
  if (hashType.consistent) {
    const ring = ringFor(backend, weighted)
    if (hash !== undefined) return { key: nearest(ring, hash, avoid), by: balance.type }
    return {
      key: nextSlot(
        own,
        ring.map(({ key }) => key),
        preferred,
      ),
      by: 'turn',
    }
  }
  const slots = slotMap(list)
  if (hash === undefined) return { key: nextSlot(own, slots, preferred), by: 'turn' }
  return { key: slots[hash % slots.length], by: balance.type }
}

const rings = new WeakMap<Proxy, { readonly of: string; readonly ring: ReturnType<typeof ringOf> }>()

/** The ring of these servers, built anew only when they or their weights are others. */
function ringFor(backend: Proxy, servers: readonly (Weighted & { id: number })[]): ReturnType<typeof ringOf> {
  const of = servers.map(({ id, weight }) => `${id}:${weight}`).join(' ')
  const known = rings.get(backend)
  if (known?.of === of) return known.ring
  const ring = ringOf(servers)
  rings.set(backend, { of, ring })
  return ring
}

function nextSlot(own: { slot: number }, slots: readonly string[], preferred: readonly Weighted[]): string | undefined {
  for (let step = 0; step < slots.length; step++) {
    const slot = (own.slot + step) % slots.length
    const key = slots[slot]
    if (!preferred.some((one) => one.key === key)) continue
    own.slot = (slot + 1) % slots.length
    return key
  }
  return undefined
}

/** Servers that have room for one more, in their queue too. */
function roomy(list: readonly Server[], { state, avoid }: Ask, weighted: readonly (Weighted & { id: number })[]) {
  const loaded = weighted.map((one, index) => {
    const server = list[index]
    const known = server && serverState(state, server)
    const inFlight = (known?.connections ?? 0) + (known?.queue.length ?? 0)
    const limit = server?.maxConnections ?? 0
    return {
      ...one,
      inFlight,
      order: known?.order ?? 0,
      isOpen: limit === 0 || inFlight < limit + (server?.maxQueue ?? 0),
    }
  })
  const open = loaded.filter(({ isOpen }) => isOpen)
  const others = open.filter(({ key }) => key !== avoid)
  return others.length > 0 ? others : open
}

interface Loaded extends Weighted {
  readonly inFlight: number
  readonly order: number
}

/** Fewest connections by weight, counting the one to come; among equals who has waited longest. Idle ones are equal. */
function leastLoaded(servers: readonly Loaded[]): string | undefined {
  const ranked = servers.map(({ key, weight, inFlight, order }) => ({
    key,
    order,
    load: inFlight === 0 ? 0 : Math.floor(((inFlight + 1) * 256) / weight),
  }))
  return ranked.toSorted((a, b) => a.load - b.load || a.order - b.order)[0]?.key
}

/** So many draws on the ring of consistent hashing; of two the one with fewer connections for its weight. */
function leastBusy(
  weighted: readonly (Weighted & { id: number })[],
  draws: number,
  { backend, state, sight, avoid }: Ask,
) {
  const ring = ringFor(backend, weighted)
  let best: (Weighted & { busy: number }) | undefined
  for (let draw = 0; draw < draws; draw++) {
    const key = nearest(ring, Math.floor(sight.random() * 2 ** 32), avoid)
    const drawn = weighted.find((one) => one.key === key)
    if (!drawn) return undefined
    const busy = state.servers[drawn.key]?.connections ?? 0
    // Of equals the later one is taken.
    if (!best || best.key === drawn.key || busy * best.weight <= best.busy * drawn.weight) best = { ...drawn, busy }
  }
  return best?.key
}
