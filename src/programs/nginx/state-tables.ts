import { bytes, code, nested, number, seconds, type Value } from '../../model/message.ts'
import { speaker } from '../../model/speaker.ts'
import type { StateContext, StateTables } from '../contract/state-table.ts'
import type { NginxSettings } from './fields.ts'
import { peersTable } from './state-peers.ts'
import type { CacheNode, NginxState } from './state.ts'
import type en from './texts.en.ts'

const say = speaker<typeof en>('nginx')

type Context = StateContext<NginxSettings>

/** Who is behind it, how they fared, and what the cache keeps. */
export const stateTables: StateTables<NginxSettings, NginxState> = (state, context) => [
  peersTable(state, context),
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
