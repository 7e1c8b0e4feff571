import { bytes, code, nested, number, seconds, type Value } from '../../model/message.ts'
import { speaker } from '../../model/speaker.ts'
import { serverValue } from '../common/peers.ts'
import type { StateContext, StateTables } from '../contract/state-table.ts'
import { configOf } from './config.ts'
import type { GroupServer } from './directive.ts'
import { plainRow, type NginxSettings } from './fields.ts'
import { peerKey } from './group.ts'
import type { CacheNode, NginxState, PeerState } from './state.ts'
import type en from './texts.en.ts'

const say = speaker<typeof en>('nginx')

type Context = StateContext<NginxSettings>

/** Who is behind it, how they fared, and what the cache keeps. */
export const stateTables: StateTables<NginxSettings, NginxState> = (state, context) => [
  {
    code: 'state.peers',
    columns: ['state.peers.server', 'state.peers.condition', 'state.peers.fails', 'state.peers.connections'],
    rows: Object.entries(state.peers).map(([key, peer]) => {
      const server = /^(.*):\d+#/.exec(key)?.[1] ?? key
      return [
        serverValue(server, context.wiring),
        nested(conditionOf(key, server, peer, context)),
        number(peer.fails),
        number(peer.connections),
      ]
    }),
  },
  {
    code: 'state.cache',
    columns: ['state.cache.url', 'state.cache.answer', 'state.cache.size', 'state.cache.fresh'],
    rows: Object.values(state.cache).flatMap((keys) =>
      Object.entries(keys).flatMap(([key, nodes]) =>
        Object.values(nodes).flatMap((node) => cacheRow(key, node, context)),
      ),
    ),
  },
  {
    code: 'state.limits',
    columns: ['state.limits.zone', 'state.limits.key', 'state.limits.excess'],
    rows: Object.entries(state.requests).flatMap(([zone, drips]) =>
      Object.entries(drips).map(([key, { excess }]) => [code(zone), code(key), number(excess / 1000)]),
    ),
  },
  {
    code: 'state.open',
    columns: ['state.open.zone', 'state.open.key', 'state.open.count'],
    rows: Object.entries(state.connections).flatMap(([zone, counts]) =>
      Object.entries(counts).map(([key, count]) => [code(zone), code(key), number(count)]),
    ),
  },
]

/** A server that failed too often is left out for `fail_timeout` after it was last tried. A single one never is. */
function conditionOf(key: string, server: string, { fails, checked }: PeerState, { settings, now }: Context) {
  const { row, isAlone } = rowOf(key, settings) ?? { row: plainRow(server), isAlone: true }
  const left = checked + Math.floor(row.failTimeoutMs / 1000) - Math.floor(now / 1000)
  if (row.down) return say('state-taken-out')
  if (isAlone || row.maxFails === 0 || fails < row.maxFails) return say('state-usable')
  return left < 0 ? say('state-on-trial') : say('state-failed', { left: seconds(Math.max(1, left)) })
}

/** The row that a key stands for, and whether it has no others beside it. */
function rowOf(key: string, settings: NginxSettings): { row: GroupServer; isAlone: boolean } | undefined {
  for (const group of configOf(settings).groups.values()) {
    const index = group.servers.findIndex((_, number) => key.replace(/@\d+$/, '').endsWith(peerKey(group, number, '')))
    const found = group.servers[index]
    if (found) return { row: found.row, isAlone: group.servers.length < 2 }
  }
  return undefined
}

function cacheRow(key: string, { entry, failure }: CacheNode, { now }: Context): readonly Value[][] {
  const url = code(key.replace(/^(https?)(?!:)/, '$1://'))
  if (failure) return [[url, number(failure.status), bytes(0), freshness(failure.until, now)]]
  if (!entry) return []
  return [[url, code(`${entry.status} ${entry.reason}`), bytes(entry.bytes), freshness(entry.validUntil, now)]]
}

function freshness(validUntil: number, now: number): Value {
  const left = validUntil - Math.floor(now / 1000)
  return left < 0 ? nested(say('state-expired')) : seconds(left)
}
