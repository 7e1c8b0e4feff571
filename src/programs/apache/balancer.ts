import { code, ms, number, type Value } from '../../model/message.ts'
import { placeOf, serverValue, type Place } from '../common/peers.ts'
import { by, say, schemeFor, type ApacheContext, type Exchange } from './exchange.ts'
import { plainRow, type ApacheSettings, type BalancerRow, type MemberRow, type ProxyPassRow } from './fields.ts'
import type { Mapping } from './mapping.ts'
import { boundTo, routeOf } from './sticky.ts'
import { countSticky, forceRecovery, isInError, newWorkerState, pickWorker, type Worker } from './workers.ts'

/** A member, ready to be asked. */
export interface Member extends Worker {
  readonly row: MemberRow
  readonly place: Place
  readonly label: Value
  readonly setting: string
}

export type Balancer = BalancerRow & { readonly setting: string }

/** Who a mapping leads to: one server, which never goes into the error state, or the members of a balancer. */
export interface Pool {
  readonly members: readonly Member[]
  readonly isBalanced: boolean
  readonly balancer: Balancer | undefined
}

/** Who a line leads to, each with the setting that names it: its own server, else those of its group. */
export function candidatesFor(row: ProxyPassRow, settings: ApacheSettings, index = 0) {
  if (row.server !== undefined) return [{ row: ownRow(row, settings), setting: `proxyPass[${index}].server` }]
  return (settings.upstreams ?? [])
    .map((member, place) => ({ row: member, setting: `upstreams[${place}]` }))
    .filter((member) => member.row.server !== undefined && member.row.group === row.group)
}

/** The pool for a mapping. Makes the memory of its members where there is none. */
export function poolFor(mapping: Mapping, { settings, wiring, state }: ApacheContext): Pool {
  const { row, index } = mapping
  const members = candidatesFor(row, settings, index).map((member) => {
    const server = member.row.server ?? ''
    const place = placeOf(server, member.row.port, wiring, schemeFor(member.row))
    const memory = (state.workers[`${member.setting} ${server}:${place.port}`] ??= newWorkerState(member.row.weight))
    return { ...member, state: memory, place, label: serverValue(server, wiring) }
  })
  // One server behind that nobody put into a group is a server alone.
  const isGroup = row.server === undefined && (row.group !== undefined || members.length > 1)
  return { members, isBalanced: isGroup, balancer: balancerOf(mapping, settings) }
}

function ownRow(row: ProxyPassRow, settings: ApacheSettings): MemberRow {
  const listed = (settings.upstreams ?? []).find(({ server }) => server === row.server)
  const { timeoutMs, connectTimeoutMs, closes, down, tls } = row
  return {
    ...plainRow(row.server ?? ''),
    port: row.serverPort ?? listed?.port,
    timeoutMs,
    connectTimeoutMs,
    closes,
    down,
    tls,
  }
}

const balancerOf = ({ row }: Mapping, { balancers }: ApacheSettings): Balancer | undefined => {
  const index = (balancers ?? []).findIndex(({ name }) => name === (row.group ?? 'backend'))
  const found = balancers?.[index]
  return found && { ...found, setting: `balancers[${index}]` }
}

/** How many are tried besides the first (`maxattempts`): unset as many as there are others; nobody beside one alone. */
export const furtherTries = ({ members, isBalanced, balancer }: Pool): number =>
  isBalanced ? (balancer?.maxAttempts ?? members.length - 1) : 0

const turnWords = {
  byrequests: 'member-by-turn',
  bytraffic: 'member-by-traffic',
  bybusyness: 'member-by-busyness',
} as const

/** Whom a try asks: the member that the session is bound to, else the one whose turn it is. */
export function choose(exchange: Exchange, pool: Pool, uri: string, isFirst: boolean): Member | undefined {
  const { members, isBalanced, balancer } = pool
  const { context } = exchange
  const now = context.now()
  const [only] = members
  if (!isBalanced) return only && chooseOnly(exchange, only)
  const mayRecover = balancer?.forceRecovery ?? true
  if (mayRecover && forceRecovery(members, now)) {
    context.step('decided', say('all-failed-retried'), by('retry', 'upstreams'))
  }
  if (isFirst) tellLeftOut(exchange, members)
  const bound = balancer && chooseBound(exchange, members, balancer, uri)
  return bound === undefined ? chooseByMethod(exchange, members, balancer) : bound.member
}

function chooseOnly({ context }: Exchange, member: Member): Member | undefined {
  const data = { server: member.label }
  if (member.row.down) {
    context.step('decided', say('member-down', data), by('status', member.setting))
    return undefined
  }
  context.step('decided', say('only-member', data), by('ProxyPass', member.setting))
  return member
}

/** Says who is not asked, and why. */
function tellLeftOut({ context }: Exchange, members: readonly Member[]): void {
  const now = context.now()
  for (const member of members) {
    const data = { server: member.label }
    if (member.row.down) context.step('decided', say('member-down', data), by('status', `${member.setting}.down`))
    else if (member.row.drain) {
      context.step('decided', say('member-drains', data), by('status', `${member.setting}.drain`))
    } else if (isInError(member, now)) {
      const left = (member.state.failedAt ?? 0) + member.row.retryMs - now
      const message = say('member-left-out', { ...data, left: ms(left) })
      context.step('decided', message, by('retry', `${member.setting}.retryMs`))
    }
  }
}

/** The member of the session, if a route names one; none to ask where the session may not go to another. */
function chooseBound(
  { context, request }: Exchange,
  members: readonly Member[],
  balancer: Balancer,
  uri: string,
): { readonly member: Member | undefined } | undefined {
  const route = routeOf(balancer, uri, request.headers)
  if (route === undefined) return undefined
  const now = context.now()
  const member = members[boundTo(members, route, now) ?? -1]
  const options = by('stickysession', `${balancer.setting}.stickySession`)
  if (member) {
    countSticky(members, member, now)
    context.step('decided', say('member-bound', { server: member.label, route: code(route) }), options)
    return { member }
  }
  // A route that nobody has binds to nobody.
  if (!balancer.noFailover || !members.some(({ row }) => row.route === route)) return undefined
  const data = { route: code(route) }
  context.step('decided', say('bound-member-gone', data), by('nofailover', `${balancer.setting}.noFailover`))
  return { member: undefined }
}

function chooseByMethod(
  { context }: Exchange,
  members: readonly Member[],
  balancer: Balancer | undefined,
): Member | undefined {
  const method = balancer?.method ?? 'byrequests'
  const picked = pickWorker(members, context.now(), method)
  const member = picked && members[picked.index]
  if (!picked || !member) return undefined
  const data = { server: member.label }
  if (members.length === 1) context.step('decided', say('only-member', data), by('ProxyPass', member.setting))
  else if (picked.as === 'standby') {
    context.step('decided', say('member-standby', data), by('status', `${member.setting}.backup`))
  } else if (picked.as === 'spare') {
    context.step('decided', say('member-spare', data), by('status', `${member.setting}.spare`))
  } else {
    const words = say(turnWords[method], { ...data, weight: number(member.row.weight) })
    context.step('decided', words, by('lbmethod', member.setting))
  }
  return member
}

/** How long a request may wait until a member can be used again, in ms; none where that is of no use or not set. */
export function waitFor({ members, balancer }: Pool, now: number): number | undefined {
  if (balancer?.waitMs === undefined) return undefined
  const soonest = Math.min(
    ...members
      .filter(({ row, state }) => !row.down && !row.drain && state.failedAt !== null)
      .map(({ row, state }) => (state.failedAt ?? 0) + row.retryMs + 1 - now),
  )
  // Apache looks again a hundred times, and each look takes a little longer than it should.
  return soonest <= balancer.waitMs * 1.01 ? Math.max(soonest, 0) : balancer.waitMs
}
