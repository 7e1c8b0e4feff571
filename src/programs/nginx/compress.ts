import type { HttpRequestMessage } from '../../model/packet.ts'
import type { Header } from '../../model/request.ts'
import { get, has } from '../../protocols/http/headers.ts'
import { essenceOf, takesGzip } from '../common/compression.ts'
import type { NginxSettings } from './fields.ts'

/** Why an answer goes out as it is; `off` and `not-asked` are not worth a word. */
export type NotCompressed = 'off' | 'not-asked' | 'http-1.0' | 'via' | 'status' | 'type' | 'too-small' | 'encoded'

/** Whether an answer is compressed (ngx_http_gzip_module); `length` in bytes, unset where it is not known. */
export function compress(
  settings: Pick<NginxSettings, 'gzip' | 'gzipTypes' | 'gzipMinLength'>,
  request: Pick<HttpRequestMessage, 'version' | 'headers'>,
  response: { readonly status: number; readonly headers: readonly Header[]; readonly length: number | undefined },
): { readonly ok: true } | { readonly ok: false; readonly why: NotCompressed } {
  const why = reasonAgainst(settings, request, response)
  return why === undefined ? { ok: true } : { ok: false, why }
}

function reasonAgainst(
  settings: Pick<NginxSettings, 'gzip' | 'gzipTypes' | 'gzipMinLength'>,
  request: Pick<HttpRequestMessage, 'version' | 'headers'>,
  response: { readonly status: number; readonly headers: readonly Header[]; readonly length: number | undefined },
): NotCompressed | undefined {
  if (!settings.gzip) return 'off'
  if (![200, 403, 404].includes(response.status)) return 'status'
  if (has(response.headers, 'Content-Encoding')) return 'encoded'
  if (!takesGzip(request.headers)) return 'not-asked'
  if (request.version === '1.0') return 'http-1.0'
  // A request with Via came through another proxy: gzip_proxied is off by default.
  if (has(request.headers, 'Via')) return 'via'
  const types = ['text/html', ...(settings.gzipTypes ?? [])]
  const type = essenceOf(get(response.headers, 'Content-Type'))
  if (type === '' || !(types.includes('*') || types.some((one) => one.toLowerCase() === type))) return 'type'
  return response.length !== undefined && response.length < settings.gzipMinLength ? 'too-small' : undefined
}
