import type { HttpResponseMessage } from '../../model/packet.ts'
import type { Header } from '../../model/request.ts'
import { response } from '../../protocols/http/messages.ts'
import type { Proxy } from './model.ts'

/** What HAProxy 2.6 itself answers, by status: its reason phrase and its one line. */
const own: Readonly<Record<number, readonly [reason: string, line: string]>> = {
  200: ['OK', 'Service ready.'],
  400: ['Bad request', 'Your browser sent an invalid request.'],
  401: ['Unauthorized', 'You need a valid user and password to access this content.'],
  403: ['Forbidden', 'Request forbidden by administrative rules.'],
  404: ['Not Found', 'The resource could not be found.'],
  405: ['Method Not Allowed', 'A request was made of a resource using a request method not supported by that resource'],
  407: ['Unauthorized', 'You need a valid user and password to access this content.'],
  408: ['Request Time-out', "Your browser didn't send a complete request in time."],
  410: ['Gone', 'The resource is no longer available and will not be available again.'],
  413: ['Payload Too Large', 'The request entity exceeds the maximum allowed.'],
  425: ['Too Early', 'Your browser sent early data.'],
  429: ['Too Many Requests', 'You have sent too many requests in a given amount of time.'],
  500: ['Internal Server Error', 'An internal server error occurred.'],
  501: ['Not Implemented', '.The server does not support the functionality required to fulfill the request.'],
  502: ['Bad Gateway', 'The server returned an invalid or incomplete response.'],
  503: ['Service Unavailable', 'No server is available to handle this request.'],
  504: ['Gateway Time-out', "The server didn't respond in time."],
}

/** Its page of a status (manual 1.3.1, "errorfile"); those for broken requests end the connection. */
export function ownAnswer(status: number, more: readonly Header[] = []): HttpResponseMessage {
  const [reason, line] = own[status] ?? ['Unknown', '']
  const text = `<html><body><h1>${status} ${reason}</h1>\n${line}\n</body></html>\n`
  const closes: readonly Header[] = status === 400 || status === 408 ? [['Connection', 'close']] : []
  const headers: readonly Header[] = [
    ['Content-Length', String(text.length)],
    ['Cache-Control', 'no-cache'],
    ...closes,
    ['Content-Type', 'text/html'],
    ...more,
  ]
  return response({ status, reason, headers, body: { bytes: text.length, text } })
}

/** Its page of an error, unless one of these proxies sends the client elsewhere (manual 4.2, "errorloc"). */
export function errorAnswer(
  status: number,
  proxies: readonly Pick<Proxy, 'errorPlaces'>[],
  more: readonly Header[] = [],
): HttpResponseMessage {
  const place = proxies.map(({ errorPlaces }) => errorPlaces.get(status)).find((one) => one !== undefined)
  return place ? bareAnswer(place.status, [['Location', place.url]]) : ownAnswer(status, more)
}

/** An answer without a page: a redirect, or what `return` says. */
export function bareAnswer(status: number, headers: readonly Header[], text = ''): HttpResponseMessage {
  const length: Header = ['Content-Length', String(text.length)]
  return response({ status, headers: [length, ...headers], body: { bytes: text.length, text } })
}
