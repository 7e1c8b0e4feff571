import { byteLength } from '../../lib/utf8.ts'
import type { HttpRequestMessage } from '../../model/packet.ts'
import type { Header } from '../../model/request.ts'
import { all, get } from '../../protocols/http/headers.ts'
import { request } from '../../protocols/http/messages.ts'

/** What bytes on a connection are, as far as they go (ngx_http_parse.c of nginx 1.22). */
export type RawRead =
  | { readonly read: 'request'; readonly message: HttpRequestMessage; readonly rest: string }
  /** More must come: of the head, or of a body. */
  | { readonly read: 'incomplete'; readonly part: 'header' | 'body' }
  /** HTTP/0.9: one line, and the answer has no head. */
  | { readonly read: 'simple'; readonly target: string }
  | {
      readonly read: 'refused'
      readonly status: 400 | 501 | 505
      readonly why: 'line' | 'header' | 'body' | 'version'
      /** As HTTP/0.9, whose answers have no head. */
      readonly isSimple?: boolean
    }

/** Only GET has no version. */
const simple: RawRead = { read: 'refused', status: 400, why: 'line', isSimple: true }

const refused = (why: 'line' | 'header' | 'body'): RawRead => ({ read: 'refused', status: 400, why })

/** Reads one request from the beginning of some bytes, as strictly as nginx does. */
export function readRaw(bytes: string): RawRead {
  const text = bytes.replace(/^[\r\n]+/, '')
  const lineEnd = text.indexOf('\n')
  const line = lineEnd < 0 ? text : text.slice(0, lineEnd).replace(/\r$/, '')
  // The first wrong character is enough.
  if (!/^[A-Z_-]*(?: |$)/.test(line)) return refused('line')
  if (lineEnd < 0) return { read: 'incomplete', part: 'header' }
  const [, method = '', target = '', version] = /^([A-Z_-]+) +(\S+)(?: +(\S.*?) *)?$/.exec(line) ?? []
  // oxlint-disable-next-line eslint/no-control-regex -- nginx refuses controls.
  if (method === '' || !/^(?:\/|[a-z]+:\/\/)/i.test(target) || /[\u0000-\u001f\u007f]/.test(target))
    return refused('line')
  if (version === undefined) return method === 'GET' && target.startsWith('/') ? { read: 'simple', target } : simple
  const digits = /^HTTP\/([1-9])\.(\d{1,2})$/.exec(version)
  if (digits?.[1] !== undefined && digits[1] !== '1') return { read: 'refused', status: 505, why: 'version' }
  if (!digits)
    return /^HTTP\/[2-9]\./.test(version) ? { read: 'refused', status: 505, why: 'version' } : refused('line')
  const head = readHead(text.slice(lineEnd + 1))
  if (head.read !== 'head') return head
  const minor = Number(digits[2])
  return readBody({ method, target, version: minor === 0 ? '1.0' : '1.1', headers: head.headers }, head.rest)
}

type Head = { readonly read: 'head'; readonly headers: readonly Header[]; readonly rest: string }

function readHead(text: string): Head | Exclude<RawRead, { read: 'request' | 'simple' }> {
  const headers: Header[] = []
  let at = 0
  for (;;) {
    const end = text.indexOf('\n', at)
    if (end < 0) return { read: 'incomplete', part: 'header' }
    const line = text.slice(at, end).replace(/\r$/, '')
    at = end + 1
    if (line === '') return { read: 'head', headers, rest: text.slice(at) }
    const colon = line.indexOf(':')
    const name = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^[ ]+|[ ]+$/g, '')
    // oxlint-disable-next-line eslint/no-control-regex -- nginx refuses blanks and controls in names, zero bytes in values.
    if (name === '' || /[\u0000-\u0020\u007f]/.test(name) || value.includes('\u0000')) {
      return { read: 'refused', status: 400, why: 'header' }
    }
    headers.push([name, value])
  }
}

type Parts = Pick<HttpRequestMessage, 'method' | 'target' | 'version' | 'headers'>

function readBody(parts: Parts, rest: string): RawRead {
  const { headers, version } = parts
  const coding = get(headers, 'Transfer-Encoding')
  const lengths = all(headers, 'Content-Length')
  if (coding !== undefined) {
    if (version === '1.0' || lengths.length > 0 || all(headers, 'Transfer-Encoding').length > 1)
      return refused('header')
    return coding.toLowerCase() === 'chunked' ? chunked(parts, rest) : { read: 'refused', status: 501, why: 'header' }
  }
  const [length] = lengths
  if (length === undefined) return { read: 'request', message: request(parts), rest }
  if (lengths.length > 1 || !/^\d{1,18}$/.test(length)) return refused('header')
  const size = Number(length)
  if (byteLength(rest) < size) return { read: 'incomplete', part: 'body' }
  const body = { bytes: size, text: rest.slice(0, size) }
  return { read: 'request', message: request({ ...parts, ...(size > 0 ? { body } : {}) }), rest: rest.slice(size) }
}

function chunked(parts: Parts, text: string): RawRead {
  let at = 0
  let body = ''
  for (;;) {
    const end = text.indexOf('\n', at)
    const line = (end < 0 ? text.slice(at) : text.slice(at, end)).replace(/\r$/, '')
    if (!/^[\da-f]*(?:[ \t]*(?:;.*)?)$/i.test(line) || (end >= 0 && line === '')) return refused('body')
    if (end < 0) return { read: 'incomplete', part: 'body' }
    const size = Number.parseInt(line, 16)
    at = end + 1
    if (size === 0) {
      const close = /^(?:[^\n]+\n)*?\r?\n/.exec(text.slice(at))
      if (!close) return { read: 'incomplete', part: 'body' }
      const message = request({ ...parts, body: { bytes: body.length, text: body } })
      return { read: 'request', message, rest: text.slice(at + close[0].length) }
    }
    if (text.length < at + size) return { read: 'incomplete', part: 'body' }
    body += text.slice(at, at + size)
    at += size
    const gap = /^\r?\n/.exec(text.slice(at))
    if (!gap) return text.length <= at + 1 ? { read: 'incomplete', part: 'body' } : refused('body')
    at += gap[0].length
  }
}
