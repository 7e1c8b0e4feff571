import { err, ok, type Result } from '../../lib/result.ts'
import type { Header } from '../../model/request.ts'
import { all } from '../http/headers.ts'
import { corsCheck, type CorsReason, type CorsRequester, type CorsVerdict } from './check.ts'
import { isForbiddenHeader, safelistedHeader, type CorsProfile } from './safelist.ts'

/** What must be asked before the request itself may be sent. */
export interface PreflightNeed {
  readonly needed: boolean
  /** The method is one to ask for. */
  readonly method: boolean
  /** The headers to ask for, in lower case, sorted: the value of Access-Control-Request-Headers. */
  readonly headers: readonly string[]
}

/** What a preflight's good answer allows; it may be remembered, and then holds for other requests too. */
export interface PreflightGrant {
  readonly methods: readonly string[]
  /** In lower case. */
  readonly headers: readonly string[]
  /** It was asked for, and allows, cookies. */
  readonly credentials: boolean
  /** Seconds that it may be remembered; 0: not at all. */
  readonly maxAge: number
}

/** A request as far as a preflight asks for it; `headers` are those that the page set. */
export interface AskedRequest {
  readonly method: string
  readonly headers: readonly Header[]
  readonly credentials: boolean
}

const isSafeMethod = (method: string): boolean => method === 'GET' || method === 'HEAD' || method === 'POST'

/** The method as `fetch()` sends it: the common ones in capitals, any other as it was written (Fetch standard). */
export function normaliseMethod(method: string): string {
  return /^(?:delete|get|head|options|post|put)$/i.test(method) ? method.toUpperCase() : method
}

/** What a request to another origin must ask for first (Fetch, "HTTP fetch" and "CORS-unsafe request-header names"). */
export function needsPreflight(request: Omit<AskedRequest, 'credentials'>, profile: CorsProfile): PreflightNeed {
  const method = !isSafeMethod(normaliseMethod(request.method))
  const sent = request.headers.filter(([name, value]) => !isForbiddenHeader(name, value, profile))
  const safe = sent.filter(([name, value]) => safelistedHeader(name, value, profile))
  const bytes = safe.reduce((sum, [, value]) => sum + value.length, 0)
  const asked = bytes > 1024 ? sent : sent.filter((header) => !safe.includes(header))
  const headers = [...new Set(asked.map(([name]) => name.toLowerCase()))].toSorted()
  return { needed: method || headers.length > 0, method, headers }
}

/** What a preflight's answer allows: its origin, a status of 200 … 299, its lists (Fetch, "CORS-preflight fetch"). */
export function readGrant(
  response: { readonly status: number; readonly headers: readonly Header[] },
  requester: CorsRequester,
  profile: CorsProfile,
): Result<PreflightGrant, CorsReason> {
  const check = corsCheck(response, requester)
  if (!check.ok) return err(check.reason)
  if (response.status < 200 || response.status > 299) return err('preflight-status')
  const methods = tokens(response.headers, 'Access-Control-Allow-Methods')
  const headers = tokens(response.headers, 'Access-Control-Allow-Headers')
  if (!methods || !headers) return err('preflight-invalid')
  return ok({
    methods,
    headers: headers.map((name) => name.toLowerCase()),
    credentials: requester.credentials,
    maxAge: maxAge(response.headers, profile),
  })
}

/**
 * Whether a grant covers a request: the method byte for byte or `*`, each header in any case or `*`; with cookies `*`
 * is a name like any other. In Chromium it covers `Authorization` too, but not when it was given for an earlier request.
 */
export function isGranted(
  grant: PreflightGrant,
  request: AskedRequest,
  profile: CorsProfile,
  isRemembered = false,
): CorsVerdict {
  const { credentials } = request
  if (credentials && !grant.credentials) return { ok: false, reason: 'no-allow-credentials' }
  const method = normaliseMethod(request.method)
  const isAny = (list: readonly string[]) => !credentials && list.includes('*')
  if (!isSafeMethod(method) && !isAny(grant.methods) && !grant.methods.includes(method)) {
    return { ok: false, reason: 'method-not-allowed' }
  }
  const isCovered = (name: string): boolean =>
    grant.headers.includes(name) ||
    (isAny(grant.headers) && (name !== 'authorization' || (profile === 'chromium' && !isRemembered)))
  const header = needsPreflight(request, profile).headers.find((name) => !isCovered(name))
  return header === undefined ? { ok: true } : { ok: false, reason: 'header-not-allowed', header }
}

/** The members of a list of tokens over all its field lines; nothing if one of them is no token. */
function tokens(headers: readonly Header[], name: string): readonly string[] | undefined {
  const members = all(headers, name)
    .flatMap((value) => value.split(','))
    .map((member) => member.replace(/^[ \t]+|[ \t]+$/g, ''))
    .filter((member) => member !== '')
  return members.every((member) => /^[!#$%&'*+.^_`|~\w-]+$/.test(member)) ? members : undefined
}

/** Seconds; 5 if the header is missing or no number. Chromium remembers for two hours at most, and takes a sign. */
function maxAge(headers: readonly Header[], profile: CorsProfile): number {
  const value = all(headers, 'Access-Control-Max-Age').join(', ').trim()
  if (profile === 'spec') return /^\d+$/.test(value) ? Number(value) : 5
  // Beyond 64 bits it is no number for Chromium.
  return /^[+-]?\d+$/.test(value) && Math.abs(Number(value)) < 2 ** 63 ? Math.min(Math.max(Number(value), 0), 7200) : 5
}
