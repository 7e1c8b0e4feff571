import type { Header } from '../../model/request.ts'
import { all, get } from '../../protocols/http/headers.ts'
import { parseHttpTime } from './http-time.ts'

/**
 * What the conditions of a request make of a 200 answer that nginx holds itself: a file, or an answer that it may
 * keep (ngx_http_not_modified_filter_module). A date must be the very one of the answer (`if_modified_since exact`),
 * and where a date and a tag are sent, both must fit.
 */
export function judgeCondition(
  request: readonly Header[],
  answer: readonly Header[],
  /** `if_modified_since`: `off` never spares the body, `before` also takes a later date. */
  rule = 'exact',
): 'proceed' | 'not-modified' | 'precondition-failed' {
  const modified = timeOf(all(answer, 'Last-Modified').at(-1))
  const etag = all(answer, 'ETag').at(-1)
  const unmodifiedSince = get(request, 'If-Unmodified-Since')
  if (unmodifiedSince !== undefined && !(modified !== undefined && (timeOf(unmodifiedSince) ?? -1) >= modified)) {
    return 'precondition-failed'
  }
  const match = get(request, 'If-Match')
  if (match !== undefined && !isListed(match, etag, false)) return 'precondition-failed'
  const modifiedSince = get(request, 'If-Modified-Since')
  const noneMatch = get(request, 'If-None-Match')
  if (modifiedSince === undefined && noneMatch === undefined) return 'proceed'
  if (modifiedSince !== undefined && !isUnmodified(timeOf(modifiedSince), modified, rule)) return 'proceed'
  if (noneMatch !== undefined && !isListed(noneMatch, etag, true)) return 'proceed'
  return 'not-modified'
}

function isUnmodified(since: number | undefined, modified: number | undefined, rule: string): boolean {
  if (modified === undefined || rule === 'off') return false
  return since === modified || (rule === 'before' && since !== undefined && since >= modified)
}

const timeOf = (text: string | undefined): number | undefined => (text === undefined ? undefined : parseHttpTime(text))

/** nginx compares tags as they are written, quotes or not; it parts the list at commas. */
function isListed(list: string, etag: string | undefined, isWeak: boolean): boolean {
  if (list === '*') return true
  if (etag === undefined) return false
  const wanted = isWeak ? bare(etag) : etag
  let rest = list
  while (rest !== '') {
    if (isWeak) rest = bare(rest)
    if (wanted.length > rest.length) return false
    if (rest.startsWith(wanted) && /^[ \t]*(?:,|$)/.test(rest.slice(wanted.length))) return true
    rest = rest.replace(/^[^,]*[ \t,]*/, '')
  }
  return false
}

/** Without the mark of a weak tag. */
const bare = (text: string): string => (text.length > 2 && text.startsWith('W/') ? text.slice(2) : text)
