import { byteLength } from '../../lib/utf8.ts'
import { bytes, code, number, type Message } from '../../model/message.ts'
import type { Header } from '../../model/request.ts'
import type { StepRef } from '../../model/verdict.ts'
import { formatHttpDate } from '../../protocols/http/date.ts'
import { get, has, remove, set } from '../../protocols/http/headers.ts'
import { response } from '../../protocols/http/messages.ts'
import { gzippedSize } from '../common/compression.ts'
import type { WebDraft } from '../common/web-draft.ts'
import type { Reply } from '../contract/outcome.ts'
import { charsetOf } from './charset.ts'
import { compression, type NotCompressed } from './compress.ts'
import { closesAfter, errorPage, phraseOf, shownStatus, wantsPadding } from './error-page.ts'
import { by, say, type Exchange } from './exchange.ts'
import { withExpires } from './expires.ts'
import { judgeCondition } from './not-modified.ts'
import { cut, partsOf, several } from './ranges.ts'
import { because, flag, from, inherited, sizeOf, the, timeOf, valueOf } from './scope.ts'
import { parseTime } from './values.ts'
import { fill } from './variables.ts'

/** An answer before nginx's filters: conditions, added headers, compression, ranges. */
export interface Draft extends WebDraft {
  /** A page of nginx's own: `error_page` may put another in its place. */
  readonly isPage?: boolean
  /** From a server behind: `error_page` may take its place with `proxy_intercept_errors`. */
  readonly isFromBehind?: boolean
  /** What a server behind says of a body that it does not send goes on as it came. */
  readonly isRelayed?: boolean
  /** Files and kept answers: conditions and ranges are judged here; others were judged behind. */
  readonly isOwnCopy?: boolean
  /** Whether parts of it may be asked for, several at once or one. Unset: any part of an own copy. */
  readonly ranges?: 'any' | 'one' | 'none'
  /** Made while it is sent: it goes out in chunks. */
  readonly isOfUnknownLength?: boolean
  /** Of a server behind whose own name is passed on (`proxy_pass_header Server`). */
  readonly keepsServer?: boolean
}

/** Statuses to which `add_header` and `expires` add without `always` (ngx_http_headers_module). */
const decorated = new Set([200, 201, 204, 206, 301, 302, 303, 304, 307, 308])

/** Other statuses tell no date of change. */
const dated = new Set([200, 206, 304])

/** As `server_tokens` lets it be told. */
export const productOf = ({ scope }: Pick<Exchange, 'scope'>): string =>
  flag(scope, 'server_tokens', true) || valueOf(scope, 'server_tokens') === 'build' ? 'nginx/1.22.1' : 'nginx'

/** An error page or redirect of nginx's own. */
export function ownPage(
  exchange: Pick<Exchange, 'scope' | 'request'>,
  status: number,
  reason: StepRef,
  more: { readonly location?: string; readonly headers?: readonly Header[] } = {},
): Draft {
  const isPadded =
    flag(exchange.scope, 'msie_padding', true) && wantsPadding(get(exchange.request.headers, 'User-Agent') ?? '')
  const text = errorPage(status, productOf(exchange), isPadded)
  const location: Header[] = more.location === undefined ? [] : [['Location', more.location]]
  const type: Header[] = text === undefined ? [] : [['Content-Type', 'text/html']]
  const body = { bytes: byteLength(text ?? ''), text: text ?? '' }
  const headers = [...type, ...location, ...(more.headers ?? [])]
  return { status, headers, body, because: reason, isPage: true, closes: closesAfter.has(status) }
}

const withoutBody = (headers: readonly Header[]): readonly Header[] =>
  ['Content-Length', 'Content-Type', 'Content-Encoding', 'Accept-Ranges'].reduce(
    (kept: readonly Header[], name) => remove(kept, name),
    headers,
  )

const bodyless = (draft: Draft, status: number): Draft => {
  const { body: _, ...rest } = draft
  return { ...rest, status, reason: phraseOf(status), headers: withoutBody(draft.headers), isOwnCopy: false }
}

function judged(exchange: Exchange, draft: Draft): Draft {
  const { request, scope, context } = exchange
  if (!draft.isOwnCopy || draft.status !== 200) return draft
  const rule = valueOf(scope, 'if_modified_since') ?? 'exact'
  const verdict = judgeCondition(request.headers, draft.headers, rule)
  if (verdict === 'proceed') return draft
  if (verdict === 'not-modified') {
    const step = context.step('answered', say('not-modified'), by('if_modified_since'))
    return { ...bodyless(draft, 304), because: step }
  }
  return ownPage(exchange, 412, context.step('denied', say('precondition-failed')))
}

function decorate(exchange: Exchange, draft: Draft): Draft {
  const { context, scope } = exchange
  const isPlain = decorated.has(draft.status)
  const headers = [...(isPlain ? withExpires(exchange, draft.headers) : draft.headers)]
  const more = { status: String(draft.status), ...sentHeaders(draft) }
  const lost = inherited(scope, 'add_header').filter((one) => {
    const [name = '', value = '', always] = one.args
    const text = fill(exchange, value, more)
    // A header whose value is empty is not added.
    if (text === '') return false
    if (!isPlain && always !== 'always') return true
    headers.push([name, text])
    return false
  })
  if (lost.length > 0) {
    const names = code(lost.map(({ args }) => args[0] ?? '').join(', '))
    context.step('decided', say('headers-lost', { names, status: number(draft.status) }), from(lost[0]))
  }
  return { ...draft, headers }
}

/** `$sent_http_name` and `$upstream_http_name`, as far as they are the answer's own. */
const sentHeaders = ({ headers }: Draft): Readonly<Record<string, string>> =>
  Object.fromEntries(
    headers.flatMap(([name, value]) => {
      const key = name.toLowerCase().replaceAll('-', '_')
      return [[`sent_http_${key}`, value] as const]
    }),
  )

function compressed(exchange: Exchange, draft: Draft): Draft {
  const { context, request, scope } = exchange
  const length = lengthOf(draft)
  const answer = { status: draft.status, headers: draft.headers, length, date: context.date() }
  const decision = compression(scope, request, answer)
  const varying = decision.varies
    ? { ...draft, headers: [...draft.headers, ['Vary', 'Accept-Encoding'] as const] }
    : draft
  if (decision.against) {
    explainUncompressed(exchange, decision.against)
    return varying
  }
  const before = length ?? 0
  const after = gzippedSize(before)
  context.step('worked', say('compressed', { before: bytes(before) }), because(scope, 'gzip'))
  context.step('assumed', say(after > before ? 'size-grown-assumed' : 'size-assumed', { after: bytes(after) }))
  const etag = get(draft.headers, 'ETag')
  const weak = etag === undefined || etag.startsWith('W/') ? varying.headers : set(varying.headers, 'ETag', `W/${etag}`)
  const headers = [...remove(remove(weak, 'Content-Length'), 'Accept-Ranges'), ['Content-Encoding', 'gzip'] as const]
  return { ...draft, headers, isOwnCopy: false, ranges: 'none', body: draft.body && { ...draft.body, bytes: after } }
}

const reasonsAgainst: { readonly [Why in NotCompressed]?: readonly [message: Message, directive: string] } = {
  'http-1.0': [say('uncompressed-http10'), 'gzip_http_version'],
  via: [say('uncompressed-via'), 'gzip_proxied'],
  type: [say('uncompressed-type'), 'gzip_types'],
  'too-small': [say('uncompressed-small'), 'gzip_min_length'],
  disabled: [say('uncompressed-disabled'), 'gzip_disable'],
}

function explainUncompressed({ context, scope }: Exchange, why: NotCompressed): void {
  const [message, directive = 'gzip'] = reasonsAgainst[why] ?? []
  if (message) context.step('decided', message, because(scope, directive, 'gzip'))
}

function ranged(exchange: Exchange, draft: Draft): Draft {
  const size = lengthOf(draft)
  const { context, request, scope } = exchange
  const allowed = draft.ranges ?? (draft.isOwnCopy ? 'any' : 'none')
  const most = sizeOf(scope, 'max_ranges', Infinity)
  if (allowed === 'none' || draft.status !== 200 || size === undefined || most === 0) return draft
  const { headers } = draft
  const parts = partsOf(request.headers, headers, size, allowed === 'one' ? 1 : most)
  if (parts === 'whole') return { ...draft, headers: [...headers, ['Accept-Ranges', 'bytes']] }
  if (parts === 'unsatisfiable') {
    const step = context.step('denied', say('range-outside', { size: bytes(size) }))
    return unsatisfiable(exchange, draft, step, size)
  }
  const partial = { ...draft, status: 206, reason: phraseOf(206) }
  const [one] = parts
  if (one && parts.length === 1) {
    const { first, last } = one
    context.step('answered', say('range-sent', { first: number(first), last: number(last) }))
    const body = cut(draft.body, one)
    const named = set(headers, 'Content-Range', `bytes ${first}-${last}/${size}`)
    return { ...partial, headers: set(named, 'Content-Length', `${body.bytes}`), body }
  }
  context.step('answered', say('ranges-sent', { count: number(parts.length) }))
  const { body, type } = several(parts, { body: draft.body, size, type: get(headers, 'Content-Type') })
  const named = set(set(headers, 'Content-Type', type), 'Content-Length', `${body.bytes}`)
  return { ...partial, headers: named, body }
}

/** The error page keeps what the answer said of everything but its body; `add_header … always` comes a second time. */
function unsatisfiable(exchange: Exchange, { headers }: Draft, reason: StepRef, size: number): Draft {
  const ofBody = ['Content-Type', 'Content-Length', 'Content-Encoding', 'Last-Modified', 'ETag']
  const kept = ofBody.reduce((rest: readonly Header[], name) => remove(rest, name), headers)
  const placed: Header[] = [...kept, ['Content-Range', `bytes */${size}`]]
  return decorate(exchange, ownPage(exchange, 416, reason, { headers: placed }))
}

/** The second parameter of `keepalive_timeout` is told to the caller. */
function keepAlive({ scope }: Exchange): readonly Header[] {
  const told = the(scope, 'keepalive_timeout')?.args[1]
  const time = told === undefined ? undefined : parseTime(told)
  return time === undefined ? [] : [['Keep-Alive', `timeout=${Math.floor(time / 1000)}`]]
}

function lengthOf({ headers, body }: Draft): number | undefined {
  const length = get(headers, 'Content-Length')
  return body?.bytes ?? (length === undefined ? undefined : Number(length))
}

function withCharset({ scope }: Exchange, draft: Draft): Draft {
  const type = get(draft.headers, 'Content-Type')
  if (type === undefined) return draft
  const named = charsetOf(scope, type)
  return named === type ? draft : { ...draft, headers: set(draft.headers, 'Content-Type', named) }
}

/** Sends a draft through nginx's filters, in their order, and makes the message of it. */
export function finish(exchange: Exchange, drafted: Draft): Reply {
  const { context, request, errorStatus } = exchange
  const status = drafted.isPage ? shownStatus(drafted.status) : (errorStatus ?? drafted.status)
  const { reason: _, ...rest } = drafted
  const draft = status === drafted.status ? drafted : { ...rest, status }
  const whole = withCharset(exchange, judged(exchange, draft))
  const done = ranged(exchange, compressed(exchange, decorate(exchange, whole)))
  const isEmpty = done.status === 204 || done.status === 304
  const kept = done.status === 204 && done.isRelayed !== true ? withoutBody(done.headers) : done.headers
  const headers = done.isRelayed === true || dated.has(done.status) ? kept : remove(kept, 'Last-Modified')
  const isClosed =
    done.closes === true ||
    exchange.isLast ||
    (request.version === '1.0' && !/keep-alive/i.test(get(request.headers, 'Connection') ?? '')) ||
    /close/i.test(get(request.headers, 'Connection') ?? '') ||
    timeOf(exchange.scope, 'keepalive_timeout', 75_000) === 0
  const hasLength = has(headers, 'Content-Length') || has(headers, 'Content-Encoding')
  const isKnown = done.body !== undefined && !done.isOfUnknownLength && done.status !== 204
  const length: Header[] = isKnown && !hasLength ? [['Content-Length', String(done.body?.bytes ?? 0)]] : []
  const isWhole = has(headers, 'Content-Length') || length.length > 0
  const isChunked = done.body !== undefined && !isEmpty && !isWhole && request.method !== 'HEAD'
  const named = done.keepsServer && has(headers, 'Server')
  const message = response({
    status: done.status,
    reason: done.reason ?? phraseOf(done.status),
    headers: [
      ...(named ? [] : [['Server', productOf(exchange)] as const]),
      ['Date', formatHttpDate(context.date())],
      ...length,
      ...headers,
      ...(isChunked && request.version === '1.1' ? [['Transfer-Encoding', 'chunked'] as const] : []),
      ['Connection', isClosed ? 'close' : 'keep-alive'],
      ...(isClosed ? [] : keepAlive(exchange)),
    ],
    body: request.method === 'HEAD' || isEmpty || done.body?.bytes === 0 ? undefined : done.body,
  })
  return { type: 'answer', message, ...(done.because ? { because: done.because } : {}) }
}
