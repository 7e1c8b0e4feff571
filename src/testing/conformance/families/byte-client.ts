import type { ApplicationMessage } from '../../../model/packet.ts'
import { defineProgram, type AnyProgram, type Outcome } from '../../../programs/contract/program.ts'

/** The header of a request that says which plan is meant, by its number. */
export const planHeader = ':plan'

/**
 * The recorders' own client: it sends exactly the messages of a plan over one connection, to the host and port of the
 * request's URL, each when the one before is answered.
 */
export function byteClient(plans: readonly (readonly ApplicationMessage[])[]): AnyProgram {
  return defineProgram({
    id: 'byte-client',
    name: 'Byte client',
    profiles: ['1'],
    serves: undefined,
    forwards: false,
    fields: {},
    sections: [],
    migrations: [],
    messages: { en: async () => ({ default: {} }), de: async () => ({ default: {} }) },
    texts: { en: async () => ({ default: {} }), de: async () => ({ default: {} }) },
    initialState: () => null,
    derive: () => ({}),
    services: () => [],
    *originate(context, request) {
      if (request.type !== 'http') throw new Error('The byte client sends HTTP only')
      const [, host = '', port = '80'] = /^http:\/\/(\[[^\]]+\]|[^/:]+)(?::(\d+))?/.exec(request.url) ?? []
      const plan = plans[Number(request.headers?.find(([name]) => name === planHeader)?.[1])] ?? []
      const opened = yield* context.connect({ type: 'address', address: host, port: Number(port) }, { timeoutMs: 5000 })
      if (opened.outcome !== 'ok') {
        const type = opened.outcome === 'prohibited' ? 'host-unreachable' : opened.outcome
        return { seen: { type }, because: opened.because }
      }
      let outcome: Outcome = {
        seen: { type: 'closed' },
        because: context.step('sent', { code: 'byte-client.sends', data: {} }),
      }
      for (const message of plan) {
        const answer = yield* context.ask(opened.connection, message, { timeoutMs: 20_000 })
        outcome =
          answer.outcome === 'ok'
            ? { seen: { type: 'open' }, because: answer.because }
            : { seen: { type: answer.outcome === 'closed' ? 'empty-reply' : answer.outcome }, because: answer.because }
        if (answer.outcome !== 'ok') return outcome
      }
      context.close(opened.connection)
      return outcome
    },
  })
}
