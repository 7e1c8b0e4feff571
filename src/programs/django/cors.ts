import type { HttpRequestMessage } from '../../model/packet.ts'
import type { Header } from '../../model/request.ts'
import { get, has } from '../../protocols/http/headers.ts'
import type { DjangoSettings } from './fields.ts'

/** Whether django-cors-headers answers by itself, before any view: an OPTIONS that asks for a method. */
export function isPreflight(request: HttpRequestMessage): boolean {
  return request.method === 'OPTIONS' && has(request.headers, 'Access-Control-Request-Method')
}

export type CorsSettings = Pick<
  DjangoSettings,
  'corsOrigins' | 'corsCredentials' | 'corsMethods' | 'corsHeaders' | 'corsMaxAge'
>

/** No origins at all: the app does without django-cors-headers. */
export const usesCors = ({ corsOrigins = [] }: Pick<CorsSettings, 'corsOrigins'>): boolean => corsOrigins.length > 0

/**
 * What django-cors-headers 4 adds to every answer. `*` among the origins means CORS_ALLOW_ALL_ORIGINS; with
 * credentials it names the asking origin instead of `*`.
 */
export function corsHeaders(settings: CorsSettings, request: HttpRequestMessage): readonly Header[] {
  if (!usesCors(settings)) return []
  const headers: Header[] = [['Vary', 'origin']]
  const origin = get(request.headers, 'Origin')
  const allowsAll = settings.corsOrigins?.includes('*') ?? false
  if (origin === undefined || !(allowsAll || settings.corsOrigins?.includes(origin))) return headers
  headers.push(['Access-Control-Allow-Origin', allowsAll && !settings.corsCredentials ? '*' : origin])
  if (settings.corsCredentials) headers.push(['Access-Control-Allow-Credentials', 'true'])
  if (request.method === 'OPTIONS') {
    headers.push(['Access-Control-Allow-Headers', settings.corsHeaders.join(', ')])
    headers.push(['Access-Control-Allow-Methods', settings.corsMethods.join(', ')])
    if (settings.corsMaxAge > 0) headers.push(['Access-Control-Max-Age', `${settings.corsMaxAge}`])
  }
  return headers
}
