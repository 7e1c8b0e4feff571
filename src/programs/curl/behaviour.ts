import { byteLength } from '../../lib/utf8.ts'
import { number, text } from '../../model/message.ts'
import type { HttpRequestMessage } from '../../model/packet.ts'
import type { Header, HttpRequestSpec, Request } from '../../model/request.ts'
import { speaker } from '../../model/speaker.ts'
import { has } from '../../protocols/http/headers.ts'
import { request as makeRequest } from '../../protocols/http/messages.ts'
import { formatUrl, hostHeader, parseUrl, resolveReference, target, type Url } from '../../protocols/url/url.ts'
import { badUrl } from '../common/bad-url.ts'
import type { Client, NameCache } from '../common/client.ts'
import { endSession, sendHttp, startSession, type Session } from '../common/http-client.ts'
import { answered } from '../common/page.ts'
import { probe } from '../common/probe.ts'
import { redirectMethod, redirectTarget } from '../common/redirect.ts'
import type { Context, Process } from '../contract/context.ts'
import type { Behaviour, Outcome } from '../contract/program.ts'
import type { CurlSettings } from './fields.ts'
import type en from './messages.en.ts'

const say = speaker<typeof en>('curl')

type State = { names: NameCache }
type Curl = Context<CurlSettings, State>

export const behaviour: Behaviour<CurlSettings, State> = {
  initialState: (): State => ({ names: {} }),
  originate,
}

function* originate(context: Curl, request: Request): Process<Outcome> {
  const names = context.settings.cachesNames ? context.state.names : undefined
  const client: Client = { context, say, profile: 'curl', names, takesAnyCertificate: context.settings.insecure }
  return yield* request.type === 'http' ? transfer(context, client, request) : probe(client, request)
}

function* transfer(context: Curl, client: Client, request: HttpRequestSpec): Process<Outcome> {
  const hasScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(request.url.trim())
  if (!hasScheme) context.step('decided', say('no-scheme'), { source: { title: 'curl(1)', section: 'URL' } })
  const parsed = parseUrl(hasScheme ? request.url : `http://${request.url.trim()}`)
  if (!parsed.ok) return badUrl(client, request.url, parsed.error)
  if (request.pageOrigin !== undefined) context.step('decided', say('no-browser'))
  const session = startSession(client, request)
  const outcome = yield* follow(context, session, request, parsed.value)
  endSession(session)
  return outcome
}

function* follow(context: Curl, session: Session, request: HttpRequestSpec, start: Url): Process<Outcome> {
  let url = start
  let { method } = request
  for (let redirects = 0; ; redirects += 1) {
    const fetched = yield* sendHttp(session, url, message(request, url, method))
    if (fetched.outcome === 'failed') return { seen: fetched.seen, because: fetched.because }
    const { response } = fetched
    const location = redirectTarget(response)
    if (location === undefined) return answered(response, url, fetched.because)
    const next = resolveReference(url, location)
    const status = number(response.status)
    if (!context.settings.followRedirects) {
      context.step('received', say('redirect-not-followed', { status, target: text(location) }), {
        setting: 'followRedirects',
      })
      return answered(response, url, fetched.because)
    }
    if (!next.ok) {
      const because = context.step('failed', say('redirect-broken', { target: text(location) }))
      return { seen: { type: 'bad-url', detail: next.error }, because }
    }
    const { maxRedirects } = context.settings
    if (redirects === maxRedirects) {
      const words = say('too-many-redirects', { count: number(maxRedirects) })
      context.step('failed', words, { setting: 'maxRedirects' })
      return { seen: { type: 'too-many-redirects', status: response.status }, because: fetched.because }
    }
    context.step('decided', say('redirect', { status, target: text(formatUrl(next.value)) }), {
      setting: 'followRedirects',
    })
    method = redirectMethod(method, response.status)
    url = next.value
  }
}

/** What curl sends by itself: Host, User-Agent, Accept; a body as a form. The person's headers come in their place. */
function message(request: HttpRequestSpec, url: Url, method: string): HttpRequestMessage {
  const own = request.headers ?? []
  const body = method === request.method && request.body !== undefined ? request.body : undefined
  const size = body === undefined ? 0 : byteLength(body)
  const standard: Header[] = [
    ['Host', hostHeader(url)],
    ['User-Agent', 'curl/7.88.1'],
    ['Accept', '*/*'],
    ...(body === undefined
      ? []
      : ([
          ['Content-Length', `${size}`],
          ['Content-Type', 'application/x-www-form-urlencoded'],
        ] as const)),
  ]
  return makeRequest({
    method,
    target: target(url),
    headers: [...standard.filter(([name]) => !has(own, name)), ...own],
    body: body === undefined ? undefined : { bytes: size, text: body },
  })
}
