import type { ApplicationMessage } from '../../../model/packet.ts'
import type { HttpRequestSpec, Request } from '../../../model/request.ts'
import type { StepRef } from '../../../model/verdict.ts'
import type { Context, Process } from '../../../programs/contract/context.ts'
import { defineProgram, type AnyProgram, type Outcome } from '../../../programs/contract/program.ts'
import { request as httpRequest } from '../../../protocols/http/messages.ts'

/**
 * The recorders' own client: one connection, on which exactly what the request says is sent, and nothing is added but a
 * `Host`. Headers that begin with a colon are orders: `:version` 1.0, `:no-host`, `:times` how often on the same
 * connection, `:target` what stands in the request line, `:raw` bytes in place of a request.
 */
export const scriptedClient: AnyProgram = defineProgram({
  id: 'scripted-client',
  name: 'Scripted client',
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
    if (request.type !== 'http') throw new Error('The scripted client sends HTTP only')
    return yield* send(context, request)
  },
})

function* send(context: Context<unknown, unknown>, request: HttpRequestSpec & Request): Process<Outcome> {
  const [, host = '', port = '80', target = '/'] = /^http:\/\/([^/:]+)(?::(\d+))?(.*)$/.exec(request.url) ?? []
  const timeoutMs = request.timeoutMs ?? 20_000
  const say = () => context.step('sent', { code: 'scripted-client.sends', data: {} })
  const opened = yield* context.connect({ type: 'address', address: host, port: Number(port) }, { timeoutMs })
  if (opened.outcome !== 'ok') {
    const type = opened.outcome === 'prohibited' ? 'host-unreachable' : opened.outcome
    return { seen: { type }, because: opened.because }
  }
  let outcome: Outcome = { seen: { type: 'closed' }, because: say() }
  for (let time = 0; time < Number(orderOf(request, ':times') ?? 1); time++) {
    const message = messageOf(request, host, orderOf(request, ':target') ?? (target === '' ? '/' : target))
    const answer = yield* context.ask(opened.connection, message, { timeoutMs })
    if (answer.outcome !== 'ok') return failed(answer.outcome, answer.because)
    const { message: got, because } = answer
    const isHttp = got.protocol === 'http' && got.kind === 'response'
    outcome = isHttp
      ? { seen: { type: 'answer', status: got.status, reason: got.reason }, because }
      : { seen: { type: 'protocol-error' }, because }
  }
  context.close(opened.connection)
  return outcome
}

function failed(outcome: 'timed-out' | 'reset' | 'closed', because: StepRef): Outcome {
  return { seen: { type: outcome === 'closed' ? 'empty-reply' : outcome }, because }
}

function orderOf({ headers = [] }: HttpRequestSpec, name: string): string | undefined {
  return headers.find(([key]) => key === name)?.[1]
}

function messageOf(request: HttpRequestSpec, host: string, target: string): ApplicationMessage {
  const raw = orderOf(request, ':raw')
  if (raw !== undefined) return { protocol: 'raw', kind: 'bytes', text: raw }
  const own = (request.headers ?? []).filter(([name]) => !name.startsWith(':'))
  const isNamed = own.some(([name]) => name.toLowerCase() === 'host')
  const named = isNamed || orderOf(request, ':no-host') !== undefined ? own : [['Host', host] as const, ...own]
  const { body = '', method } = request
  const sized = body === '' ? named : [...named, ['Content-Length', String(body.length)] as const]
  const version = orderOf(request, ':version') === '1.0' ? '1.0' : '1.1'
  const sent = body === '' ? undefined : { bytes: body.length, text: body }
  return httpRequest({ method, target, version, headers: sized, body: sent })
}
