import type { ApplicationMessage } from '../../../model/packet.ts'
import type { HttpRequestSpec } from '../../../model/request.ts'
import type { Seen } from '../../../model/verdict.ts'
import type { AnyProgram } from '../../../programs/contract/program.ts'
import { request as httpRequest } from '../../../protocols/http/messages.ts'
import { bareClient, type Target } from './bare-client.ts'

/**
 * The recorders' own client: one connection, on which exactly what the request says is sent, and nothing is added but a
 * `Host`. Headers that begin with a colon are orders: `:version` 1.0, `:no-host`, `:times` how often on the same
 * connection, `:target` what stands in the request line, `:raw` bytes in place of a request.
 */
export const scriptedClient: AnyProgram = bareClient('scripted-client', 'Scripted client', (request, target) => {
  const timeoutMs = request.timeoutMs ?? 20_000
  const message = messageOf(request, target)
  const times = Number(orderOf(request, ':times') ?? 1)
  return {
    messages: Array.from({ length: times }, () => message),
    connectMs: timeoutMs,
    answerMs: timeoutMs,
    seen,
  }
})

const seen = (answer: ApplicationMessage): Seen =>
  answer.protocol === 'http' && answer.kind === 'response'
    ? { type: 'answer', status: answer.status, reason: answer.reason }
    : { type: 'protocol-error' }

function orderOf({ headers = [] }: HttpRequestSpec, name: string): string | undefined {
  return headers.find(([key]) => key === name)?.[1]
}

function messageOf(request: HttpRequestSpec, { host, path }: Target): ApplicationMessage {
  const raw = orderOf(request, ':raw')
  if (raw !== undefined) return { protocol: 'raw', kind: 'bytes', text: raw }
  const target = orderOf(request, ':target') ?? (path === '' ? '/' : path)
  const own = (request.headers ?? []).filter(([name]) => !name.startsWith(':'))
  const isNamed = own.some(([name]) => name.toLowerCase() === 'host')
  const named = isNamed || orderOf(request, ':no-host') !== undefined ? own : [['Host', host] as const, ...own]
  const { body = '', method } = request
  const sized = body === '' ? named : [...named, ['Content-Length', String(body.length)] as const]
  const version = orderOf(request, ':version') === '1.0' ? '1.0' : '1.1'
  const sent = body === '' ? undefined : { bytes: body.length, text: body }
  return httpRequest({ method, target, version, headers: sized, body: sent })
}
