import type { HttpRequestMessage } from '../../../model/packet.ts'
import type { Header, HttpRequestSpec, Initiator } from '../../../model/request.ts'
import type { Json, JsonObject } from '../../../model/topology.ts'
import type { Trace } from '../../../model/trace.ts'
import type { Seen } from '../../../model/verdict.ts'
import { get } from '../../../protocols/http/headers.ts'
import { netError, netErrorInstead } from '../../../protocols/spelling.ts'
import { parseUrl } from '../../../protocols/url/url.ts'
import { answered, notModelled, type Adapter, type Recording } from '../adapter.ts'
import type { ScriptedAnswer, ScriptedRequest } from '../scripted.ts'
import { web } from '../web.ts'
import { answers, type AnswersInput } from './browser-answers.ts'
import { flow, type FlowInput } from './browser-flow.ts'

type Send = (url: string, options?: Partial<HttpRequestSpec>) => Trace

interface Input extends AnswersInput {
  readonly kind: string
  readonly cookie_set_by: string
  readonly set_cookie: string
  readonly third_party_cookies: string
  readonly attacker_page: string
  readonly set_by: string
  readonly then_visit: readonly string[]
  readonly page: string
  readonly subresource: string
  readonly url: string
  readonly steps: readonly string[]
  /** A cookie that is there before. */
  readonly set_first?: { readonly by: string; readonly set_cookie: string }
  /** Seconds to wait before it is looked for. */
  readonly wait_s?: number
  /** The values of the cookies are recorded, not only whether there are any. */
  readonly values?: Json
}

/** What a page of the recorder's server says besides "hello": what it is told to in the query, and what a case wants. */
interface Wishes {
  /** By path. */
  readonly headers?: Readonly<Record<string, readonly Header[]>>
}

const decode = (text: string) => decodeURIComponent(text.replaceAll('+', ' '))

/** The recorder's server: `?status=` and `?h=Name: value` in the address say how it answers; CORS allows everybody. */
function server({ message }: ScriptedRequest, { headers = {} }: Wishes): ScriptedAnswer {
  const [path = '', query = ''] = message.target.split('?')
  const parts = query.split('&').map((part) => part.split('='))
  const asked = (name: string) => parts.filter(([key]) => key === name).map(([, value = '']) => decode(value))
  const named = asked('h').map((line): Header => {
    const [, name = '', value = ''] = /^([^:]*):\s*(.*)$/.exec(line) ?? []
    return [name, value]
  })
  const origin = get(message.headers, 'Origin')
  const cors: readonly Header[] =
    origin === undefined
      ? []
      : [
          ['Access-Control-Allow-Origin', origin],
          ['Access-Control-Allow-Credentials', 'true'],
        ]
  const status = Number(asked('status')[0] ?? 200)
  return {
    status,
    headers: [['Content-Type', 'text/html'], ...named, ...cors, ...(headers[path] ?? [])],
    body: asked('body')[0] ?? 'hello',
  }
}

/** The last request that reached the server, and over what. */
interface Reached {
  readonly message: HttpRequestMessage
  readonly tls: boolean
}

function stage(input: Input, wishes: Wishes, config: JsonObject = {}) {
  const reached: Reached[] = []
  const urls = [
    input.cookie_set_by,
    input.attacker_page,
    input.set_by,
    input.page,
    input.url,
    ...(input.then_visit ?? []),
  ]
  const steps = (input.steps ?? []).map((step) => step.split(' ')[0])
  const hosts = [...urls, ...steps].flatMap((url) => {
    const parsed = url === undefined ? undefined : parseUrl(url)
    return parsed?.ok && !/\.example$|^[\d.]+$/.test(parsed.value.host) ? [parsed.value.host] : []
  })
  const names = [...new Set([...hosts, ...hosts.map((host) => `www.${host}`), 'other.test'])]
  const script = (request: ScriptedRequest) => {
    reached.push(request)
    return server(request, wishes)
  }
  const net = web({ names, script, ports: [80, 8080, 8081], tlsPorts: [443, 8443], config })
  const send: Send = (url, options = {}) => {
    reached.length = 0
    return net.get('browser', url, options)
  }
  return { net, send, last: () => reached.at(-1), reached }
}

function samesite(input: Input): JsonObject {
  const { cookie_set_by: bank, attacker_page: evil, set_cookie, third_party_cookies } = input
  // The recorder's own word for the browser's setting.
  const config: JsonObject = third_party_cookies.startsWith('allowed') ? { thirdPartyCookies: 'allowed' } : {}
  const { net, send, last } = stage(input, { headers: { '/set': [['Set-Cookie', set_cookie]] } }, config)
  const went = () => get(last()?.message.headers ?? [], 'Cookie') !== undefined
  const from = (pageOrigin: string, initiator: Initiator, path: string, options: Partial<HttpRequestSpec> = {}) => {
    send(`${bank}/${path}`, { initiator, pageOrigin, ...options })
    return went()
  }
  send(`${bank}/set`)
  send(`${bank}/own`)
  const stored = went()
  if (input.wait_s !== undefined) net.wait(input.wait_s * 1000)
  send(`${bank}/same`)
  const sent: JsonObject = {
    same_site_navigation: went(),
    cross_site_img: from(evil, 'image', 'img'),
    cross_site_iframe: from(evil, 'iframe', 'iframe'),
    cross_site_fetch_include: from(evil, 'fetch', 'f1', { credentials: 'include' }),
    cross_site_fetch_default: from(evil, 'fetch', 'f2'),
    cross_site_fetch_post_include: from(evil, 'fetch', 'f3', { credentials: 'include', method: 'POST' }),
    cross_site_link: from(evil, 'link', 'link'),
    cross_site_form_post: from(evil, 'form', 'post', { method: 'POST' }),
  }
  const origin = get(last()?.message.headers ?? [], 'Origin') ?? null
  return {
    stored,
    cookie_sent_in: {
      ...sent,
      cross_site_form_get: from(evil, 'form', 'fget'),
      same_site_cross_origin_subdomain_fetch: from(bank.replace('://', '://www.'), 'fetch', 'sub', {
        credentials: 'include',
      }),
    },
    origin_header_of_cross_site_form_post: origin,
  }
}

const pathOf = (url: string): string => /^[a-z]+:\/\/[^/]*([^?]*)/.exec(url)?.[1] ?? ''

function cookie(input: Input): JsonObject {
  const { set_by, set_cookie, set_first, then_visit, wait_s } = input
  const headers: Record<string, readonly Header[]> = {}
  const { net, send, last } = stage(input, { headers })
  const setBy = (url: string, value: string) => {
    headers[pathOf(url)] = [['Set-Cookie', value]]
    send(url)
    delete headers[pathOf(url)]
  }
  if (set_first) setBy(set_first.by, set_first.set_cookie)
  setBy(set_by, set_cookie)
  const visit = (url: string) => {
    if (wait_s !== undefined) net.wait(wait_s * 1000)
    send(url)
    const cookies = get(last()?.message.headers ?? [], 'Cookie')
    return input.values ? (cookies ?? null) : cookies !== undefined
  }
  return { sent: Object.fromEntries(then_visit.map((url) => [url, visit(url)])) }
}

/** What a page embeds, in the recorder's words. */
const embedded: Readonly<Record<string, Initiator>> = {
  script: 'script',
  stylesheet: 'style',
  image: 'image',
  audio: 'media',
  video: 'media',
  iframe: 'iframe',
  fetch: 'fetch',
  link: 'link',
  'form submission': 'form',
}

function mixedContent(input: Input): JsonObject | undefined {
  const initiator = embedded[input.subresource]
  if (!initiator) return undefined
  const { send, last } = stage(input, {})
  const method = initiator === 'form' ? 'POST' : 'GET'
  const { page } = send(input.url, { initiator, pageOrigin: input.page, method })
  const arrived = last()
  const reached = { request_reached_server: arrived !== undefined }
  if (initiator === 'form' || initiator === 'link') return reached
  if (initiator !== 'fetch') return { ...reached, arrived_over_tls: arrived ? arrived.tls : null }
  return { result: page?.script ? `resolved ${page.script.status}` : 'rejected TypeError', ...reached }
}

/** `https://bank.test/hsts (STS max-age=600; includeSubDomains)`: what is visited, and what the server says of https. */
function hsts(input: Input): JsonObject {
  const headers: Record<string, readonly Header[]> = {}
  const { send, last } = stage(input, { headers })
  const arrived: Record<string, Json> = {}
  for (const step of input.steps) {
    const [, url = '', said] = /^(\S+)(?: \(STS (.*)\))?$/.exec(step) ?? []
    const path = pathOf(url)
    const isPlain = said === 'over plain http'
    if (said !== undefined) headers[path] = [['Strict-Transport-Security', isPlain ? 'max-age=600' : said]]
    send(url)
    delete headers[path]
    if (said === undefined || isPlain) arrived[path.slice(1)] = last()?.tls ?? null
  }
  return { arrived_over_tls: arrived }
}

/** A navigation that brings no page: an error's page, or none because the tab stays where it was. */
function navigation(input: Input): JsonObject {
  const { send } = stage(input, {})
  const { page, verdict } = send(input.url)
  if (page) return { error: null, final_url: page.url }
  const error = `net::${errorOf(verdict.seen)}`
  return { error, final_url: error === 'net::ERR_ABORTED' ? 'about:blank' : 'chrome-error://chromewebdata/' }
}

/** An answer without a page has a name of Chromium's too. */
function errorOf(seen: Seen): string {
  if (seen.type === 'answer') return seen.instead ? netErrorInstead(seen.instead) : ''
  if (seen.type === 'dns-answer' || seen.type === 'open' || seen.type === 'echo') return ''
  return netError(seen) ?? ''
}

const kinds: Readonly<Record<string, (input: Input) => JsonObject | undefined>> = {
  samesite,
  cookie,
  mixed_content: mixedContent,
  hsts,
  navigation,
  answers,
}

function answer({ input }: Recording) {
  if (input['kind'] === 'flow') return answered(flow(input as unknown as FlowInput))
  const asked = input as unknown as Input
  const value = kinds[asked.kind]?.(asked)
  return value ? answered(value) : notModelled(`${asked.kind} ${asked.subresource}`)
}

export const browser: Adapter = { family: 'browser_cookies_mixed_hsts', answer }
