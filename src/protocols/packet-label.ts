import { assertNever } from '../lib/assert.ts'
import type { ApplicationMessage, Packet, TransportLayer } from '../model/packet.ts'
import { tlsNames } from './spelling.ts'

/** What a packet is called in one line: literal protocol text, the same in every language. */
export function packetLabel({ message, transport }: Packet): string {
  return message ? messageLabel(message) : transportLabel(transport)
}

/** What a message is called in one line. */
export function messageLabel(message: ApplicationMessage): string {
  switch (message.protocol) {
    case 'http':
      return message.kind === 'request' ? `${message.method} ${message.target}` : `${message.status} ${message.reason}`
    case 'dns': {
      const { name, type } = message.question
      if (message.kind === 'query') return `DNS ${type} ${name}`
      const answer = message.answers?.at(-1)
      return `DNS ${answer ? answer.data : (message.rcode ?? 'NOERROR')}`
    }
    case 'sql':
      return message.kind === 'query' || message.kind === 'result' ? message.text : `SQL ${message.kind}`
    case 'tls':
      return message.kind === 'alert' ? `TLS ${message.alert ?? 'alert'}` : `TLS ${tlsNames[message.kind]}`
    case 'raw':
      return message.text
    default:
      return assertNever(message)
  }
}

function transportLabel(transport: TransportLayer): string {
  switch (transport.type) {
    case 'tcp':
      return `TCP ${transport.flags.join(' ')}`
    case 'udp':
      return `UDP ${transport.destinationPort}`
    case 'icmp':
      return `ICMP ${transport.code}`
    case 'file':
      return transport.path
    default:
      return assertNever(transport)
  }
}
