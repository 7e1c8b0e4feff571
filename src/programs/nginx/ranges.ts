import { byteLength } from '../../lib/utf8.ts'
import type { HttpBody } from '../../model/packet.ts'
import type { Header } from '../../model/request.ts'
import { all, get } from '../../protocols/http/headers.ts'
import { parseHttpTime } from './http-time.ts'

/** Bytes of a body, both ends included. */
export interface Part {
  readonly first: number
  readonly last: number
}

/**
 * Which parts of an answer of `size` bytes a request asks for (ngx_http_range_filter_module): all of it where it
 * names none, where `If-Range` no longer fits, and where the parts are more than `most` or longer than the whole.
 */
export function partsOf(
  request: readonly Header[],
  answer: readonly Header[],
  size: number,
  most = Infinity,
): 'whole' | 'unsatisfiable' | readonly Part[] {
  const range = get(request, 'Range')
  if (range === undefined || range.length < 7 || !/^bytes=/i.test(range) || !stillFits(request, answer)) return 'whole'
  const parts: Part[] = []
  for (const one of range.slice('bytes='.length).split(',')) {
    const [, from = '', to = ''] = /^ *(\d*) *- *(\d*) *$/.exec(one) ?? []
    const isSuffix = from === ''
    if ((isSuffix && to === '') || (isSuffix && /^ *- /.test(one))) return 'unsatisfiable'
    const first = isSuffix ? Math.max(size - Number(to), 0) : Number(from)
    const last = isSuffix || to === '' ? size - 1 : Math.min(Number(to), size - 1)
    if (first <= last) parts.push({ first, last })
    else if (first === 0) return 'whole'
    if (parts.length > most) return 'whole'
  }
  const sum = parts.reduce((bytes, { first, last }) => bytes + last - first + 1, 0)
  if (parts.length === 0) return 'unsatisfiable'
  return sum > size ? 'whole' : parts
}

/** A tag must be the same, weak ones too; a date the very one of the answer. */
function stillFits(request: readonly Header[], answer: readonly Header[]): boolean {
  const condition = get(request, 'If-Range')
  if (condition === undefined) return true
  if (condition.length >= 2 && condition.endsWith('"')) return all(answer, 'ETag').at(-1) === condition
  const modified = parseHttpTime(all(answer, 'Last-Modified').at(-1) ?? '')
  return modified !== undefined && parseHttpTime(condition) === modified
}

/** The bytes of one part; their text only where each character is one byte. */
export function cut(body: HttpBody | undefined, { first, last }: Part): HttpBody {
  const bytes = last - first + 1
  const text = body?.text
  return text === undefined || byteLength(text) !== text.length
    ? { bytes }
    : { bytes, text: text.slice(first, last + 1) }
}

/** Between the parts; nginx counts them up. */
const boundary = '00000000000000000001'

/** Several parts as one body, and its type (`multipart/byteranges`). */
export function several(
  parts: readonly Part[],
  {
    body,
    size,
    type,
  }: { readonly body: HttpBody | undefined; readonly size: number; readonly type: string | undefined },
): { readonly body: HttpBody; readonly type: string } {
  const ofType = type === undefined ? '' : `Content-Type: ${type}\r\n`
  const heads = parts.map(
    ({ first, last }) => `\r\n--${boundary}\r\n${ofType}Content-Range: bytes ${first}-${last}/${size}\r\n\r\n`,
  )
  const end = `\r\n--${boundary}--\r\n`
  const pieces = parts.map((part) => cut(body, part))
  const bytes = [...heads.map(byteLength), ...pieces.map((piece) => piece.bytes), end.length].reduce((a, b) => a + b, 0)
  const isKnown = pieces.every(({ text }) => text !== undefined)
  const text = [...heads.map((head, index) => head + (pieces[index]?.text ?? '')), end].join('')
  return { body: isKnown ? { bytes, text } : { bytes }, type: `multipart/byteranges; boundary=${boundary}` }
}
