import { code, nested, number, seconds, type Value } from '../../model/message.ts'
import { speaker } from '../../model/speaker.ts'
import type { StateTable, StateTables } from '../contract/state-table.ts'
import type { Wiring } from '../contract/wiring.ts'
import type { Settings } from './fields.ts'
import type { State } from './filter.ts'
import { flowsOf, type Tracked } from './flow-table.ts'
import type en from './texts.en.ts'
import { owner } from './words.ts'

const say = speaker<typeof en>('nftables')

/** What `conntrack -L` and the counters of `nft list ruleset` would show. */
export const stateTables: StateTables<Settings, State> = ({ tracking, counters }, { settings, wiring, now }) => [
  connections(
    flowsOf(tracking).filter((flow) => flow.confirmed && flow.due > now),
    wiring,
    now,
  ),
  {
    code: 'state.counters',
    columns: ['state.counters.rule', 'state.counters.packets'],
    rows: Object.entries(counters).map(([path, packets]) => [
      lineAt(path, settings) ?? { t: 'setting', device: wiring.device, path },
      number(packets),
    ]),
  },
]

/** A rule in nft's own language is told by its words. */
function lineAt(path: string, { chains }: Settings): Value | undefined {
  const [, row = '', place = ''] = /^chains\[(\d+)\]\.rules\[(\d+)\]$/.exec(path) ?? []
  const chain = row === '' ? undefined : chains?.[Number(row)]
  const line = chain?.rules?.[Number(place)]
  return line === undefined ? undefined : code(`${chain?.name ?? ''}: ${line}`)
}

function connections(flows: readonly Tracked[], wiring: Wiring, now: number): StateTable {
  return {
    code: 'state.connections',
    columns: [
      'state.connections.protocol',
      'state.connections.from',
      'state.connections.to',
      'state.connections.translated',
      'state.connections.state',
      'state.connections.left',
    ],
    rows: flows.map((flow) => [
      code(flow.original.protocol.toUpperCase()),
      end(flow.original.source, flow.original.sourcePort, flow, wiring),
      end(flow.original.destination, flow.original.destinationPort, flow, wiring),
      translation(flow, wiring),
      nested(conditionOf(flow)),
      seconds(Math.ceil((flow.due - now) / 1000)),
    ]),
  }
}

/** Pings have no ports; the type numbers that stand in their place are nothing to read. */
function end(address: string, port: number, { original }: Tracked, wiring: Wiring): Value {
  const known = owner(address, wiring)
  const place = original.protocol === 'icmp' ? address : `${address.includes(':') ? `[${address}]` : address}:${port}`
  if (known.t !== 'device') return code(place)
  return nested(say('state-end', { device: known, place: code(place) }))
}

/** Where it really goes, and under which address it is known there. */
function translation(flow: Tracked, wiring: Wiring): Value | undefined {
  const { original, reply } = flow
  const isRedirected = reply.source !== original.destination || reply.sourcePort !== original.destinationPort
  const isHidden = reply.destination !== original.source
  const to = end(reply.source, reply.sourcePort, flow, wiring)
  const from = code(reply.destination)
  if (isRedirected && isHidden) return nested(say('state-both', { to, from }))
  if (isRedirected) return nested(say('state-redirected', { to }))
  return isHidden ? nested(say('state-hidden', { from })) : undefined
}

function conditionOf({ closed, replied }: Tracked) {
  if (closed) return say('state-closing')
  return replied ? say('state-established') : say('state-unreplied')
}
