import type { HttpBody, HttpRequestMessage, HttpResponseMessage } from '../../model/packet.ts'
import type { Header } from '../../model/request.ts'
import { reasonPhrase } from './status.ts'

interface RequestParts {
  readonly method: string
  /** Origin form: path and query. */
  readonly target: string
  readonly version?: '1.0' | '1.1' | undefined
  readonly headers: readonly Header[]
  readonly body?: HttpBody | undefined
}

interface ResponseParts {
  readonly status: number
  readonly reason?: string | undefined
  readonly version?: '1.0' | '1.1' | undefined
  readonly headers: readonly Header[]
  readonly body?: HttpBody | undefined
}

/** A request message (RFC 9112 section 3); HTTP/1.1 unless told. */
export function request({ method, target, version = '1.1', headers, body }: RequestParts): HttpRequestMessage {
  return { protocol: 'http', kind: 'request', method, target, version, headers, ...(body && { body }) }
}

/** A response message (RFC 9112 section 4); HTTP/1.1 and the standard's reason phrase unless told. */
export function response({ status, reason, version = '1.1', headers, body }: ResponseParts): HttpResponseMessage {
  const phrase = reason ?? reasonPhrase(status)
  return { protocol: 'http', kind: 'response', status, reason: phrase, version, headers, ...(body && { body }) }
}
