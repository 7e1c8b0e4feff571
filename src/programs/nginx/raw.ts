import { code, ms } from '../../model/message.ts'
import type { HttpRequestMessage, HttpResponseMessage } from '../../model/packet.ts'
import { get } from '../../protocols/http/headers.ts'
import type { Incoming, Process } from '../contract/context.ts'
import type { Reply } from '../contract/outcome.ts'
import { finish, ownPage } from './answer.ts'
import { by, say, type Exchange, type NginxContext } from './exchange.ts'
import { readRaw, type RawRead } from './raw-request.ts'
import { timeOf } from './scope.ts'

type Answer = (message: HttpRequestMessage) => Process<Reply>

/**
 * Takes bytes as they come: requests one after the other, in pieces or malformed. What is missing is waited for as long
 * as `client_header_timeout` and `client_body_timeout` allow; then nginx closes without a word.
 */
export function* answerBytes(
  context: NginxContext,
  { message }: Incoming,
  { exchange, answer }: { readonly exchange: Exchange; readonly answer: Answer },
): Process<Reply> {
  const { scope } = exchange
  const replies: Reply[] = []
  const pieces = message.protocol === 'raw' ? [...(message.later ?? [])] : []
  let bytes = message.protocol === 'raw' ? message.text : ''
  let headEnds = context.now() + timeOf(scope, 'client_header_timeout', 60_000)
  for (;;) {
    const read = readRaw(bytes)
    if (read.read === 'request') {
      bytes = read.rest
      const reply = yield* answer(read.message)
      replies.push(...interim(read.message), reply)
      if (reply.type !== 'answer' || isLast(reply)) break
      headEnds = context.now() + timeOf(scope, 'keepalive_timeout', 75_000)
    } else if (read.read === 'incomplete') {
      const body = timeOf(scope, 'client_body_timeout', 60_000)
      const allowed = read.part === 'body' ? body : headEnds - context.now()
      const piece = pieces.shift()
      if (piece && piece.afterMs <= allowed) {
        yield* context.work(piece.afterMs)
        bytes += piece.text
        continue
      }
      if (replies.length > 0) break
      yield* context.work(allowed)
      const directive = read.part === 'body' ? 'client_body_timeout' : 'client_header_timeout'
      const step = context.step('failed', say('body-missing', { timeout: ms(allowed) }), by(directive))
      return { type: 'close', because: step }
    } else {
      replies.push(yield* refuseOrSimple(exchange, read, answer))
      break
    }
  }
  return together(replies)
}

function* refuseOrSimple(
  exchange: Exchange,
  read: Extract<RawRead, { read: 'refused' | 'simple' }>,
  answer: Answer,
): Process<Reply> {
  const { context } = exchange
  if (read.read === 'refused') {
    const words = {
      line: say('not-http'),
      header: say('head-unreadable'),
      body: say('chunk-unreadable'),
      version: say('version-unknown'),
    }[read.why]
    exchange.isLast = true
    const page = finish(exchange, ownPage(exchange, read.status, context.step('denied', words)))
    return read.isSimple ? headless(page) : page
  }
  context.step('decided', say('simple-request', { target: code(read.target) }))
  const reply = yield* answer({
    protocol: 'http',
    kind: 'request',
    method: 'GET',
    target: read.target,
    version: '1.0',
    headers: [],
  })
  return headless(reply)
}

/** HTTP/0.9 knows no head. */
function headless(reply: Reply): Reply {
  if (reply.type !== 'answer' || reply.message.protocol !== 'http') return reply
  return { ...reply, message: { protocol: 'raw', kind: 'bytes', text: reply.message.body?.text ?? '' } }
}

const isLast = (reply: Extract<Reply, { type: 'answer' }>): boolean =>
  reply.message.protocol !== 'http' || get(reply.message.headers, 'Connection') === 'close'

/** A caller that expects it is told to go on with its body. */
function interim(message: HttpRequestMessage): readonly Reply[] {
  const expects = /^100-continue$/i.test(get(message.headers, 'Expect') ?? '')
  if (!expects || message.body === undefined || message.version === '1.0') return []
  return [{ type: 'answer', message: { protocol: 'raw', kind: 'bytes', text: 'HTTP/1.1 100 Continue\r\n\r\n' } }]
}

/** One answer is one; several go out one behind the other. */
function together(replies: readonly Reply[]): Reply {
  const [first] = replies
  if (!first || replies.length === 1) return first ?? { type: 'close' }
  const text = replies.map((reply) => (reply.type === 'answer' ? written(reply) : '')).join('')
  return { type: 'answer', message: { protocol: 'raw', kind: 'bytes', text } }
}

function written({ message }: Extract<Reply, { type: 'answer' }>): string {
  if (message.protocol === 'raw') return message.text
  return message.protocol === 'http' && message.kind === 'response' ? writeResponse(message) : ''
}

/** An answer as it stands on the wire. */
function writeResponse({ status, reason, headers, body }: HttpResponseMessage): string {
  const lines = [`HTTP/1.1 ${status} ${reason}`, ...headers.map(([name, value]) => `${name}: ${value}`), '', '']
  return lines.join('\r\n') + (body?.text ?? '')
}
