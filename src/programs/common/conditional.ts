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
  isRead = true,
): 'proceed' | 'not-modified' | 'precondition-failed' {
  const match = listValues(headers, 'If-Match')
  if (match.length > 0) {
    const isStrong = etag !== undefined && !etag.startsWith('W/')
    if (!match.includes('*') && !(isStrong && match.includes(etag))) return 'precondition-failed'
  }
  if (isChangedSince(get(headers, 'If-Unmodified-Since'), lastModified)) return 'precondition-failed'
  const noneMatch = listValues(headers, 'If-None-Match')
  // Among others a star is no more than a name that nothing has.
  const isAny = noneMatch.length === 1 && noneMatch[0] === '*'
  const isKnown = etag !== undefined && (isAny || noneMatch.some((one) => opaque(one) === opaque(etag)))
  const since = get(headers, 'If-Modified-Since')
  const isOld = since !== undefined && isUnmodified(since, lastModified, dateRule)
  if (!isRead) return isKnown ? 'precondition-failed' : 'proceed'
  if (noneMatch.length === 0) return isOld ? 'not-modified' : 'proceed'
  // `*` fits everything, so where a date is sent too that one decides (ap_meets_conditions).
  const isHeld = isKnown && (isOld || since === undefined || !isAny)
  return isHeld ? 'not-modified' : 'proceed'
}

function isChangedSince(unmodifiedSince: string | undefined, lastModified: string | undefined): boolean {
  const [since, modified] = [parseHttpDate(unmodifiedSince ?? ''), parseHttpDate(lastModified ?? '')]
  return since !== undefined && modified !== undefined && modified > since
}

function isUnmodified(ifModifiedSince: string, lastModified: string | undefined, dateRule: DateRule): boolean {
  const since = parseHttpDate(ifModifiedSince)
  const modified = parseHttpDate(lastModified ?? '')
  if (since === undefined || modified === undefined) return false
  return dateRule.rule === 'exact' ? since === modified : since >= modified && since <= dateRule.date
}

/** Bytes of a file, both ends included. */
export interface ByteRange {
  readonly first: number
  readonly last: number
}

export type RangeAsked =
  | { readonly part: 'whole' }
  | ({ readonly part: 'bytes' } & ByteRange)
  | { readonly part: 'unsatisfiable' }
  /** Several that do not touch. */
  | { readonly part: 'several'; readonly ranges: readonly ByteRange[] }

/**
 * Which bytes of `size` a `Range` asks for (RFC 9110 section 14.1.2), as Apache reads it (`ap_set_byterange`): one that
 * is malformed makes it forget the header, and those that touch or overlap become one. `If-Range` must still fit
 * (section 13.1.5).
 */
export function rangeOf(headers: readonly Header[], size: number, { etag, lastModified }: Validators): RangeAsked {
  const range = get(headers, 'Range')
  const ifRange = get(headers, 'If-Range')
  if (range === undefined || (ifRange !== undefined && ifRange !== etag && ifRange !== lastModified)) {
    return { part: 'whole' }
  }
  const [, listed = ''] = /^bytes=(.+)$/i.exec(range) ?? []
  const ranges: ByteRange[] = []
  for (const one of listed.split(',').map((word) => word.trimEnd().replace(/^\s+/, ranges.length > 0 ? '' : '$&'))) {
    if (one.trim() === '') continue
    const read = readRange(one, size)
    if (read === 'malformed') return { part: 'whole' }
    const before = ranges.at(-1)
    if (read === 'outside') continue
    if (before && read.first <= before.last + 1 && read.last >= before.first - 1) {
      ranges.splice(-1, 1, {
        first: Math.min(before.first, read.first),
        last: Math.max(before.last, read.last),
      })
    } else ranges.push(read)
  }
  const [only] = ranges
  if (listed.replaceAll(/[\s,]/g, '') === '') return { part: 'whole' }
  if (!only) return { part: 'unsatisfiable' }
  return ranges.length > 1 ? { part: 'several', ranges } : { part: 'bytes', ...only }
}

/** More digits than a file length has are no number. */
const mostDigits = 18

function readRange(text: string, size: number): ByteRange | 'malformed' | 'outside' {
  const [, from, to] = /^(\d*)-(\d*)$/.exec(text) ?? []
  if (from === undefined || to === undefined || from.length > mostDigits || to.length > mostDigits) return 'malformed'
  if (from === '') return Number(to) === 0 ? 'malformed' : { first: Math.max(size - Number(to), 0), last: size - 1 }
  const first = Number(from)
  const last = to === '' ? size - 1 : Number(to)
  if (to !== '' && last < first) return 'malformed'
  return first >= size ? 'outside' : { first, last: Math.min(last, size - 1) }
}
