import { byteLength } from '../../lib/utf8.ts'
import { bytes, number } from '../../model/message.ts'
import type { Header } from '../../model/request.ts'
import type { StepRef } from '../../model/verdict.ts'
import { formatHttpDate } from '../../protocols/http/date.ts'
import { get, has, listValues, remove, set } from '../../protocols/http/headers.ts'
import { response } from '../../protocols/http/messages.ts'
import { essenceOf, gzippedSize, takesGzip } from '../common/compression.ts'
import { judgeConditions, rangeOf } from '../common/conditional.ts'
import type { WebDraft } from '../common/web-draft.ts'
import type { Reply } from '../contract/outcome.ts'
import { errorPage, phraseOf, serverToken } from './error-page.ts'
import { by, say, type Exchange } from './exchange.ts'
import { changeHeaders, rulesFor } from './header-rules.ts'

/** An answer before Apache's output filters. */
export interface Draft extends WebDraft {
  /** Files: conditions and ranges are judged here. */
  readonly isFile?: boolean
  /** Answers from behind: ranges are cut here, whatever the server behind made of them. */
  readonly takesRanges?: boolean
  /** A page of Apache's own for an error or a redirect: only rules with `always` touch it. */
  readonly isOwn?: boolean
}

/** Debian's `deflate.conf`. */
const deflatedTypes: readonly string[] = [
  'text/html',
  'text/plain',
  'text/xml',
  'text/css',
  'application/x-javascript',
  'application/javascript',
  'application/ecmascript',
  'application/rss+xml',
  'application/wasm',
  'application/xml',
]

/** An error page or redirect of Apache's own. */
export function ownPage(exchange: Exchange, status: number, because: StepRef, location?: string): Draft {
  const text = errorPage(status, {
    host: exchange.host,
    port: exchange.port,
    ...(location === undefined ? {} : { location }),
  })
  const headers: Header[] = [
    ...(location === undefined ? [] : [['Location', location] as const]),
    ['Content-Type', 'text/html; charset=iso-8859-1'],
  ]
  return { status, headers, body: { bytes: byteLength(text), text }, because, isOwn: true }
}

function judged(exchange: Exchange, draft: Draft): Draft {
  if (!draft.isFile) return draft
  const { context, request } = exchange
  const validators = validatorsOf(draft)
  const verdict = judgeConditions(
    request.headers,
    validators,
    { rule: 'before', date: context.date() },
    isReading(request),
  )
  if (verdict === 'proceed') return draft
  if (verdict === 'precondition-failed') return ownPage(exchange, 412, context.step('denied', say('condition-failed')))
  const headers = ['Content-Length', 'Content-Type', 'Accept-Ranges'].reduce(
    (kept: readonly Header[], name) => remove(kept, name),
    draft.headers,
  )
  return { status: 304, headers, because: context.step('answered', say('not-modified')) }
}

const isReading = ({ method }: Exchange['request']): boolean => method === 'GET' || method === 'HEAD'

const validatorsOf = ({ headers }: Draft) => ({
  etag: get(headers, 'ETag'),
  lastModified: get(headers, 'Last-Modified'),
})

/** Bytes from which on mod_deflate compresses: less could not get any smaller (asked of 2.4.71). */
const worthDeflating = 69

function deflated({ context, request }: Exchange, draft: Draft): Draft {
  const { gzip, gzipTypes } = context.settings
  const length = draft.body?.bytes ?? 0
  if (!gzip || length < worthDeflating || has(draft.headers, 'Content-Encoding') || has(draft.headers, 'Content-Range'))
    return draft
  const types = gzipTypes ?? deflatedTypes
  if (!types.includes(essenceOf(get(draft.headers, 'Content-Type')))) {
    if (takesGzip(request.headers))
      context.step('decided', say('uncompressed-type'), by('AddOutputFilterByType', 'gzipTypes'))
    return draft
  }
  // Caches on the way must know that the answer depends on what the caller takes.
  const varying = [...draft.headers, ['Vary', 'Accept-Encoding'] as const]
  if (!takesGzip(request.headers)) return { ...draft, headers: varying }
  const after = gzippedSize(length)
  context.step('worked', say('compressed', { before: bytes(length) }), by('DEFLATE', 'gzip'))
  context.step('assumed', say(after > length ? 'size-grown-assumed' : 'size-assumed', { after: bytes(after) }))
  const etag = get(varying, 'ETag')
  const suffixed = etag === undefined ? varying : set(varying, 'ETag', etag.replace(/"$/, '-gzip"'))
  const headers = [
    ...remove(remove(suffixed, 'Content-Length'), 'Accept-Ranges'),
    ['Content-Encoding', 'gzip'] as const,
  ]
  return { ...draft, headers, isFile: false, body: { ...draft.body, bytes: after } }
}

/** Boundary line, type and range of one part of an answer in several parts, roughly. */
const partHeadBytes = 90

function ranged(exchange: Exchange, draft: Draft): Draft {
  if (!(draft.isFile || draft.takesRanges) || !draft.body) return draft
  const { context, request } = exchange
  const size = draft.body.bytes
  // An empty place at the front makes all of it no range.
  if (/^bytes=\s*,/i.test(get(request.headers, 'Range') ?? '')) return draft
  const asked = rangeOf(request.headers, size, validatorsOf(draft))
  switch (asked.part) {
    case 'whole':
      return draft
    case 'several': {
      const lengths = asked.ranges.map(({ first, last }) => last - first + 1 + partHeadBytes)
      const because = context.step('answered', say('ranges-sent', { n: number(lengths.length) }))
      const headers = set(draft.headers, 'Content-Type', 'multipart/byteranges; boundary=4d7a1c0e93b25f68')
      const { reason: _, ...rest } = draft
      return { ...rest, status: 206, headers, because, body: { bytes: lengths.reduce((sum, one) => sum + one, 0) } }
    }
    case 'unsatisfiable':
      // What the filter had put on the answer is gone from an error page: no Content-Range (ap_byterange_filter).
      return ownPage(exchange, 416, context.step('denied', say('range-outside', { size: bytes(size) })))
    case 'bytes': {
      const { first, last } = asked
      context.step('answered', say('range-sent', { first: number(first), last: number(last) }))
      const headers = [...draft.headers, ['Content-Range', `bytes ${first}-${last}/${size}`] as const]
      const { reason: _, ...rest } = draft
      return { ...rest, status: 206, headers, body: { bytes: last - first + 1 } }
    }
  }
}

/** After these Apache closes the connection (ap_set_keepalive). */
const closing = new Set([400, 408, 411, 413, 414, 500, 501, 503])

/** Whether the connection stays open, and what is said of that: only who asks for it in words hears it in words. */
function connectionHeaders({ request }: Exchange, status: number, isMeasured: boolean): readonly Header[] {
  const asked = new Set(listValues(request.headers, 'Connection').map((word) => word.toLowerCase()))
  const isAsked = asked.has('keep-alive')
  const isOld = request.version === '1.0'
  if (asked.has('close') || closing.has(status) || (isOld && !(isAsked && isMeasured))) return [['Connection', 'close']]
  return isAsked
    ? [
        ['Keep-Alive', 'timeout=5, max=100'],
        ['Connection', 'Keep-Alive'],
      ]
    : []
}

/**
 * `Header`: with `always` in a list of its own that goes out before the answer's headers, on error pages too; else among
 * the answer's headers (mod_headers).
 */
function ruled(exchange: Exchange, { headers, isOwn }: Draft): readonly Header[] {
  const rules = rulesFor(exchange, exchange.context.settings.responseHeaders ?? [])
  // The type is kept beside both lists.
  const isLasting = ({ always, name }: (typeof rules)[number]) => always && !/^content-type$/i.test(name)
  const always = changeHeaders([], rules.filter(isLasting), exchange)
  const normal = isOwn
    ? headers
    : changeHeaders(
        headers,
        rules.filter((rule) => !isLasting(rule)),
        exchange,
      )
  return [...always, ...normal]
}

/** Sends a draft through the output filters and makes the message of it. */
export function finish(exchange: Exchange, draft: Draft): Reply {
  const { context, request } = exchange
  const done = ranged(exchange, deflated(exchange, judged(exchange, draft)))
  const isOld = request.version === '1.0'
  const isMeasured = done.body !== undefined && !has(done.headers, 'Content-Length')
  const isStreamed = isMeasured && has(done.headers, 'Content-Encoding')
  const own = ruled(exchange, done)
  const headers: Header[] = [
    // An answer from behind keeps its own Date and Server.
    ...(has(done.headers, 'Date') ? [] : [['Date', formatHttpDate(context.date())] as const]),
    ...(has(done.headers, 'Server') || has(own, 'Server') ? [] : [['Server', serverToken] as const]),
    ...own,
    ...(isMeasured && !isStreamed ? [['Content-Length', String(done.body?.bytes)] as const] : []),
    ...(isStreamed && !isOld ? [['Transfer-Encoding', 'chunked'] as const] : []),
    ...connectionHeaders(exchange, done.status, !isStreamed),
  ]
  const reason = done.reason ?? phraseOf(done.status)
  const body = request.method === 'HEAD' ? undefined : done.body
  const message = response({ status: done.status, reason, headers, body })
  return { type: 'answer', message, ...(done.because ? { because: done.because } : {}) }
}
