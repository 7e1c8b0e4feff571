import type { Message } from '../model/message.ts'
import { code, number } from '../model/message.ts'
import type { ApplicationMessage, Packet } from '../model/packet.ts'
import { tlsNames } from '../protocols/spelling.ts'
import { addStep, type Journey } from './journey.ts'
import { say } from './say.ts'

/** No hop is without a step: where nobody had anything to decide, it says what passed by. */
export function describeSilentHops(journey: Journey): void {
  for (const hop of journey.hops) {
    if (hop.steps.length > 0) continue
    if (hop.packetOut) addStep(hop, 'sent', describe(hop.packetOut, 'sends'))
    else if (hop.packetIn) addStep(hop, 'received', describe(hop.packetIn, 'receives'))
    else addStep(hop, 'worked', say('waits'))
  }
}

type Verb = 'sends' | 'receives'

function describe(packet: Packet, verb: Verb): Message {
  return packet.message ? describeMessage(packet.message, verb) : say(`${verb}-packet`)
}

function describeMessage(message: ApplicationMessage, verb: Verb): Message {
  switch (message.protocol) {
    case 'http':
      return message.kind === 'request'
        ? say(`${verb}-request`, { method: code(message.method), target: code(message.target) })
        : say(`${verb}-response`, { status: number(message.status) })
    case 'dns':
      return message.kind === 'query'
        ? say(`${verb}-query`, { name: code(message.question.name), type: code(message.question.type) })
        : say(`${verb}-answer`, { rcode: code(message.rcode ?? 'NOERROR') })
    case 'sql':
      return say(`${verb}-sql`, { text: code(message.text) })
    case 'tls':
      return say(`${verb}-tls`, { kind: code(tlsNames[message.kind]) })
    case 'raw':
      return say(`${verb}-raw`)
  }
}
