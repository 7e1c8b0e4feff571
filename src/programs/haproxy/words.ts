import { address, nested, number, type Message, type Value } from '../../model/message.ts'
import { speaker } from '../../model/speaker.ts'
import type { Source } from '../../model/trace.ts'
import { serverValue } from '../common/peers.ts'
import type { ConnectFailure } from '../contract/outcome.ts'
import type { Wiring } from '../contract/wiring.ts'
import type en from './messages.en.ts'
import type { Pick, Unusable } from './pick.ts'
import type { Server } from './servers.ts'

export const say = speaker<typeof en>('haproxy')

/** The configuration manual of version 2.6. */
export const manual = (section: string): Source => ({ title: 'HAProxy', section })

export const nameOf = ({ row }: Server, wiring: Wiring): Value => serverValue(row.server, wiring)

/** Why this server: the algorithm in one sentence. */
export function pickMessage({ server, by, among }: Pick, client: string, wiring: Wiring): Message {
  const name = { server: nameOf(server, wiring) }
  switch (by) {
    case 'only':
      return say(distributes(server, wiring) ? 'only-target-distributes' : 'only-target', name)
    case 'last':
      return say('last-target', name)
    case 'backup':
      return say('picked-backup', name)
    case 'source':
      return say('picked-source', { ...name, client: address(client) })
    case 'first':
      return say('picked-first', name)
    case 'leastconn':
      return say('picked-leastconn', { ...name, among: number(among) })
    case 'static-rr':
      return say('picked-static-rr', { ...name, among: number(among), weight: number(server.row.weight) })
    case 'roundrobin':
      return say('picked-roundrobin', { ...name, among: number(among), weight: number(server.row.weight) })
  }
}

/** Whether whoever comes next has several servers behind it. */
function distributes({ row }: Server, wiring: Wiring): boolean {
  const id = wiring.peer(row.server)?.id ?? wiring.ownerOf(row.server)
  return id !== undefined && wiring.leadsToOf(id).filter(({ serves }) => serves === 'http').length > 1
}

const skipCodes = {
  disabled: 'skipped-disabled',
  down: 'skipped-down',
  'no-weight': 'skipped-no-weight',
} as const satisfies Record<Unusable, string>

/** Why a server was left out, and the setting that says so. */
export function skipMessage(server: Server, why: Unusable, wiring: Wiring): { message: Message; setting: string } {
  return {
    message: say(skipCodes[why], { server: nameOf(server, wiring) }),
    setting: why === 'down' ? 'check' : server.setting,
  }
}

/** A failure of connecting or asking in two words. */
export const whyFailed = (outcome: ConnectFailure['outcome'] | 'reset' | 'closed' | 'no-way' | 'no-tls'): Value =>
  nested(say(`why.${outcome}`))
