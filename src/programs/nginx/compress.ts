import type { HttpRequestMessage } from '../../model/packet.ts'
import type { Header } from '../../model/request.ts'
import { all, get, has } from '../../protocols/http/headers.ts'
import { essenceOf, takesGzip } from '../common/compression.ts'
import { parseHttpTime } from './http-time.ts'
import { pattern } from './pattern.ts'
import { flag, inherited, sizeOf, valueOf, type Scope } from './scope.ts'

/** Why an answer goes out as it is; `off`, `status`, `encoded` and `not-asked` are not worth a word. */
export type NotCompressed =
  | 'off'
  | 'not-asked'
  | 'http-1.0'
  | 'via'
  | 'status'
  | 'type'
  | 'too-small'
  | 'encoded'
  | 'disabled'

interface Answer {
  readonly status: number
  readonly headers: readonly Header[]
  /** Bytes; unset where it is not known. */
  readonly length: number | undefined
  /** Virtual date, epoch ms. */
  readonly date: number
}

type Asked = Pick<HttpRequestMessage, 'version' | 'headers'>

/** Why an answer is not compressed, if it is not (ngx_http_gzip_module). `vary`: whether it could be for another caller. */
export function compression(
  scope: Scope,
  request: Asked,
  answer: Answer,
): { readonly against: NotCompressed | undefined; readonly varies: boolean } {
  const unfit = againstAnswer(scope, answer)
  if (unfit) return { against: unfit, varies: false }
  return { against: againstRequest(scope, request, answer), varies: flag(scope, 'gzip_vary', false) }
}

function againstAnswer(scope: Scope, { status, headers, length }: Answer): NotCompressed | undefined {
  if (!flag(scope, 'gzip', false)) return 'off'
  if (![200, 403, 404].includes(status)) return 'status'
  if (has(headers, 'Content-Encoding')) return 'encoded'
  if (length !== undefined && length < sizeOf(scope, 'gzip_min_length', 20)) return 'too-small'
  const types = ['text/html', ...inherited(scope, 'gzip_types').flatMap(({ args }) => args)]
  const type = essenceOf(get(headers, 'Content-Type'))
  const isListed = type !== '' && (types.includes('*') || types.some((one) => one.toLowerCase() === type))
  return isListed ? undefined : 'type'
}

function againstRequest(scope: Scope, { version, headers }: Asked, answer: Answer): NotCompressed | undefined {
  if (!takesGzip(headers)) return 'not-asked'
  if (Number(version) < Number(valueOf(scope, 'gzip_http_version') ?? 1.1)) return 'http-1.0'
  if (has(headers, 'Via') && !mayProxied(scope, headers, answer)) return 'via'
  return isDisabled(scope, get(headers, 'User-Agent') ?? '') ? 'disabled' : undefined
}

const msie6 = 'MSIE [4-6]\\.'

function isDisabled(scope: Scope, agent: string): boolean {
  const masks = inherited(scope, 'gzip_disable').flatMap(({ args }) => args)
  return masks.some((mask) => {
    if (mask !== 'msie6') return pattern(mask, true)?.test(agent) ?? false
    // Internet Explorer 6 with its second service pack can do it.
    return pattern(msie6)?.test(agent) === true && !/MSIE 6\.0.*SV1/.test(agent)
  })
}

/** A request with `Via` came through another proxy: `gzip_proxied` says for which answers that does not matter. */
function mayProxied(scope: Scope, request: readonly Header[], { headers, date }: Answer): boolean {
  const kinds = new Set(inherited(scope, 'gzip_proxied')[0]?.args ?? ['off'])
  if (kinds.has('off')) return false
  if (kinds.has('any') || (kinds.has('auth') && has(request, 'Authorization'))) return true
  const expires = get(headers, 'Expires')
  if (expires !== undefined) {
    const end = kinds.has('expired') ? parseHttpTime(expires) : undefined
    const start = has(headers, 'Date') ? parseHttpTime(get(headers, 'Date') ?? '') : Math.floor(date / 1000)
    return end !== undefined && start !== undefined && end < start
  }
  const control = all(headers, 'Cache-Control').join(',').toLowerCase()
  if (control !== '') {
    return ['no-cache', 'no-store', 'private'].some((word) => kinds.has(word) && control.includes(word))
  }
  if (kinds.has('no_last_modified') && has(headers, 'Last-Modified')) return false
  return !(kinds.has('no_etag') && has(headers, 'ETag'))
}
