import type { Header } from '../../model/request.ts'
import { all } from '../http/headers.ts'

/** Why a page may not see an answer, or not ask for it. */
export type CorsReason =
  | 'no-allow-origin'
  | 'several-allow-origins'
  | 'origin-mismatch'
  | 'wildcard-with-credentials'
  | 'no-allow-credentials'
  | 'preflight-status'
  | 'preflight-invalid'
  | 'method-not-allowed'
  | 'header-not-allowed'

/** `header` is the request header that was not allowed, in lower case. */
export type CorsVerdict =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: CorsReason; readonly header?: string }

/** Who asks: the page's origin (`null` after a redirect from one foreign origin to another) and whether with cookies. */
export interface CorsRequester {
  readonly origin: string
  /** Credentials mode `include`. */
  readonly credentials: boolean
}

/** Whether an answer lets this page see it (Fetch standard, "CORS check"); Chromium agrees. */
export function corsCheck(response: { readonly headers: readonly Header[] }, requester: CorsRequester): CorsVerdict {
  const origin = combined(response.headers, 'Access-Control-Allow-Origin')
  if (origin === undefined) return { ok: false, reason: 'no-allow-origin' }
  if (origin === '*' && !requester.credentials) return { ok: true }
  if (origin === '*') return { ok: false, reason: 'wildcard-with-credentials' }
  if (origin !== requester.origin) {
    return { ok: false, reason: /[ ,]/.test(origin) ? 'several-allow-origins' : 'origin-mismatch' }
  }
  if (!requester.credentials) return { ok: true }
  const allowed = combined(response.headers, 'Access-Control-Allow-Credentials') === 'true'
  return allowed ? { ok: true } : { ok: false, reason: 'no-allow-credentials' }
}

/** One value of all field lines, as Fetch gets it: joined by comma and blank. */
function combined(headers: readonly Header[], name: string): string | undefined {
  const values = all(headers, name).map((value) => value.replace(/^[ \t\n\r]+|[ \t\n\r]+$/g, ''))
  return values.length === 0 ? undefined : values.join(', ')
}
