import { byteLength } from '../../lib/utf8.ts'
import { bytes, code, number } from '../../model/message.ts'
import type { HttpBody } from '../../model/packet.ts'
import type { Header } from '../../model/request.ts'
import type { StepRef } from '../../model/verdict.ts'
import { formatHttpDate } from '../../protocols/http/date.ts'
import { get, has, remove, set } from '../../protocols/http/headers.ts'
import { response } from '../../protocols/http/messages.ts'
import { gzippedSize } from '../common/compression.ts'
import { rangeOf } from '../common/conditional.ts'
import type { Reply } from '../contract/outcome.ts'
import { compress } from './compress.ts'
import { errorPage, phraseOf } from './error-page.ts'
import { by, say, type Exchange } from './exchange.ts'
import { judgeCondition } from './not-modified.ts'
import { expand } from './rewrite.ts'

/** An answer before nginx's filters: conditions, added headers, compression, ranges. */
export interface Draft {
  readonly status: number
  readonly reason?: string
  readonly headers: readonly Header[]
  readonly body?: HttpBody | undefined
  readonly because?: StepRef
  /** Files and kept answers: conditions and ranges are judged here; others were judged behind. */
  readonly isOwnCopy?: boolean
  /** Whether parts of it may be asked for, several at once or one. Unset: any part of an own copy. */
  readonly ranges?: 'any' | 'one' | 'none'
  readonly closes?: boolean
}

/** Statuses to which `add_header` adds without `always` (ngx_http_headers_module). */
const decorated = new Set([200, 201, 204, 206, 301, 302, 303, 304, 307, 308])

/** An error page or redirect of nginx's own. */
export function ownPage(status: number, because: StepRef, more: { location?: string; note?: string } = {}): Draft {
  const text = errorPage(status, more.note)
  const location: Header[] = more.location === undefined ? [] : [['Location', more.location]]
  const type: Header[] = text === undefined ? [] : [['Content-Type', 'text/html']]
  const body = text === undefined ? undefined : { bytes: byteLength(text), text }
  return { status, headers: [...type, ...location], body, because, closes: status === 400 || status === 414 }
}

const bodyless = (draft: Draft, status: number): Draft => {
  const { body: _, ...rest } = draft
  const headers = ['Content-Length', 'Content-Type', 'Content-Encoding', 'Accept-Ranges'].reduce(
    (kept: readonly Header[], name) => remove(kept, name),
    draft.headers,
  )
  return { ...rest, status, reason: phraseOf(status), headers, isOwnCopy: false }
}

function judged(exchange: Exchange, draft: Draft): Draft {
  if (!draft.isOwnCopy || draft.status !== 200) return draft
  const verdict = judgeCondition(exchange.request.headers, draft.headers)
  if (verdict === 'proceed') return draft
  if (verdict === 'not-modified') {
    const because = exchange.context.step('answered', say('not-modified'), by('if_modified_since'))
    return { ...bodyless(draft, 304), because }
  }
  const because = exchange.context.step('denied', say('precondition-failed'))
  return ownPage(412, because)
}

function decorate({ context, variables }: Exchange, draft: Draft): Draft {
  const headers = [...draft.headers]
  const lost: string[] = []
  for (const { name, value, always } of context.settings.addHeaders ?? []) {
    const text = expand(value, { ...variables, status: String(draft.status) })
    // A header whose value is empty is not added.
    if (text === '') continue
    if (always || decorated.has(draft.status)) headers.push([name, text])
    else lost.push(name)
  }
  if (lost.length > 0) {
    const names = code(lost.join(', '))
    context.step(
      'decided',
      say('headers-lost', { names, status: number(draft.status) }),
      by('add_header', 'addHeaders'),
    )
  }
  return { ...draft, headers }
}

function compressed({ context, request }: Exchange, draft: Draft): Draft {
  const length = lengthOf(draft)
  const decision = compress(context.settings, request, { status: draft.status, headers: draft.headers, length })
  if (!decision.ok) {
    explainUncompressed(context, decision.why)
    return draft
  }
  const before = length ?? 0
  const after = gzippedSize(before)
  context.step('worked', say('compressed', { before: bytes(before) }), by('gzip', 'gzip'))
  context.step('assumed', say('size-assumed', { after: bytes(after) }))
  const etag = get(draft.headers, 'ETag')
  const weak = etag === undefined || etag.startsWith('W/') ? draft.headers : set(draft.headers, 'ETag', `W/${etag}`)
  const headers = [...remove(remove(weak, 'Content-Length'), 'Accept-Ranges'), ['Content-Encoding', 'gzip'] as const]
  return { ...draft, headers, isOwnCopy: false, body: draft.body && { ...draft.body, bytes: after } }
}

const settingAgainst = { type: 'gzipTypes', 'too-small': 'gzipMinLength' } as const

function explainUncompressed(context: Exchange['context'], why: string): void {
  if (why === 'http-1.0') context.step('decided', say('uncompressed-http10'), by('gzip_http_version', 'gzip'))
  if (why === 'via') context.step('decided', say('uncompressed-via'), by('gzip_proxied', 'gzip'))
  if (why === 'type') context.step('decided', say('uncompressed-type'), by('gzip_types', settingAgainst.type))
  if (why === 'too-small') {
    context.step('decided', say('uncompressed-small'), by('gzip_min_length', settingAgainst['too-small']))
  }
}

function ranged(exchange: Exchange, draft: Draft): Draft {
  const size = lengthOf(draft)
  const ranges = draft.ranges ?? (draft.isOwnCopy ? 'any' : 'none')
  if (ranges === 'none' || draft.status !== 200 || size === undefined) return draft
  const { headers } = draft
  const whole = { ...draft, headers: [...headers, ['Accept-Ranges', 'bytes'] as const] }
  const validators = { etag: get(headers, 'ETag'), lastModified: get(headers, 'Last-Modified') }
  const asked = rangeOf(exchange.request.headers, size, validators)
  const { context } = exchange
  switch (asked.part) {
    case 'whole':
      return whole
    case 'several':
      if (ranges === 'any') context.step('assumed', say('ranges-not-modelled'))
      return whole
    case 'unsatisfiable': {
      const because = context.step('denied', say('range-outside', { size: bytes(size) }))
      return unsatisfiable(exchange, draft, ownPage(416, because), size)
    }
    case 'bytes': {
      const { first, last } = asked
      context.step('answered', say('range-sent', { first: number(first), last: number(last) }))
      const part = set(
        set(headers, 'Content-Range', `bytes ${first}-${last}/${size}`),
        'Content-Length',
        `${last - first + 1}`,
      )
      return { ...draft, status: 206, reason: phraseOf(206), headers: part, body: cut(draft.body, first, last) }
    }
  }
}

/** Bytes `first` to `last` of a body; its text only where each character is one byte. */
function cut(body: HttpBody | undefined, first: number, last: number): HttpBody {
  const size = last - first + 1
  const text = body?.text
  return text === undefined || byteLength(text) !== text.length
    ? { bytes: size }
    : { bytes: size, text: text.slice(first, last + 1) }
}

/** The error page keeps what the answer said of everything but its body; `add_header … always` comes a second time. */
function unsatisfiable(exchange: Exchange, { headers }: Draft, page: Draft, size: number): Draft {
  const ofBody = ['Content-Type', 'Content-Length', 'Content-Encoding', 'Last-Modified', 'ETag']
  const kept = ofBody.reduce((rest: readonly Header[], name) => remove(rest, name), headers)
  return decorate(exchange, { ...page, headers: [...page.headers, ...kept, ['Content-Range', `bytes */${size}`]] })
}

function lengthOf({ headers, body }: Draft): number | undefined {
  const length = get(headers, 'Content-Length')
  return body?.bytes ?? (length === undefined ? undefined : Number(length))
}

/** Sends a draft through nginx's filters, in their order, and makes the message of it. */
export function finish(exchange: Exchange, draft: Draft): Reply {
  const { context, request } = exchange
  const done = ranged(exchange, compressed(exchange, decorate(exchange, judged(exchange, draft))))
  const isClosed =
    done.closes === true || request.version === '1.0' || /close/i.test(get(request.headers, 'Connection') ?? '')
  const hasLength = has(done.headers, 'Content-Length') || has(done.headers, 'Content-Encoding')
  const length: Header[] = done.body && !hasLength ? [['Content-Length', String(done.body.bytes)]] : []
  const isChunked = done.body !== undefined && !has(done.headers, 'Content-Length') && length.length === 0
  const headers: Header[] = [
    ['Server', 'nginx/1.22.1'],
    ['Date', formatHttpDate(context.date())],
    ...length,
    ...done.headers,
    ...(isChunked && request.version === '1.1' ? [['Transfer-Encoding', 'chunked'] as const] : []),
    ['Connection', isClosed ? 'close' : 'keep-alive'],
  ]
  const message = response({
    status: done.status,
    reason: done.reason ?? phraseOf(done.status),
    headers,
    body: request.method === 'HEAD' ? undefined : done.body,
  })
  return { type: 'answer', message, ...(done.because ? { because: done.because } : {}) }
}
