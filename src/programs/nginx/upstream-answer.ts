import { byteLength } from '../../lib/utf8.ts'
import type { ApplicationMessage, HttpResponseMessage } from '../../model/packet.ts'
import type { Header } from '../../model/request.ts'
import { response } from '../../protocols/http/messages.ts'
import { sizeOf, type Scope } from './scope.ts'

/** What nginx makes of what a server behind sent (ngx_http_proxy_module, `process_status_line` and `process_header`). */
type AnswerRead =
  | { readonly read: 'answer'; readonly message: HttpResponseMessage }
  /** No HTTP from its first byte on: taken for HTTP/0.9 and handed on. */
  | { readonly read: 'garbage' }
  | { readonly read: 'broken-header'; readonly line: string }
  | { readonly read: 'too-big'; readonly most: number }
  /** The connection ended within the header. */
  | { readonly read: 'cut' }

/** The header must fit into one buffer: a page of memory. */
const page = 4096

/** Reads an answer from behind. */
export function readAnswer(message: ApplicationMessage, scope: Scope): AnswerRead {
  const most = sizeOf(scope, 'proxy_buffer_size', page)
  if (message.protocol === 'http' && message.kind === 'response') {
    return headerSize(message) > most ? { read: 'too-big', most } : { read: 'answer', message }
  }
  return message.protocol === 'raw' ? readBytes(message.text, most) : { read: 'garbage' }
}

function headerSize({ version, status, reason, headers }: HttpResponseMessage): number {
  const lines = [`HTTP/${version} ${status} ${reason}`, ...headers.map(([name, value]) => `${name}: ${value}`), '']
  return lines.reduce((sum, line) => sum + byteLength(line) + 2, 0)
}

const statusLine = /^HTTP\/\d+\.(\d+) +(\d{3})(?: ([^\r\n]*))?\r?\n/
const beginning = /^(?:H|HT|HTT|HTTP|HTTP\/|HTTP\/\d+|HTTP\/\d+\.|HTTP\/\d+\.\d+ *\d{0,3}(?: [^\r\n]*)?\r?)?$/

function readBytes(text: string, most: number): AnswerRead {
  const first = statusLine.exec(text)
  if (!first) return beginning.test(text) ? { read: 'cut' } : { read: 'garbage' }
  const [whole, minor, status, reason = ''] = first
  const headers: Header[] = []
  let at = whole.length
  for (;;) {
    const end = text.indexOf('\n', at)
    const line = text.slice(at, end < 0 ? undefined : end).replace(/\r$/, '')
    if (end < 0 || byteLength(text.slice(0, end + 1)) > most) {
      return byteLength(end < 0 ? text : text.slice(0, end + 1)) > most ? { read: 'too-big', most } : { read: 'cut' }
    }
    at = end + 1
    if (line === '') break
    const header = readHeader(line)
    if (!header) return { read: 'broken-header', line }
    headers.push(header)
  }
  const rest = text.slice(at)
  const body = { bytes: byteLength(rest), text: rest }
  const version = minor === '0' ? '1.0' : '1.1'
  return { read: 'answer', message: response({ status: Number(status), reason, version, headers, body }) }
}

/** A name holds no blank and no control; one without a colon has an empty value. */
function readHeader(line: string): Header | undefined {
  // oxlint-disable-next-line eslint/no-control-regex -- a zero byte ends a value.
  const match = /^([^\u0000-\u0020\u007f:]+)(?::([^\u0000]*))?$/.exec(line)
  return match ? [match[1] ?? '', (match[2] ?? '').trim()] : undefined
}
