import {
  address,
  code,
  device,
  nested,
  number,
  portNumber,
  text,
  type Message,
  type Value,
} from '../../model/message.ts'
import type { Packet } from '../../model/packet.ts'
import { speaker } from '../../model/speaker.ts'
import type { Source } from '../../model/trace.ts'
import type { Wiring } from '../contract/wiring.ts'
import type en from './messages.en.ts'
import type { Origin } from './ruleset.ts'

export const say = speaker<typeof en>('nftables')

export const manual = (section: string): Source => ({ title: 'nft(8)', section })

/** What decides where no rule did. */
export const defaultPolicy = (): Message => say('default-policy')

/** `Rule 3 “web”`, for rules of the form, port forwardings, and lines of nft's language. */
export function numbered(origin: Origin): Message {
  if (origin.type === 'line') {
    const { number: place, chain, line } = origin
    return say('line-number', { number: number(place), chain: code(chain), line: code(line) })
  }
  if (origin.type !== 'rule' && origin.type !== 'forwarding' && origin.type !== 'input-rule') return defaultPolicy()
  const { type, name } = origin
  const data = { number: number(origin.number) }
  const key = ({ rule: 'rule', forwarding: 'forwarding', 'input-rule': 'input-rule' } as const)[type]
  return name === undefined || name === ''
    ? say(`${key}-number`, data)
    : say(`${key}-named`, { ...data, name: text(name) })
}

/** What a packet is about, in a few words: `TCP port 443`. */
export function whatOf({ transport }: Packet): Value {
  if (transport.type === 'tcp') return nested(say('what.tcp', { port: portNumber(transport.destinationPort) }))
  if (transport.type === 'udp') return nested(say('what.udp', { port: portNumber(transport.destinationPort) }))
  const isPing = transport.type === 'icmp' && transport.code.startsWith('echo')
  return nested(isPing ? say('what.ping') : say('what.icmp'))
}

/** A device by name where the address is somebody's, else the address. */
export function owner(text: string, wiring: Wiring): Value {
  const id = wiring.ownerOf(text)
  return id === undefined || id === wiring.device ? address(text) : device(id)
}
