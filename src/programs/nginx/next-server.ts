import { statusReasons, type NextReason, type StatusReason } from './fields.ts'

/** How a try ended, other than with an answer to pass on. */
export type TryFailure = 'error' | 'timeout' | 'invalid_header'

/** After what another server may be tried, as `proxy_next_upstream` names it. */
type Reason = NextReason | TryFailure

export type NextDecision =
  | { readonly next: true }
  | { readonly next: false; readonly why: 'no-more' | 'not-set' | 'sent' | 'late' }

const unrepeatable = new Set(['POST', 'PATCH', 'LOCK'])

interface TryState {
  readonly method: string
  readonly wasSent: boolean
  readonly triesLeft: number
  /** `proxy_next_upstream_timeout` is over. */
  readonly isLate: boolean
}

/**
 * Whether another server is tried (`proxy_next_upstream`): one must be left, the reason must be set, there must be time,
 * and a request that changes something and was already sent is not repeated unless `non_idempotent` is set.
 */
export function decideNext(
  /** As the directive has them. */
  reasons: readonly string[],
  reason: Reason,
  { method, wasSent, triesLeft, isLate }: TryState,
): NextDecision {
  if (triesLeft <= 0) return { next: false, why: 'no-more' }
  if (!reasons.includes(reason)) return { next: false, why: 'not-set' }
  if (isLate) return { next: false, why: 'late' }
  const isRepeatable = !wasSent || !unrepeatable.has(method) || reasons.includes('non_idempotent')
  return isRepeatable ? { next: true } : { next: false, why: 'sent' }
}

/** The reason that an answer's status gives for asking another server or for taking what is kept, if any. */
export const reasonOfStatus = (status: number): StatusReason | undefined =>
  statusReasons.find((reason) => reason === `http_${status}`)

/** A 403 or 404 says nothing against the server: it is tried elsewhere, but not counted as a failure. */
export const countsAsFailure = (reason: Reason): boolean => reason !== 'http_403' && reason !== 'http_404'
