import { byteLength } from '../../lib/utf8.ts'
import { code, ms, number, portNumber, text, type Value } from '../../model/message.ts'
import type { HttpRequestMessage } from '../../model/packet.ts'
import type { Header } from '../../model/request.ts'
import type { StepRef } from '../../model/verdict.ts'
import { all, get, listValues, remove, set } from '../../protocols/http/headers.ts'
import { request as httpRequest } from '../../protocols/http/messages.ts'
import { hostOf, placeOf, serverValue, type Place } from '../common/peers.ts'
import { startTls } from '../common/tls.ts'
import { canonicalPath, withQuery } from '../common/uri.ts'
import type { Process } from '../contract/context.ts'
import type { Connection, Reply } from '../contract/outcome.ts'
import type { Wiring } from '../contract/wiring.ts'
import { finish, ownPage } from './answer.ts'
import { absoluteUrl, by, say, type Exchange } from './exchange.ts'
import { plainRow, type ApacheSettings, type BalancerRow, type MemberRow } from './fields.ts'
import { changeHeaders } from './header-rules.ts'
import type { Mapping } from './mapping.ts'
import type { ApacheState } from './state.ts'
import { proxyTls } from './tls.ts'
import { forceRecovery, isInError, newWorkerState, pickWorker, type Worker } from './workers.ts'

/** A member, ready to be asked. */
interface Member extends Worker {
  readonly place: Place
  readonly row: Worker['row'] & Pick<MemberRow, 'server' | 'tls'>
  readonly label: Value
  readonly setting: string
}

/** The members for a mapping: its own server, else the balancer's. Makes their memory where there is none. */
function membersFor(
  { row, index }: Mapping,
  settings: ApacheSettings,
  wiring: Wiring,
  state: ApacheState,
): readonly Member[] {
  const known = (settings.upstreams ?? []).map((member, place) => ({ row: member, setting: `upstreams[${place}]` }))
  const own = known.find((member) => member.row.server === row.server)?.row
  const chosen =
    row.server === undefined
      ? known.filter((member) => member.row.server !== undefined && member.row.group === row.group)
      : [
          {
            row: { ...plainRow(row.server), port: row.serverPort ?? own?.port, tls: row.tls },
            setting: `proxyPass[${index ?? 0}].server`,
          },
        ]
  return chosen.map((member) => {
    const server = member.row.server ?? ''
    const place = placeOf(server, member.row.port, wiring)
    const memory = (state.workers[`${member.setting} ${server}:${place.port}`] ??= newWorkerState(member.row.weight))
    return { ...member, state: memory, place, label: serverValue(server, wiring) }
  })
}

const turnWords = {
  byrequests: 'member-by-turn',
  bytraffic: 'member-by-traffic',
  bybusyness: 'member-by-busyness',
} as const

type Tried =
  | { readonly ended: 'answer'; readonly reply: Reply; readonly status: number }
  | { readonly ended: 'failed'; readonly status: 502 | 503; readonly isLate?: boolean; readonly because: StepRef }

/** Passes a request on (mod_proxy). Only a member that could not be connected to is replaced by another one. */
export function* passOn(exchange: Exchange, mapping: Mapping): Process<Reply> {
  const { context } = exchange
  const uri = rewriteUri(mapping, exchange.target.path)
  if (!uri.startsWith('/')) {
    const because = context.step('failed', say('target-unreadable', { uri: code(uri) }), by('ProxyPass', 'proxyPass'))
    return finish(exchange, ownPage(exchange, 500, because))
  }
  const members = membersFor(mapping, context.settings, context.wiring, context.state)
  const balancer = balancerOf(mapping, context.settings)
  const attempts = Math.min(members.length, (balancer?.maxAttempts ?? members.length) + 1)
  // One server alone is a worker of its own, and only a balancer forgets (ap_proxy_balancer_pre_request).
  const isBalanced = mapping.row.server === undefined && (mapping.row.group !== undefined || members.length > 1)
  if (isBalanced && forceRecovery(members, context.now()))
    context.step('decided', say('all-failed-retried'), by('retry', 'upstreams'))
  const tried = new Set<number>()
  let because: StepRef | undefined
  for (;;) {
    const member = tried.size >= attempts ? undefined : choose(exchange, members, tried, balancer)
    if (!member) {
      const step = context.step('failed', say('no-member'), by('ProxyPass', 'upstreams'))
      context.step('answered', say('service-unavailable'))
      return finish(exchange, ownPage(exchange, 503, because ?? step))
    }
    member.state.busy += 1
    const result = yield* tryMember(exchange, mapping, member)
    member.state.busy -= 1
    if (result.ended === 'answer') {
      member.state.failedAt = failsBy(exchange, member, balancer, result.status) ? context.now() : null
      return result.reply
    }
    if (result.status === 502) {
      if (result.isLate && balancer?.failOnTimeout) {
        member.state.failedAt = context.now()
        const data = { server: member.label, time: ms(member.row.retryMs) }
        const setting = `${balancer.setting}.failOnTimeout`
        context.step('decided', say('timeout-counts-as-failure', data), by('failontimeout', setting))
      }
      context.step('answered', say('proxy-error'))
      return finish(exchange, ownPage(exchange, 502, result.because))
    }
    member.state.failedAt = context.now()
    const data = { server: member.label, time: ms(member.row.retryMs) }
    context.step('decided', say('member-failed', data), by('retry', `${member.setting}.retryMs`))
    because = result.because
    if (tried.size < attempts) context.step('retried', say('next-member'))
  }
}

const balancerOf = ({ row }: Mapping, { balancers }: ApacheSettings): Balancer | undefined => {
  const index = (balancers ?? []).findIndex(({ name }) => name === (row.group ?? 'backend'))
  const found = balancers?.[index]
  return found && { ...found, setting: `balancers[${index}]` }
}

type Balancer = BalancerRow & { readonly setting: string }

/** `failonstatus`: an answer that comes through, but takes its member out. */
function failsBy({ context }: Exchange, member: Member, balancer: Balancer | undefined, status: number): boolean {
  const statuses = balancer?.failOnStatus?.split(/[\s,]+/) ?? []
  if (!balancer || !statuses.includes(String(status))) return false
  const data = { server: member.label, status: code(String(status)), time: ms(member.row.retryMs) }
  context.step('decided', say('status-counts-as-failure', data), by('failonstatus', `${balancer.setting}.failOnStatus`))
  return true
}

function choose(
  { context }: Exchange,
  members: readonly Member[],
  tried: Set<number>,
  balancer: Balancer | undefined,
): Member | undefined {
  const now = context.now()
  for (const [index, member] of members.entries()) {
    const data = { server: member.label }
    if (member.row.down) {
      if (tried.size === 0) context.step('decided', say('member-down', data), by('status', `${member.setting}.down`))
    } else if (!tried.has(index) && isInError(member, now)) {
      const left = (member.state.failedAt ?? 0) + member.row.retryMs - now
      const message = say('member-left-out', { ...data, left: ms(left) })
      context.step('decided', message, by('retry', `${member.setting}.retryMs`))
    }
  }
  const method = balancer?.method ?? 'byrequests'
  const picked = pickWorker(members, tried, now, method)
  const member = picked && members[picked.index]
  if (!picked || !member) return undefined
  tried.add(picked.index)
  const data = { server: member.label }
  if (members.length === 1) context.step('decided', say('only-member', data), by('ProxyPass', member.setting))
  else if (picked.isStandby)
    context.step('decided', say('member-standby', data), by('status', `${member.setting}.backup`))
  else {
    const words = say(turnWords[method], { ...data, weight: number(member.row.weight) })
    context.step('decided', words, by('lbmethod', member.setting))
  }
  return member
}

/** TLS to a member: whatever goes wrong with it Apache answers by itself with 500. */
function* encrypt(
  exchange: Exchange,
  { row }: Mapping,
  member: Member,
  connection: Connection,
): Process<Tried | undefined> {
  const { context } = exchange
  const failed = (because: StepRef): Tried => {
    return { ended: 'answer', status: 500, reply: finish(exchange, ownPage(exchange, 500, because)) }
  }
  const named = exchange.context.settings.preserveHost ? exchange.host : (row.server ?? member.row.server ?? '')
  const host = context.wiring.peer(named) ? (member.place.address ?? named) : named
  const options = proxyTls(context.settings, host)
  if (!options) {
    context.close(connection)
    const words = say('proxy-engine-off', { server: member.label })
    return failed(context.step('failed', words, by('SSLProxyEngine', 'tlsDirectives')))
  }
  const tls = yield* startTls(context, connection, { ...options, timeoutMs: context.settings.timeoutMs })
  return tls.outcome === 'ok' ? undefined : failed(tls.because)
}

function* tryMember(exchange: Exchange, mapping: Mapping, member: Member): Process<Tried> {
  const { context } = exchange
  const { address, port } = member.place
  const { timeoutMs, connectTimeoutMs = timeoutMs } = context.settings
  const data = { server: member.label }
  if (address === undefined) {
    return { ended: 'failed', status: 503, because: context.step('failed', say('no-way', data)) }
  }
  const opened = yield* context.connect({ type: 'address', address, port }, { timeoutMs: connectTimeoutMs })
  if (opened.outcome !== 'ok') {
    const { outcome, because } = opened
    if (outcome === 'timed-out') {
      const setting = context.settings.connectTimeoutMs === undefined ? 'timeoutMs' : 'connectTimeoutMs'
      const words = say('connect-late', { ...data, timeout: ms(connectTimeoutMs) })
      context.step('failed', words, by('connectiontimeout', setting))
    } else {
      const words = outcome === 'refused' ? 'connect-refused' : 'connect-unreachable'
      context.step('failed', say(words, { ...data, port: portNumber(port) }))
    }
    return { ended: 'failed', status: 503, because }
  }
  if (member.row.tls) {
    const refused = yield* encrypt(exchange, mapping, member, opened.connection)
    if (refused) return refused
  }
  const message = compose(exchange, mapping, member)
  const asked = code(`${message.method} ${message.target}`)
  const host = text(message.headers[0]?.[1] ?? '')
  context.step('sent', say('request-passed', { ...data, request: asked, host }), by('ProxyPass', member.setting))
  const answer = yield* context.ask(opened.connection, message, { timeoutMs })
  context.close(opened.connection)
  if (answer.outcome === 'ok') {
    const { because } = answer
    if (answer.message.protocol === 'raw') {
      // Bytes without a status line are taken for an answer of HTTP/0.9, which had none.
      context.step('assumed', say('answer-without-status', data))
      const body = { bytes: byteLength(answer.message.text), text: answer.message.text }
      return { ended: 'answer', status: 200, reply: finish(exchange, { status: 200, headers: [], body, because }) }
    }
    if (answer.message.protocol !== 'http' || answer.message.kind !== 'response') {
      context.step('failed', say('answer-not-http', data))
      return { ended: 'failed', status: 502, because }
    }
    const { status, reason, body } = answer.message
    member.state.sent += headBytes(message) + (message.body?.bytes ?? 0)
    member.state.received += byteLength(`HTTP/1.1 ${status} ${reason}`) + (body?.bytes ?? 0)
    if (context.settings.errorOverride && status >= 400) {
      const step = context.step(
        'answered',
        say('error-overridden', { ...data, status: code(String(status)) }),
        by('ProxyErrorOverride', 'errorOverride'),
      )
      return { ended: 'answer', status, reply: finish(exchange, ownPage(exchange, status, step)) }
    }
    const headers = relayedHeaders(exchange, mapping, member, answer.message.headers)
    context.step('translated', say('server-hidden', data))
    return { ended: 'answer', status, reply: finish(exchange, { status, reason, headers, body, because }) }
  }
  if (answer.outcome === 'timed-out') {
    context.step('failed', say('answer-late', { ...data, timeout: ms(timeoutMs) }), by('ProxyTimeout', 'timeoutMs'))
  } else context.step('failed', say(answer.outcome === 'reset' ? 'answer-reset' : 'answer-missing', data))
  return { ended: 'failed', status: 502, isLate: answer.outcome === 'timed-out', because: answer.because }
}

/** Request line and headers, with the ends of their lines. */
const headBytes = ({ method, target, headers }: HttpRequestMessage): number =>
  byteLength(`${method} ${target} HTTP/1.1\r\n${headers.map((one) => `${one.join(': ')}\r\n`).join('')}\r\n`)

const ownHop = [
  'Host',
  'Connection',
  'Keep-Alive',
  'TE',
  'Trailer',
  'Transfer-Encoding',
  'Upgrade',
  'Proxy-Connection',
  'Content-Length',
]
const added = ['X-Forwarded-For', 'X-Forwarded-Host', 'X-Forwarded-Server']

/** The request as mod_proxy sends it on: HTTP/1.1, without what Connection names, with three headers of its own. */
function compose(exchange: Exchange, mapping: Mapping, member: Member): HttpRequestMessage {
  const { context, request, target } = exchange
  const { preserveHost, addProxyHeaders } = context.settings
  const uri = withQuery(rewriteUri(mapping, target.path), target.query)
  if (uri !== target.raw) {
    const setting = `proxyPass[${mapping.index ?? 0}].upstreamUri`
    context.step(
      'translated',
      say('uri-rewritten', { from: code(target.raw), to: code(uri) }),
      by('ProxyPass', setting),
    )
  }
  // mod_headers has its turn before the proxy writes its own.
  const changed = changeHeaders(request.headers, context.settings.requestHeaders ?? [])
  const named = listValues(changed, 'Connection').filter((name) => !/^(close|keep-alive)$/i.test(name))
  const asked = named.reduce((kept: readonly Header[], name) => remove(kept, name), changed)
  const left = [...ownHop, ...(addProxyHeaders ? added : [])]
  const rest = left.reduce((kept: readonly Header[], name) => remove(kept, name), asked)
  const headers: Header[] = [
    ['Host', preserveHost ? (get(changed, 'Host') ?? exchange.authority) : hostOf(member.place)],
    ...rest,
    ...(addProxyHeaders ? proxyHeaders(exchange, asked) : []),
    ...(request.body ? [['Content-Length', String(request.body.bytes)] as const] : []),
    ['Connection', 'Keep-Alive'],
  ]
  const told = context.settings.via ? addVia(exchange, headers) : headers
  if (addProxyHeaders) {
    const chain = text(get(headers, 'X-Forwarded-For') ?? '')
    context.step('translated', say('forwarded-added', { chain }), by('ProxyAddHeaders', 'addProxyHeaders'))
  }
  return httpRequest({ method: request.method, target: uri, headers: told, body: request.body })
}

/** `ProxyVia On`: one more entry at the end of the chain (RFC 9110 section 7.6.3). */
function addVia({ request, context }: Exchange, headers: readonly Header[]): readonly Header[] {
  const name = context.settings.serverName ?? context.wiring.addresses[0] ?? ''
  const chain = [...all(headers, 'Via'), `${request.version} ${name}`].join(', ')
  return [...remove(headers, 'Via'), ['Via', chain]]
}

/** What the mapping makes of a path: its own target in place of what it stands for. */
export function rewriteUri({ row, matched }: Mapping, path: string): string {
  return (row.upstreamUri ?? row.path) + canonicalPath(path.slice(matched)) || '/'
}

function proxyHeaders({ client, authority, context }: Exchange, asked: readonly Header[]): readonly Header[] {
  const joined = (name: string, value: string) => [...all(asked, name), value].join(', ')
  const { serverName, serverNames } = context.settings
  const ownName = serverName ?? serverNames?.[0] ?? context.wiring.addresses[0] ?? ''
  return [
    ['X-Forwarded-For', joined('X-Forwarded-For', client)],
    ['X-Forwarded-Host', joined('X-Forwarded-Host', get(asked, 'Host') ?? authority)],
    ['X-Forwarded-Server', joined('X-Forwarded-Server', ownName)],
  ]
}

/** The headers of an answer from behind; a redirect to the inside becomes one to here (ProxyPassReverse). */
function relayedHeaders(
  exchange: Exchange,
  { row }: Mapping,
  member: Member,
  headers: readonly Header[],
): readonly Header[] {
  const { context } = exchange
  const kept = ['Connection', 'Keep-Alive', 'Transfer-Encoding'].reduce(
    (rest: readonly Header[], name) => remove(rest, name),
    headers,
  )
  const location = get(kept, 'Location')
  const inner = `http://${hostOf(member.place)}${row.upstreamUri ?? row.path}`
  if (!context.settings.reverseRedirects || !location?.startsWith(inner)) return kept
  const outer = absoluteUrl(exchange, row.path + location.slice(inner.length))
  const words = say('redirect-rewritten', { from: code(location), to: code(outer) })
  context.step('translated', words, by('ProxyPassReverse', 'reverseRedirects'))
  return set(kept, 'Location', outer)
}
