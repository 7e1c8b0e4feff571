import type { HttpRequestMessage, HttpResponseMessage } from '../model/packet.ts'
import type { Header } from '../model/request.ts'
import { parseCacheControl } from '../protocols/http/cache-control.ts'
import {
  conditionalHeaders,
  currentAge,
  judgeReuse,
  judgeStorable,
  updatedHeaders,
  varyKey,
  type StoredResponse,
} from '../protocols/http/cache.ts'
import { get, listValues, remove, set } from '../protocols/http/headers.ts'
import { response } from '../protocols/http/messages.ts'

interface Kept extends StoredResponse {
  readonly message: HttpResponseMessage
  readonly variant: string
}

/** The origin behind: its answer, or nothing where it hangs up; `date` in epoch ms. */
type Origin = (request: HttpRequestMessage, date: number) => HttpResponseMessage | undefined

const kind = { shared: true } as const
const ofOneHop = [
  'Connection',
  'Keep-Alive',
  'Proxy-Authenticate',
  'Proxy-Authorization',
  'Proxy-Connection',
  'TE',
  'Trailer',
  'Transfer-Encoding',
  'Upgrade',
]
const isConditional = /^(?:if-(?:modified-since|unmodified-since|none-match|match|range)|range)$/i

/** A shared cache that does what RFC 9111 says and nothing more: the standard's rulings put to work. */
export class StandardCache {
  private readonly kept = new Map<string, readonly Kept[]>()
  private readonly origin: Origin

  constructor(origin: Origin) {
    this.origin = origin
  }

  ask(request: HttpRequestMessage, date: number): HttpResponseMessage {
    if (request.method !== 'GET' && request.method !== 'HEAD') return this.passOn(request, date)
    const found = this.find(request)
    const isUsable = found !== undefined && judgeReuse(found, request, date, kind).usable
    if (found && isUsable) return answered(request, found, date)
    if (parseCacheControl(request.headers).has('only-if-cached')) return response({ status: 504, headers: [] })
    return this.fetch(request, found, date)
  }

  private find(request: HttpRequestMessage): Kept | undefined {
    return (this.kept.get(request.target) ?? []).findLast(
      (one) => varyKey(request.headers, one.headers) === one.variant,
    )
  }

  private fetch(request: HttpRequestMessage, found: Kept | undefined, date: number): HttpResponseMessage {
    const own = found ? conditionalHeaders(found.headers) : []
    const rest = own.length > 0 ? request.headers.filter(([name]) => !isConditional.test(name)) : request.headers
    const message = this.origin({ ...request, headers: [...rest, ...own] }, date)
    if (!message) return response({ status: 502, headers: [] })
    if (message.status === 304 && found && own.length > 0) {
      const updated = keptOf(request, updatedBy(found.message, message), date)
      if (updated) this.keep(request.target, updated)
      return answered(request, updated ?? found, date)
    }
    const kept = keptOf(request, message, date)
    if (request.method === 'GET' && kept && judgeStorable(request, message, kind).storable)
      this.keep(request.target, kept)
    return { ...message, headers: withoutHop(message.headers) }
  }

  private keep(target: string, one: Kept): void {
    this.kept.set(target, [...(this.kept.get(target) ?? []).filter(({ variant }) => variant !== one.variant), one])
  }

  /** What an unsafe method may have changed is forgotten (RFC 9111 section 4.4). */
  private passOn(request: HttpRequestMessage, date: number): HttpResponseMessage {
    const message = this.origin(request, date)
    if (!message) return response({ status: 502, headers: [] })
    if (message.status < 400) {
      this.kept.delete(request.target)
      for (const name of ['Location', 'Content-Location']) this.kept.delete(get(message.headers, name) ?? '')
    }
    return { ...message, headers: withoutHop(message.headers) }
  }
}

function keptOf(request: HttpRequestMessage, message: HttpResponseMessage, date: number): Kept | undefined {
  const variant = varyKey(request.headers, message.headers)
  if (variant === undefined) return undefined
  const headers = withoutHop(message.headers)
  return {
    status: message.status,
    headers,
    message: { ...message, headers },
    requestedAt: date,
    receivedAt: date,
    variant,
  }
}

function withoutHop(headers: readonly Header[]): readonly Header[] {
  const named = listValues(headers, 'Connection')
  return [...ofOneHop, ...named].reduce((rest: readonly Header[], name) => remove(rest, name), headers)
}

const ofBody = /^content-(?:length|encoding|type|range)$/i

/** A 304 brings new values, but for what tells of the body (RFC 9111 section 3.2). */
const updatedBy = (kept: HttpResponseMessage, { headers }: HttpResponseMessage): HttpResponseMessage => ({
  ...kept,
  headers: updatedHeaders(kept.headers, withoutHop(headers), (name) => !ofBody.test(name)),
})

const opaque = (tag: string): string => tag.replace(/^W\//, '')

function answered({ headers, method }: HttpRequestMessage, kept: Kept, date: number): HttpResponseMessage {
  const { message } = kept
  const aged = { ...message, headers: set(message.headers, 'Age', String(currentAge(kept, date))) }
  const tags = listValues(headers, 'If-None-Match')
  const etag = get(message.headers, 'ETag')
  const isTagged = etag !== undefined && tags.some((tag) => tag === '*' || opaque(tag) === opaque(etag))
  const since = get(headers, 'If-Modified-Since')
  const isSame = tags.length === 0 && since !== undefined && since === get(message.headers, 'Last-Modified')
  if (message.status === 200 && (isTagged || isSame))
    return response({ status: 304, headers: remove(aged.headers, 'Content-Length') })
  if (method === 'HEAD') return response({ status: aged.status, headers: aged.headers })
  return aged
}
