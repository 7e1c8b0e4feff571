import { address, code, nested, number, type Message, type Value } from '../../model/message.ts'
import { speaker } from '../../model/speaker.ts'
import type { Source } from '../../model/trace.ts'
import { serverValue } from '../common/peers.ts'
import type { ConnectFailure } from '../contract/outcome.ts'
import type { Wiring } from '../contract/wiring.ts'
import { keyOf } from './hash.ts'
import type en from './messages.en.ts'
import type { Proxy, Server } from './model.ts'
import type { Picked, Unusable } from './pick.ts'
import type { Sight } from './sight.ts'

export const say = speaker<typeof en>('haproxy')

/** The configuration manual of version 2.6. */
export const manual = (section: string): Source => ({ title: 'HAProxy', section })

export const nameOf = ({ target }: Pick<Server, 'target'>, wiring: Wiring): Value => serverValue(target, wiring)

/** Why this server: the algorithm in one sentence. */
export function pickMessage({ server, by, among }: Picked, backend: Proxy, sight: Sight, wiring: Wiring): Message {
  const name = { server: nameOf(server, wiring) }
  const turn = { ...name, among: number(among), weight: number(server.weight) }
  switch (by) {
    case 'only':
      return say(distributes(server, wiring) ? 'only-target-distributes' : 'only-target', name)
    case 'last':
      return say('last-target', name)
    case 'backup':
      return say('picked-backup', name)
    case 'cookie':
      return say('picked-cookie', name)
    case 'rule':
      return say('picked-rule', name)
    case 'source':
      return say('picked-source', { ...name, client: address(sight.client.address) })
    case 'uri':
    case 'url_param':
    case 'hdr':
    case 'hash':
      return say('picked-key', { ...name, key: code(keyOf(backend.balance, sight) ?? '') })
    case 'turn':
      return say('picked-without-key', turn)
    case 'first':
      return say('picked-first', name)
    case 'leastconn':
      return say('picked-leastconn', { ...name, among: number(among) })
    case 'static-rr':
      return say('picked-static-rr', turn)
    case 'random':
      return say('picked-random', turn)
    case 'roundrobin':
      return say('picked-roundrobin', turn)
  }
}

/** Whether whoever comes next has several servers behind it. */
function distributes({ target }: Server, wiring: Wiring): boolean {
  const id = wiring.peer(target)?.id ?? wiring.ownerOf(target)
  return id !== undefined && wiring.leadsToOf(id).filter(({ serves }) => serves === 'http').length > 1
}

const skipCodes = {
  disabled: 'skipped-disabled',
  down: 'skipped-down',
  drained: 'skipped-drained',
  'no-weight': 'skipped-no-weight',
} as const satisfies Record<Unusable, string>

/** Why a server was left out, and the setting that says so. */
export function skipMessage(
  server: Server,
  why: Unusable,
  { isNamed }: Proxy,
  wiring: Wiring,
): { message: Message; setting: string } {
  return {
    message: say(skipCodes[why], { server: nameOf(server, wiring) }),
    setting: why === 'down' && !isNamed ? 'check' : server.setting,
  }
}

type Why = ConnectFailure['outcome'] | 'reset' | 'closed' | 'no-way' | 'no-tls' | 'not-http'

/** A failure of connecting or asking in two words. */
export const whyFailed = (outcome: Why): Value => nested(say(`why.${outcome}`))
