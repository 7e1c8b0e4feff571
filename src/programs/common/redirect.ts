import type { HttpResponseMessage } from '../../model/packet.ts'
import { get } from '../../protocols/http/headers.ts'

const statuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

/** Where an answer sends its receiver on to, as it is written in its Location (RFC 9110 section 15.4); an empty one leads nowhere. */
export function redirectTarget({ status, headers }: HttpResponseMessage): string | undefined {
  return statuses.has(status) ? get(headers, 'Location') || undefined : undefined
}

/** The method after a redirect: curl and browsers make a GET of a POST after 301 and 302 (Fetch, "HTTP-redirect fetch"). */
export function redirectMethod(method: string, status: number): string {
  if ((status === 301 || status === 302) && method === 'POST') return 'GET'
  return status === 303 && method !== 'HEAD' ? 'GET' : method
}
