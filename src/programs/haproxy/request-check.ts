import type { HttpRequestMessage } from '../../model/packet.ts'
import { all, get, listValues } from '../../protocols/http/headers.ts'

/** Bytes that a request may have before it is none: what a buffer holds, less its reserve (manual 3.2, "tune.bufsize"). */
const longestRequest = 16_384 - 1024
/** Lines that it may have, the first one included (manual 3.2, "tune.http.maxhdr"). */
const mostLines = 101

const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/

/** Whether a name may stand before a colon, or a method at the beginning (RFC 9110 section 5.6.2). */
export const isToken = (text: string): boolean => token.test(text)

/** Whether a request is longer than what HAProxy takes. */
export function isTooLong({ method, target, headers }: HttpRequestMessage): boolean {
  const size = headers.reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0)
  return method.length + target.length + size + 14 > longestRequest || headers.length + 1 > mostLines
}

/** Whether HAProxy takes it for a request; what it is strict about, and what not, was tried with 2.6. */
export function isReadable({ method, target, headers }: HttpRequestMessage): boolean {
  return (
    isToken(method) &&
    headers.every(([name]) => isToken(name)) &&
    isTarget(method, target) &&
    hasOneHost(target, headers) &&
    hasOneLength(headers) &&
    isCodingKnown(headers) &&
    isUpgradeWhole(headers)
  )
}

function isTarget(method: string, target: string): boolean {
  if (!/^[\x21-\x7e]+$/.test(target)) return false
  return method === 'CONNECT' || target === '*' || target.startsWith('/') || /^[a-z][a-z0-9+.-]*:\/\//i.test(target)
}

const withoutPort = (host = '') => host.replace(/:(?:80|443)$/, '')

/** Several `Host` lines must be the same, and so must the host of an absolute address. */
function hasOneHost(target: string, headers: HttpRequestMessage['headers']): boolean {
  const hosts = all(headers, 'Host').map((host) => host.toLowerCase())
  const written = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(target)?.[1]?.toLowerCase()
  const wanted = written ?? hosts[0]
  return hosts.every((host) => withoutPort(host) === withoutPort(wanted))
}

function hasOneLength(headers: HttpRequestMessage['headers']): boolean {
  const lengths = listValues(headers, 'Content-Length')
  return lengths.every((length) => /^\d+$/.test(length) && length === lengths[0])
}

function isCodingKnown(headers: HttpRequestMessage['headers']): boolean {
  const codings = listValues(headers, 'Transfer-Encoding')
  return codings.length === 0 || codings.at(-1)?.toLowerCase() === 'chunked'
}

/** Who wants to speak WebSocket must bring its key (RFC 6455 section 4.1). */
function isUpgradeWhole(headers: HttpRequestMessage['headers']): boolean {
  const isAsked = listValues(headers, 'Connection').some((one) => one.toLowerCase() === 'upgrade')
  const isSocket = get(headers, 'Upgrade')?.toLowerCase() === 'websocket'
  return !isAsked || !isSocket || get(headers, 'Sec-WebSocket-Key') !== undefined
}
