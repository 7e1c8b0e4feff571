import type { NextReason } from './fields.ts'

/** How a try ended, other than with an answer to pass on. */
export type TryFailure = 'error' | 'timeout'

export type NextDecision =
  | { readonly next: true }
  | { readonly next: false; readonly why: 'no-more' | 'not-set' | 'sent' }

const unrepeatable = new Set(['POST', 'PATCH', 'LOCK'])

/**
 * Whether another server is tried (`proxy_next_upstream`): one must be left, the reason must be set, and a request that
 * changes something and was already sent is not repeated unless `non_idempotent` is set.
 */
export function decideNext(
  /** As the directive has them. */
  reasons: readonly string[],
  reason: NextReason,
  { method, wasSent, triesLeft }: { readonly method: string; readonly wasSent: boolean; readonly triesLeft: number },
): NextDecision {
  if (triesLeft <= 0) return { next: false, why: 'no-more' }
  if (!reasons.includes(reason)) return { next: false, why: 'not-set' }
  const isRepeatable = !wasSent || !unrepeatable.has(method) || reasons.includes('non_idempotent')
  return isRepeatable ? { next: true } : { next: false, why: 'sent' }
}

const reasonsByStatus: Readonly<Record<number, NextReason>> = {
  500: 'http_500',
  502: 'http_502',
  503: 'http_503',
  504: 'http_504',
  403: 'http_403',
  404: 'http_404',
  429: 'http_429',
}

/** The reason that an answer's status gives for going on, if any. */
export const reasonOfStatus = (status: number): NextReason | undefined => reasonsByStatus[status]

/** A 403 or 404 says nothing against the server: it is tried elsewhere, but not counted as a failure. */
export const countsAsFailure = (reason: NextReason): boolean => reason !== 'http_403' && reason !== 'http_404'
