import type { ApplicationMessage } from '../../../model/packet.ts'
import type { AnyProgram } from '../../../programs/contract/program.ts'
import { bareClient } from './bare-client.ts'

/** The header of a request that says which plan is meant, by its number. */
export const planHeader = ':plan'

/** The recorders' own client: it sends exactly the messages of a plan over one connection. */
export function byteClient(plans: readonly (readonly ApplicationMessage[])[]): AnyProgram {
  return bareClient('byte-client', 'Byte client', ({ headers }) => ({
    messages: plans[Number(headers?.find(([name]) => name === planHeader)?.[1])] ?? [],
    connectMs: 5000,
    answerMs: 20_000,
    seen: () => ({ type: 'open' }),
  }))
}
