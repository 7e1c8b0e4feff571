import { code, ms, number } from '../../model/message.ts'
import type { StepRef } from '../../model/verdict.ts'
import type { Process } from '../contract/context.ts'
import type { Directive } from './directive.ts'
import { say, type Exchange } from './exchange.ts'
import { flag, from, inherited, valueOf } from './scope.ts'
import type { Drip } from './state.ts'
import { parameter } from './values.ts'
import { fill } from './variables.ts'

/** More than one request or connection may have. */
export interface Limited {
  readonly status: number
  readonly because: StepRef
}

/** `limit_req` and `limit_conn`: lets a request through, perhaps later, or not. Once for each request. */
export function* judgeLimits(exchange: Exchange): Process<Limited | undefined> {
  if (exchange.isCounted) return undefined
  exchange.isCounted = true
  return (yield* limitRate(exchange)) ?? limitConnections(exchange)
}

/** One `limit_req` with its zone: amounts in thousandths of a request. */
interface RateLimit {
  readonly origin: Directive
  readonly zone: string
  readonly key: string
  /** Thousandths of a request per second. */
  readonly rate: number
  readonly burst: number
  readonly delay: number
}

function rateLimits(exchange: Exchange): readonly RateLimit[] {
  const zones = inherited(exchange.config.http, 'limit_req_zone')
  return inherited(exchange.scope, 'limit_req').flatMap((origin) => {
    const zone = parameter(origin.args, 'zone') ?? ''
    const declared = zones.find(({ args }) => parameter(args, 'zone')?.split(':')[0] === zone)
    const key = fill(exchange, declared?.args[0] ?? '')
    // Requests with an empty key are not counted.
    if (!declared || key === '') return []
    const [, count = '1', unit] = /^(\d+)r\/([sm])$/.exec(parameter(declared.args, 'rate') ?? '') ?? []
    const rate = Math.trunc((Number(count) * 1000) / (unit === 'm' ? 60 : 1))
    const burst = Number(parameter(origin.args, 'burst') ?? 0) * 1000
    const isAtOnce = origin.args.includes('nodelay')
    const delay = isAtOnce ? Infinity : Number(parameter(origin.args, 'delay') ?? 0) * 1000
    return [{ origin, zone, key, rate, burst, delay }]
  })
}

/** How full the bucket would be with this request (ngx_http_limit_req_module.c). */
const excessOf = (drip: Drip, { rate }: RateLimit, now: number): number =>
  Math.max(0, drip.excess - Math.trunc((rate * Math.max(0, now - drip.last)) / 1000) + 1000)

function* limitRate(exchange: Exchange): Process<Limited | undefined> {
  const { context, scope } = exchange
  const now = Math.floor(context.now())
  const limits = rateLimits(exchange)
  const filled: { drip: Drip; excess: number; limit: RateLimit }[] = []
  for (const limit of limits) {
    const drips = (context.state.requests[limit.zone] ??= {})
    const known = drips[limit.key]
    const drip = known ?? { excess: 0, last: now }
    const excess = known ? excessOf(known, limit, now) : 0
    drips[limit.key] = drip
    if (excess > limit.burst) {
      const data = { excess: number(excess / 1000), zone: code(limit.zone) }
      const step = context.step('denied', say('rate-exceeded', data), from(limit.origin))
      if (!flag(scope, 'limit_req_dry_run', false))
        return { status: statusOf(exchange, 'limit_req_status'), because: step }
      return undefined
    }
    filled.push({ drip, excess, limit })
  }
  let longest = 0
  let slowest: RateLimit | undefined
  for (const { drip, excess, limit } of filled) {
    drip.excess = excess
    if (now > drip.last) drip.last = now
    const delay = excess <= limit.delay ? 0 : Math.trunc(((excess - limit.delay) * 1000) / limit.rate)
    if (delay > longest) [longest, slowest] = [delay, limit]
  }
  if (slowest && !flag(scope, 'limit_req_dry_run', false)) {
    context.step('decided', say('rate-delayed', { time: ms(longest), zone: code(slowest.zone) }), from(slowest.origin))
    yield* context.work(longest)
  } else if (filled.length > 0) context.step('permitted', say('rate-within'), from(limits[0]?.origin, 'limit_req'))
  return undefined
}

const statusOf = ({ scope }: Exchange, name: string): number => Number(valueOf(scope, name) ?? 503)

function limitConnections(exchange: Exchange): Limited | undefined {
  const { context, scope, config } = exchange
  const zones = inherited(config.http, 'limit_conn_zone')
  for (const origin of inherited(scope, 'limit_conn')) {
    const [zone = '', most = '0'] = origin.args
    const declared = zones.find(({ args }) => parameter(args, 'zone')?.split(':')[0] === zone)
    const key = fill(exchange, declared?.args[0] ?? '')
    if (!declared || key === '') continue
    const counts = (context.state.connections[zone] ??= {})
    const open = counts[key] ?? 0
    if (open >= Number(most)) {
      const data = { count: number(open), zone: code(zone) }
      const step = context.step('denied', say('connections-exceeded', data), from(origin))
      if (flag(scope, 'limit_conn_dry_run', false)) return undefined
      return { status: statusOf(exchange, 'limit_conn_status'), because: step }
    }
    counts[key] = open + 1
    exchange.held.push({ zone, key })
  }
  return undefined
}

/** The request is over: its connections no longer count. */
export function release({ context, held }: Exchange): void {
  for (const { zone, key } of held.splice(0)) {
    const counts = context.state.connections[zone]
    if (!counts) continue
    const left = (counts[key] ?? 1) - 1
    if (left > 0) counts[key] = left
    else delete counts[key]
  }
}
