import { bytes, code, nested, number, seconds, type Value } from '../../model/message.ts'
import { speaker } from '../../model/speaker.ts'
import { serverValue } from '../common/peers.ts'
import type { StateContext, StateTables } from '../contract/state-table.ts'
import { plainRow, type NginxSettings } from './fields.ts'
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
]

/** A server that failed too often is left out for `fail_timeout` after it was last tried. A single one never is. */
function conditionOf(key: string, server: string, { fails, checked }: PeerState, { settings, now }: Context) {
  const row = settings.upstreams?.find((one) => one.server === server) ?? plainRow(server)
  const isAlone = key.endsWith('#only') || (settings.upstreams?.length ?? 0) < 2
  const left = checked + Math.floor(row.failTimeoutMs / 1000) - Math.floor(now / 1000)
  if (row.down) return say('state-taken-out')
  if (isAlone || row.maxFails === 0 || fails < row.maxFails) return say('state-usable')
  return left < 0 ? say('state-on-trial') : say('state-failed', { left: seconds(Math.max(1, left)) })
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
