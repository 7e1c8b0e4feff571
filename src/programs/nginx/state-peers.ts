import { code, nested, number, seconds, text, type Value } from '../../model/message.ts'
import { speaker } from '../../model/speaker.ts'
import { serverValue } from '../common/peers.ts'
import type { StateContext, StateTable } from '../contract/state-table.ts'
import { failSeconds, isSingle, unusable } from './balance-peers.ts'
import { configOf } from './config.ts'
import type { UpstreamGroup } from './directive.ts'
import { plainRow, type NginxSettings } from './fields.ts'
import { partsOfKey } from './group.ts'
import type { NginxState, PeerState } from './state.ts'
import type en from './texts.en.ts'
import { workersOf } from './upstream-workers.ts'

const say = speaker<typeof en>('nginx')

type Context = StateContext<NginxSettings>

/** The servers behind and how they fared; by group and by worker where there are several. */
export function peersTable({ peers }: NginxState, context: Context): StateTable {
  const config = configOf(context.settings)
  const groups = [...config.groups.values()]
  const hasGroups = groups.filter(({ isImplicit }) => !isImplicit).length > 1
  const workers = workersOf(config)
  const hasWorkers = workers !== 'auto' && workers > 1
  return {
    code: 'state.peers',
    columns: [
      'state.peers.server',
      ...(hasGroups ? ['state.peers.group'] : []),
      ...(hasWorkers ? ['state.peers.worker'] : []),
      'state.peers.condition',
      'state.peers.fails',
      'state.peers.connections',
      'state.peers.weight',
    ],
    rows: Object.entries(peers).map(([key, state]) => {
      const { server, group: name, index, worker } = partsOfKey(key)
      const group =
        name === undefined ? groups.find((one) => one.setting === 'upstreams') : config.groups.get(name.toLowerCase())
      const row = (index === undefined ? undefined : group?.servers[index]?.row) ?? plainRow(server)
      const none = text('')
      return [
        serverValue(server, context.wiring),
        ...(hasGroups ? [name === undefined ? none : code(name)] : []),
        ...(hasWorkers ? [worker === undefined ? none : number(worker)] : []),
        nested(conditionOf(index === undefined ? undefined : group, row, state, context)),
        number(state.fails),
        number(state.connections),
        code(`${state.effective} / ${row.weight}`),
      ] satisfies readonly Value[]
    }),
  }
}

/** A server that failed too often is left out for `fail_timeout` after it was last tried. A single one never is. */
function conditionOf(
  group: UpstreamGroup | undefined,
  row: UpstreamGroup['servers'][number]['row'],
  state: PeerState,
  { now }: Context,
) {
  const second = Math.floor(now / 1000)
  const why = unusable({ row, state, name: '' }, second)
  if (why === 'down') return say('state-taken-out')
  if (why === 'full') return say('state-full', { most: number(row.maxConns ?? 0) })
  const isAlone = group === undefined || isSingle(group.servers)
  if (isAlone || row.maxFails === 0 || state.fails < row.maxFails) return say('state-usable')
  const left = state.checked + failSeconds({ row }) - second
  return left < 0 ? say('state-on-trial') : say('state-failed', { left: seconds(Math.max(1, left)) })
}
