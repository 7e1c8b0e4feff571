import type { HttpResponseMessage } from '../../model/packet.ts'
import { response } from '../../protocols/http/messages.ts'

/** What HAProxy 2.6 itself answers, by status: its reason phrase and its one line. */
const own = {
  400: ['Bad request', 'Your browser sent an invalid request.'],
  502: ['Bad Gateway', 'The server returned an invalid or incomplete response.'],
  503: ['Service Unavailable', 'No server is available to handle this request.'],
  504: ['Gateway Time-out', "The server didn't respond in time."],
} as const

/** A page of the balancer's own (manual 1.3.1, "errorfile"). */
export function ownAnswer(status: keyof typeof own): HttpResponseMessage {
  const [reason, line] = own[status]
  const text = `<html><body><h1>${status} ${reason}</h1>\n${line}\n</body></html>\n`
  const headers = [
    ['Content-Length', String(text.length)],
    ['Cache-Control', 'no-cache'],
    ['Content-Type', 'text/html'],
  ] as const
  return response({ status, reason, headers, body: { bytes: text.length, text } })
}
