import type { HttpResponseMessage } from '../../model/packet.ts'
import type { Header } from '../../model/request.ts'
import { remove } from '../../protocols/http/headers.ts'
import { absoluteUrl, type Exchange } from './exchange.ts'

/** What nginx keeps to itself of an answer from behind (`proxy_hide_header`, hop-by-hop). */
const hidden = [
  'Date',
  'Server',
  'X-Pad',
  'X-Accel-Expires',
  'X-Accel-Redirect',
  'X-Accel-Limit-Rate',
  'X-Accel-Buffering',
  'X-Accel-Charset',
  'Connection',
  'Keep-Alive',
  'Transfer-Encoding',
]

/** The headers of an answer from behind as the caller gets them. */
export function relayedHeaders({ headers }: HttpResponseMessage): readonly Header[] {
  return hidden.reduce((kept: readonly Header[], name) => remove(kept, name), headers)
}

/**
 * `proxy_redirect default`: a Location that names the server behind, with the URI part of `proxy_pass`, is turned into
 * the location's path here. Nothing where it leads elsewhere.
 */
export function rewriteRedirect(
  exchange: Exchange,
  location: string,
  { proxyHost, upstreamUri, path }: { readonly proxyHost: string; readonly upstreamUri: string; readonly path: string },
): string | undefined {
  const inner = `http://${proxyHost}${upstreamUri === '' ? '/' : upstreamUri}`
  if (!location.startsWith(inner)) return undefined
  const outer = upstreamUri === '' ? '/' : path
  return absoluteUrl(exchange, outer + location.slice(inner.length))
}
