import { createRegistry, type Registry } from '../../engine/registry.ts'
import { kinds } from '../../kinds/registry.ts'
import { byteLength } from '../../lib/utf8.ts'
import type { HttpRequestMessage } from '../../model/packet.ts'
import type { Header } from '../../model/request.ts'
import { soundCertificate } from '../../programs/common/tls-fields.ts'
import { answerHello, certificateFor } from '../../programs/common/tls.ts'
import { defineProgram, type AnyProgram } from '../../programs/contract/program.ts'
import { programs } from '../../programs/registry.ts'
import { response } from '../../protocols/http/messages.ts'
import { bareProgram } from '../bare-program.ts'

/** A request as a scripted server sees it. */
export interface ScriptedRequest {
  /** The device's id in the topology. */
  readonly device: string
  readonly port: number
  /** It came over TLS. */
  readonly tls: boolean
  readonly message: HttpRequestMessage
  /** Virtual ms since the fresh start. */
  readonly at: number
  /** Virtual date, epoch ms. */
  readonly date: number
  /** How many requests this server has had before this one, in this world. */
  readonly before: number
}

export interface ScriptedAnswer {
  readonly status: number
  readonly reason?: string
  readonly headers?: readonly Header[]
  readonly body?: string
  /** Size of the body where it is not that of `body`. */
  readonly bytes?: number
  /** Virtual ms until the answer goes out. */
  readonly delayMs?: number
}

/** Decides what a recorder's test server does with a request: its answer, or how it fails. */
export type Script = (
  request: ScriptedRequest,
) => ScriptedAnswer | { readonly raw: string } | 'close' | 'reset' | 'silence'

const listens = (tls: boolean) => (port: number) =>
  ({ port, protocol: 'tcp', speaks: tls ? 'https' : 'http', tls }) as const

/**
 * The counterpart that the recordings had: a plain HTTP server whose answers are written down, no product.
 * Listens on `ports` of each device that runs it, on `tlsPorts` with a certificate for every name that the diagram's
 * DNS knows; every request is handed to `script`.
 */
function scriptedProgram(script: Script, ports: readonly number[], tlsPorts: readonly number[]): AnyProgram {
  return defineProgram({
    ...bareProgram,
    id: 'scripted',
    name: 'Scripted server',
    serves: 'http',
    initialState: () => ({ requests: 0 }),
    services: () => [...ports.map(listens(false)), ...tlsPorts.map(listens(true))],
    *handle(context, incoming) {
      const { message, service } = incoming
      if (message.protocol === 'tls' && service.tls) {
        return answerHello(context, incoming, certificateFor(soundCertificate, context.wiring, context.date()))
      }
      if (message.protocol !== 'http' || message.kind !== 'request') return { type: 'close' }
      const before = context.state.requests
      context.state.requests += 1
      const { device } = context.wiring
      const asked = {
        device,
        port: service.port,
        tls: service.tls,
        message,
        at: context.now(),
        date: context.date(),
        before,
      }
      const decided = script(asked)
      if (typeof decided === 'string') return { type: decided }
      // Bytes that are no HTTP answer.
      if ('raw' in decided) return { type: 'answer', message: { protocol: 'raw', kind: 'bytes', text: decided.raw } }
      if (decided.delayMs !== undefined) yield* context.work(decided.delayMs)
      const { status, reason, headers = [], body = '', bytes = byteLength(body) } = decided
      // These have none (RFC 9110 sections 15.3.5 and 15.4.5).
      const hasBody = status !== 204 && status !== 304
      const answer = response({ status, headers, body: hasBody ? { bytes, text: body } : undefined })
      return { type: 'answer', message: reason === undefined ? answer : { ...answer, reason } }
    },
  })
}

/** Everything that the product knows, and one scripted server beside it. */
export function scriptedRegistry(
  script: Script,
  ports: readonly number[] = [80],
  tlsPorts: readonly number[] = [],
): Registry {
  return createRegistry(kinds, [...programs, scriptedProgram(script, ports, tlsPorts)])
}
