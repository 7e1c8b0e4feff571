import { code, ms, number, portNumber, text, type Value } from '../../model/message.ts'
import type { HttpRequestMessage } from '../../model/packet.ts'
import type { Header } from '../../model/request.ts'
import type { StepRef } from '../../model/verdict.ts'
import { all, get, listValues, remove, set } from '../../protocols/http/headers.ts'
import { request as httpRequest } from '../../protocols/http/messages.ts'
import { hostOf, placeOf, serverValue, type Place } from '../common/peers.ts'
import { escapePath, withQuery } from '../common/uri.ts'
import type { Process } from '../contract/context.ts'
import type { Reply } from '../contract/outcome.ts'
import type { Wiring } from '../contract/wiring.ts'
import { finish, ownPage } from './answer.ts'
import { absoluteUrl, by, say, type Exchange } from './exchange.ts'
import type { ApacheSettings, MemberRow } from './fields.ts'
import type { Mapping } from './mapping.ts'
import type { ApacheState } from './state.ts'
import { forceRecovery, isInError, newWorkerState, pickWorker, type Worker } from './workers.ts'

/** A member, ready to be asked. */
interface Member extends Worker {
  readonly place: Place
  readonly label: Value
  readonly setting: string
}

/** A member as it stands when nothing more is said of it. */
export const plainRow = (server: string): MemberRow => ({
  server,
  port: undefined,
  weight: 1,
  retryMs: 60_000,
  backup: false,
  down: false,
})

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
      ? known.filter((member) => member.row.server !== undefined)
      : [{ row: { ...plainRow(row.server), port: own?.port }, setting: `proxyPass[${index ?? 0}].server` }]
  return chosen.map((member) => {
    const server = member.row.server ?? ''
    const place = placeOf(server, member.row.port, wiring)
    const memory = (state.workers[`${member.setting} ${server}:${place.port}`] ??= newWorkerState(member.row.weight))
    return { ...member, state: memory, place, label: serverValue(server, wiring) }
  })
}

type Tried =
  | { readonly ended: 'answer'; readonly reply: Reply }
  | { readonly ended: 'failed'; readonly status: 502 | 503; readonly because: StepRef }

/** Passes a request on (mod_proxy). Only a member that could not be connected to is replaced by another one. */
export function* passOn(exchange: Exchange, mapping: Mapping): Process<Reply> {
  const { context } = exchange
  const members = membersFor(mapping, context.settings, context.wiring, context.state)
  if (forceRecovery(members, context.now()))
    context.step('decided', say('all-failed-retried'), by('retry', 'upstreams'))
  const tried = new Set<number>()
  let because: StepRef | undefined
  for (;;) {
    const member = choose(exchange, members, tried)
    if (!member) {
      const step = context.step('failed', say('no-member'), by('ProxyPass', 'upstreams'))
      context.step('answered', say('service-unavailable'))
      return finish(exchange, ownPage(exchange, 503, because ?? step))
    }
    const result = yield* tryMember(exchange, mapping, member)
    if (result.ended === 'answer') {
      member.state.failedAt = null
      return result.reply
    }
    if (result.status === 502) {
      context.step('answered', say('proxy-error'))
      return finish(exchange, ownPage(exchange, 502, result.because))
    }
    member.state.failedAt = context.now()
    const data = { server: member.label, time: ms(member.row.retryMs) }
    context.step('decided', say('member-failed', data), by('retry', `${member.setting}.retryMs`))
    because = result.because
    if (tried.size < members.length) context.step('retried', say('next-member'))
  }
}

function choose({ context }: Exchange, members: readonly Member[], tried: Set<number>): Member | undefined {
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
  const picked = pickWorker(members, tried, now)
  const member = picked && members[picked.index]
  if (!picked || !member) return undefined
  tried.add(picked.index)
  const data = { server: member.label }
  if (members.length === 1) context.step('decided', say('only-member', data), by('ProxyPass', member.setting))
  else if (picked.isStandby)
    context.step('decided', say('member-standby', data), by('status', `${member.setting}.backup`))
  else {
    const words = say('member-by-turn', { ...data, weight: number(member.row.weight) })
    context.step('decided', words, by('lbmethod', member.setting))
  }
  return member
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
  const message = compose(exchange, mapping, member)
  const asked = code(`${message.method} ${message.target}`)
  const host = text(message.headers[0]?.[1] ?? '')
  context.step('sent', say('request-passed', { ...data, request: asked, host }), by('ProxyPass', member.setting))
  const answer = yield* context.ask(opened.connection, message, { timeoutMs })
  context.close(opened.connection)
  if (answer.outcome === 'ok') {
    const { because } = answer
    if (answer.message.protocol !== 'http' || answer.message.kind !== 'response') {
      context.step('failed', say('answer-not-http', data))
      return { ended: 'failed', status: 502, because }
    }
    const { status, reason, body } = answer.message
    const headers = relayedHeaders(exchange, mapping, member, answer.message.headers)
    context.step('translated', say('server-hidden', data))
    return { ended: 'answer', reply: finish(exchange, { status, reason, headers, body, because }) }
  }
  if (answer.outcome === 'timed-out') {
    context.step('failed', say('answer-late', { ...data, timeout: ms(timeoutMs) }), by('ProxyTimeout', 'timeoutMs'))
  } else context.step('failed', say(answer.outcome === 'reset' ? 'answer-reset' : 'answer-missing', data))
  return { ended: 'failed', status: 502, because: answer.because }
}

const ownHop = [
  'Host',
  'Connection',
  'Keep-Alive',
  'TE',
  'Trailer',
  'Transfer-Encoding',
  'Upgrade',
  'Proxy-Authorization',
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
  const named = listValues(request.headers, 'Connection').filter((name) => !/^(close|keep-alive)$/i.test(name))
  const left = [...ownHop, ...named, ...(addProxyHeaders ? added : [])]
  const rest = left.reduce((kept: readonly Header[], name) => remove(kept, name), request.headers)
  const headers: Header[] = [
    ['Host', preserveHost ? exchange.authority : hostOf(member.place)],
    ...rest,
    ...(addProxyHeaders ? proxyHeaders(exchange) : []),
    ...(request.body ? [['Content-Length', String(request.body.bytes)] as const] : []),
    ['Connection', 'Keep-Alive'],
  ]
  if (addProxyHeaders) {
    const chain = text(get(headers, 'X-Forwarded-For') ?? '')
    context.step('translated', say('forwarded-added', { chain }), by('ProxyAddHeaders', 'addProxyHeaders'))
  }
  return httpRequest({ method: request.method, target: uri, headers, body: request.body })
}

/** What the mapping makes of a path: its own target in place of what it stands for. */
export function rewriteUri({ row, matched }: Mapping, path: string): string {
  return (row.upstreamUri ?? row.path) + escapePath(path.slice(matched))
}

function proxyHeaders({ request, client, authority, context }: Exchange): readonly Header[] {
  const joined = (name: string, value: string) => [...all(request.headers, name), value].join(', ')
  const [ownName = context.wiring.addresses[0] ?? ''] = context.settings.serverNames ?? []
  return [
    ['X-Forwarded-For', joined('X-Forwarded-For', client)],
    ['X-Forwarded-Host', joined('X-Forwarded-Host', authority)],
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
