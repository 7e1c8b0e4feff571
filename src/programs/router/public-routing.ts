import { address, nested, type Message } from '../../model/message.ts'
import type { Packet } from '../../model/packet.ts'
import { speaker } from '../../model/speaker.ts'
import type { Source } from '../../model/trace.ts'
import { parseAddress } from '../../protocols/ip/address.ts'
import { isRoutedOnInternet, scopeOf, type Scope } from '../../protocols/ip/scope.ts'
import type { PacketFilter } from '../contract/packet-filter.ts'
import type en from './messages.en.ts'

const say = speaker<typeof en>('router')

interface NotCarried {
  readonly message: Message
  readonly source: Source
}

/**
 * The net's routers carry what has a global source and destination and drop the rest silently: nobody announces a way
 * to the other ranges, and providers filter such sources (RFC 1918 section 3, RFC 6890 section 2.2, BCP 38). This comes
 * before their routing table, so it is silence and no "net unreachable".
 */
export const carryPublicOnly: PacketFilter<unknown, null> = (packet, context) => {
  const notCarried = context.hook === 'prerouting' ? whyNotCarried(packet) : undefined
  if (!notCarried) return { verdict: 'accept', packet }
  return {
    verdict: 'drop',
    because: context.step('dropped', notCarried.message, { source: notCarried.source }),
  }
}

/** Why the internet does not carry a packet; nothing if it does. The destination is looked at first. */
export function whyNotCarried(packet: Packet): NotCarried | undefined {
  const { source, destination } = packet.ip
  if (!isRoutedOnInternet(destination)) {
    const data = { address: address(destination), scope: nested(scopeMessage(destination)) }
    return { message: say('private-destination', data), source: sourceFor(destination) }
  }
  if (!isRoutedOnInternet(source)) {
    const data = { address: address(source), scope: nested(scopeMessage(source)) }
    return { message: say('private-source', data), source: sourceFor(source) }
  }
  return undefined
}

const scopeCodes = {
  private: 'scope.private',
  loopback: 'scope.loopback',
  'link-local': 'scope.link-local',
  multicast: 'scope.multicast',
  unspecified: 'scope.unspecified',
  shared: 'scope.shared',
  reserved: 'scope.reserved',
  // The two that are carried never get here.
  global: 'scope.reserved',
  documentation: 'scope.reserved',
} as const satisfies Record<Scope, keyof typeof en>

function scopeMessage(text: string): Message {
  const parsed = parseAddress(text)
  return say(parsed.ok ? scopeCodes[scopeOf(parsed.value)] : 'scope.not-an-address')
}

function sourceFor(text: string): Source {
  const parsed = parseAddress(text)
  const isPrivate = parsed.ok && parsed.value.version === 4 && scopeOf(parsed.value) === 'private'
  return isPrivate ? { title: 'RFC 1918', section: '3' } : { title: 'RFC 6890', section: '2.2' }
}
