import type { Settings } from './fields.ts'
import { isUp } from './health.ts'
import { takeTurn, type Weighted } from './rotation.ts'
import type { Server } from './servers.ts'
import { addressHash, slotMap } from './slots.ts'
import { serverState, type State } from './state.ts'

/** Why a server was left out. */
export type Unusable = 'disabled' | 'down' | 'no-weight'

export interface Pick {
  readonly server: Server
  /** How many could have been picked. */
  readonly among: number
  /** `only`: there is but one target. `last`: the others are not usable. */
  readonly by: Settings['algorithm'] | 'backup' | 'only' | 'last'
}

interface Knowledge {
  readonly settings: Settings
  readonly state: State
}

interface Ask extends Knowledge {
  readonly servers: readonly Server[]
  /** Address of the client, for `source`. */
  readonly client: string
  /** A server that has just failed: another one is preferred. */
  readonly avoid?: string | undefined
}

/** Why a server gets nothing now; nothing if it may. */
export function unusable({ row, key }: Server, { settings, state }: Knowledge): Unusable | undefined {
  if (!row.enabled) return 'disabled'
  if (settings.check && !isUp(serverState(state, key, settings).health, settings)) return 'down'
  return row.weight === 0 ? 'no-weight' : undefined
}

/**
 * The server that gets the next connection (configuration manual 2.6, section 4.2, "balance"). Backups are for when no
 * other server is usable, and of them only the first one (no `option allbackups`).
 */
export function pickServer(ask: Ask): Pick | undefined {
  const usable = ask.servers.filter((server) => unusable(server, ask) === undefined)
  const actives = usable.filter(({ row }) => !row.backup)
  if (actives.length === 0) {
    const [backup] = usable
    return backup && { server: backup, among: 1, by: 'backup' }
  }
  const key = choose(actives, ask)
  const server = actives.find((one) => one.key === key)
  if (!server) return undefined
  const alone = ask.servers.length === 1 ? 'only' : 'last'
  return { server, among: actives.length, by: actives.length === 1 ? alone : ask.settings.algorithm }
}

function choose(actives: readonly Server[], ask: Ask): string | undefined {
  const { settings, state, avoid } = ask
  const weighted = actives.map(({ key, row }): Weighted => ({ key, weight: row.weight }))
  const others = weighted.filter(({ key }) => key !== avoid)
  const preferred = others.length > 0 ? others : weighted
  switch (settings.algorithm) {
    case 'roundrobin':
      return takeTurn(state.rotation, weighted, avoid)
    case 'static-rr':
      return nextSlot(state, slotMap(weighted), preferred)
    case 'leastconn':
      return leastLoaded(preferred, ask)
    // The same client keeps its server even when a connection to it has just failed.
    case 'source': {
      const slots = slotMap(weighted)
      return slots[addressHash(ask.client) % slots.length]
    }
    case 'first':
      return preferred[0]?.key
  }
}

function nextSlot(state: State, slots: readonly string[], preferred: readonly Weighted[]): string | undefined {
  for (let step = 0; step < slots.length; step++) {
    const slot = (state.slot + step) % slots.length
    const key = slots[slot]
    if (!preferred.some((one) => one.key === key)) continue
    state.slot = (slot + 1) % slots.length
    return key
  }
  return undefined
}

/** Fewest connections by weight, counting the one to come; among equals who has waited longest. Idle ones are equal. */
function leastLoaded(servers: readonly Weighted[], { state, settings }: Knowledge): string | undefined {
  const ranked = servers.map(({ key, weight }) => {
    const { connections, order } = serverState(state, key, settings)
    return { key, order, load: connections === 0 ? 0 : Math.floor(((connections + 1) * 256) / weight) }
  })
  return ranked.toSorted((a, b) => a.load - b.load || a.order - b.order)[0]?.key
}
