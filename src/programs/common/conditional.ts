import type { Header } from '../../model/request.ts'
import { parseHttpDate } from '../../protocols/http/date.ts'
import { get, listValues } from '../../protocols/http/headers.ts'

/** What identifies a state of a resource (RFC 9110 section 8.8). */
export interface Validators {
  readonly etag: string | undefined
  /** As the header has it. */
  readonly lastModified: string | undefined
}

/**
 * When `If-Modified-Since` spares the body: `exact` only at the very date that was sent out (nginx's default), `before`
 * at any date from then on that is not in the future (Apache, RFC 9110 section 13.1.3).
 */
export type DateRule = { readonly rule: 'exact' } | { readonly rule: 'before'; readonly date: number }

const opaque = (etag: string): string => etag.replace(/^W\//, '')

/** What the conditions of a GET or HEAD make of a 200 answer, in the order of RFC 9110 section 13.2.2. */
export function judgeConditions(
  headers: readonly Header[],
  { etag, lastModified }: Validators,
  dateRule: DateRule,
): 'proceed' | 'not-modified' | 'precondition-failed' {
  const match = listValues(headers, 'If-Match')
  if (match.length > 0) {
    const isStrong = etag !== undefined && !etag.startsWith('W/')
    if (!match.includes('*') && !(isStrong && match.includes(etag))) return 'precondition-failed'
  }
  const noneMatch = listValues(headers, 'If-None-Match')
  const isKnown = etag !== undefined && noneMatch.some((one) => one === '*' || opaque(one) === opaque(etag))
  const since = get(headers, 'If-Modified-Since')
  const isOld = since !== undefined && isUnmodified(since, lastModified, dateRule)
  if (noneMatch.length === 0) return isOld ? 'not-modified' : 'proceed'
  // nginx wants both to fit where both are sent; the standard lets the entity tag decide alone.
  const isHeld = isKnown && (isOld || since === undefined || dateRule.rule === 'before')
  return isHeld ? 'not-modified' : 'proceed'
}

function isUnmodified(ifModifiedSince: string, lastModified: string | undefined, dateRule: DateRule): boolean {
  const since = parseHttpDate(ifModifiedSince)
  const modified = parseHttpDate(lastModified ?? '')
  if (since === undefined || modified === undefined) return false
  return dateRule.rule === 'exact' ? since === modified : since >= modified && since <= dateRule.date
}

export type RangeAsked =
  | { readonly part: 'whole' }
  /** Both ends included. */
  | { readonly part: 'bytes'; readonly first: number; readonly last: number }
  | { readonly part: 'unsatisfiable' }
  | { readonly part: 'several' }

/** Which bytes of `size` a `Range` asks for (RFC 9110 section 14.1.2); `If-Range` must still fit (section 13.1.5). */
export function rangeOf(headers: readonly Header[], size: number, { etag, lastModified }: Validators): RangeAsked {
  const range = get(headers, 'Range')?.trim()
  const ifRange = get(headers, 'If-Range')
  if (range === undefined || (ifRange !== undefined && ifRange !== etag && ifRange !== lastModified)) {
    return { part: 'whole' }
  }
  const match = /^bytes=\s*(\d*)-(\d*)\s*$/i.exec(range)
  if (!match) return { part: /^bytes=[\d\s,-]+$/i.test(range) ? 'several' : 'whole' }
  const [, from = '', to = ''] = match
  if (from === '' && to === '') return { part: 'unsatisfiable' }
  const first = from === '' ? Math.max(size - Number(to), 0) : Number(from)
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  return first >= size || last < first ? { part: 'unsatisfiable' } : { part: 'bytes', first, last }
}
