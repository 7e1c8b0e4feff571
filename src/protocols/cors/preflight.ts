import type { Header } from '../../model/request.ts'
import { get, listValues } from '../http/headers.ts'
import { corsCheck, type CorsRequester, type CorsVerdict } from './check.ts'
import { isForbiddenHeader, safelistedHeader, type CorsProfile } from './safelist.ts'

/** What must be asked before the request itself may be sent. */
export interface PreflightNeed {
  readonly needed: boolean
  /** The method is one to ask for. */
  readonly method: boolean
  /** The headers to ask for, in lower case, sorted: the value of Access-Control-Request-Headers. */
  readonly headers: readonly string[]
}

/** What a preflight's good answer allows, and for how many seconds it may be remembered (0: not at all). */
export type PreflightVerdict = { readonly ok: true; readonly maxAge: number } | Extract<CorsVerdict, { ok: false }>

/** The method as `fetch()` sends it: the common ones in capitals, any other as it was written (Fetch standard). */
export function normaliseMethod(method: string): string {
  return /^(?:delete|get|head|options|post|put)$/i.test(method) ? method.toUpperCase() : method
}

const isSafeMethod = (method: string): boolean => method === 'GET' || method === 'HEAD' || method === 'POST'

/**
 * What a request to another origin must ask for first (Fetch standard, "HTTP fetch" and "CORS-unsafe request-header
 * names"). `headers` are those that the page set.
 */
export function needsPreflight(
  request: { readonly method: string; readonly headers: readonly Header[] },
  profile: CorsProfile,
): PreflightNeed {
  const method = !isSafeMethod(normaliseMethod(request.method))
  const sent = request.headers.filter(([name]) => !isForbiddenHeader(name))
  const safe = sent.filter(([name, value]) => safelistedHeader(name, value, profile))
  const bytes = safe.reduce((sum, [, value]) => sum + value.length, 0)
  const asked = bytes > 1024 ? sent : sent.filter((header) => !safe.includes(header))
  const headers = [...new Set(asked.map(([name]) => name.toLowerCase()))].toSorted()
  return { needed: method || headers.length > 0, method, headers }
}

/**
 * Whether a preflight's answer allows the request (Fetch standard, "CORS-preflight fetch"): origin, status 200 … 299,
 * method byte for byte, headers in any case. In Chromium `*` covers `Authorization` too.
 */
export function preflightCheck(
  response: { readonly status: number; readonly headers: readonly Header[] },
  request: CorsRequester & { readonly method: string; readonly headers: readonly Header[] },
  profile: CorsProfile,
): PreflightVerdict {
  const check = corsCheck(response, request)
  if (!check.ok) return check
  if (response.status < 200 || response.status > 299) return { ok: false, reason: 'preflight-status' }
  const methods = listValues(response.headers, 'Access-Control-Allow-Methods')
  const names = listValues(response.headers, 'Access-Control-Allow-Headers').map((name) => name.toLowerCase())
  if (![...methods, ...names].every(isToken)) return { ok: false, reason: 'preflight-invalid' }
  const method = normaliseMethod(request.method)
  const isAnyMethod = !request.credentials && methods.includes('*')
  if (!isSafeMethod(method) && !isAnyMethod && !methods.includes(method))
    return { ok: false, reason: 'method-not-allowed' }
  const isAnyHeader = !request.credentials && names.includes('*')
  const isCovered = (name: string): boolean =>
    names.includes(name) || (isAnyHeader && (name !== 'authorization' || profile === 'chromium'))
  const header = needsPreflight(request, profile).headers.find((name) => !isCovered(name))
  if (header !== undefined) return { ok: false, reason: 'header-not-allowed', header }
  return { ok: true, maxAge: maxAge(response.headers, profile) }
}

const isToken = (text: string): boolean => /^[!#$%&'*+.^_`|~\w-]+$/.test(text)

/** Seconds; 5 if the header is missing or no number. Chromium remembers for two hours at most, and takes a sign. */
function maxAge(headers: readonly Header[], profile: CorsProfile): number {
  const value = (get(headers, 'Access-Control-Max-Age') ?? '').trim()
  if (profile === 'spec') return /^\d+$/.test(value) ? Number(value) : 5
  return /^[+-]?\d+$/.test(value) ? Math.min(Math.max(Number(value), 0), 7200) : 5
}
