import { code } from '../../model/message.ts'
import type { HttpRequestMessage, HttpResponseMessage } from '../../model/packet.ts'
import type { Header } from '../../model/request.ts'
import { append, remove } from '../../protocols/http/headers.ts'
import { settingOf, type CookieOptions, type Proxy, type Server } from './model.ts'
import { unusable } from './pick.ts'
import { cookieOf } from './sample.ts'
import type { Ctx } from './state.ts'
import { manual, nameOf, say } from './words.ts'

/** What a client's cookie says. */
export interface Persistence {
  /** The server that it names, if that one may be used. */
  readonly server: Server | undefined
  /** A server that is there, usable or not, was named. */
  readonly isValid: boolean
}

const source = manual('4.2 cookie')

/** Reads the persistence cookie of a request; says what is decided from it. */
export function readCookie(context: Ctx, backend: Proxy, request: HttpRequestMessage): Persistence {
  const { cookie } = backend
  const none: Persistence = { server: undefined, isValid: false }
  if (!cookie) return none
  const value = cookieOf({ request }, cookie.name)
  if (value === undefined) return none
  const setting = settingOf(backend, 'cookie')
  const named = cookie.mode === 'prefix' ? value.replace(/~.*$/, '') : value.replace(/\|.*$/, '')
  const server = backend.servers.find((one) => one.cookie === named)
  const options = { setting, source }
  const data = { cookie: code(`${cookie.name}=${value}`) }
  if (!server) {
    context.step('decided', say('cookie-unknown', data), options)
    return none
  }
  const why = unusable(server, context)
  const isKept = why === undefined || why === 'no-weight' || why === 'drained' || (why === 'down' && backend.persist)
  if (isKept) return { server, isValid: true }
  context.step('decided', say('cookie-server-down', { ...data, server: nameOf(server, context.wiring) }), options)
  return none
}

/** What the server gets to see of the cookie: nothing with `indirect`, its own value with `prefix`. */
export function requestWithoutCookie(
  message: HttpRequestMessage,
  cookie: CookieOptions | undefined,
  isKnown: boolean,
): HttpRequestMessage {
  if (!cookie) return message
  const change = (pair: string): string | undefined => {
    const [name, ...rest] = pair.split('=')
    if (name !== cookie.name) return pair
    if (cookie.mode === 'prefix') return `${name}=${rest.join('=').replace(/^[^~]*~/, '')}`
    return cookie.mode === 'insert' && cookie.indirect ? undefined : pair
  }
  const headers = message.headers.flatMap((header): readonly Header[] => {
    if (header[0].toLowerCase() !== 'cookie') return [header]
    const pairs = header[1].split(';').map((pair) => pair.trim())
    const left = pairs.map(change).filter((pair) => pair !== undefined)
    return left.length === 0 ? [] : [[header[0], left.join('; ')]]
  })
  return isKnown || cookie.mode !== 'prefix' ? { ...message, headers } : message
}

/** Adds or changes the cookie in an answer, as its mode says. */
export function answerWithCookie(
  context: Ctx,
  backend: Proxy,
  server: Server,
  { isValid, isPost, answer }: { isValid: boolean; isPost: boolean; answer: HttpResponseMessage },
): HttpResponseMessage {
  const { cookie } = backend
  if (!cookie || cookie.mode === 'passive') return answer
  if (cookie.mode === 'insert') return insert(context, backend, server, { cookie, isValid, isPost, answer })
  const headers = answer.headers.map((header): Header => {
    const match = header[0].toLowerCase() === 'set-cookie' ? /^\s*([^=;]+)=([^;]*)(.*)$/.exec(header[1]) : null
    if (match?.[1] !== cookie.name || server.cookie === undefined) return header
    const value = cookie.mode === 'prefix' ? `${server.cookie}~${match[2]}` : server.cookie
    sayCookie(context, backend, server, `${cookie.name}=${value}`)
    return [header[0], `${cookie.name}=${value}${match[3] ?? ''}`]
  })
  return { ...answer, headers }
}

interface Insertion {
  readonly cookie: CookieOptions
  readonly isValid: boolean
  readonly isPost: boolean
  readonly answer: HttpResponseMessage
}

function insert(
  context: Ctx,
  backend: Proxy,
  server: Server,
  { cookie, isValid, isPost, answer }: Insertion,
): HttpResponseMessage {
  const isOwn = ([name, value]: Header) => name.toLowerCase() === 'set-cookie' && value.startsWith(`${cookie.name}=`)
  const isSetByServer = answer.headers.some(isOwn)
  if (cookie.preserve && isSetByServer) return answer
  const kept = answer.headers.filter((header) => !isOwn(header))
  if (isValid || server.cookie === undefined || (cookie.postonly && !isPost)) return { ...answer, headers: kept }
  const line = `${cookie.name}=${server.cookie}${cookie.attributes}`
  sayCookie(context, backend, server, line)
  const headers = append(kept, 'Set-Cookie', line)
  const uncached = cookie.nocache ? append(remove(headers, 'Cache-Control'), 'Cache-Control', 'private') : headers
  return { ...answer, headers: uncached }
}

function sayCookie(context: Ctx, backend: Proxy, server: Server, line: string): void {
  const message = say('cookie-set', { cookie: code(line), server: nameOf(server, context.wiring) })
  context.step('decided', message, { setting: settingOf(backend, 'cookie'), source })
}
