import { code, number, seconds, ms } from '../../model/message.ts'
import { failSeconds, isSingle, learn, mostMisses, unusable, type Selection } from './balance-peers.ts'
import { pickServer, type Method, type Picked } from './balance.ts'
import type { UpstreamGroup } from './directive.ts'
import { by, say, secondsNow, type Exchange } from './exchange.ts'
import type { Group, Server } from './group.ts'
import { explainWorker } from './upstream-workers.ts'
import { fill } from './variables.ts'

/** How a group chooses; what stands behind `random` is among its directives. */
function methodOf({ method, consistent, directives }: UpstreamGroup): Method {
  if (method === 'hash') return consistent ? 'consistent' : 'hash'
  const isOfTwo = directives.some(({ name, args }) => name === 'random' && args[0] === 'two')
  return method === 'random' && isOfTwo ? 'random-two' : method
}

/** Chooses the next server of a group for a request and says why it is this one. */
export function choose(exchange: Exchange, group: Group, selection: Selection): Server | undefined {
  const { context, client, config, worker } = exchange
  const { servers, settings } = group
  const now = secondsNow(context)
  if (!isSingle(servers) && selection.tried.size === 0) explainWorker(context, config, worker, settings)
  for (const [index, server] of servers.entries()) {
    if (!selection.tried.has(index)) explainUnusable(context, server, now, isSingle(servers))
  }
  const method = methodOf(settings)
  const key = method === 'hash' || method === 'consistent' ? fill(exchange, settings.key ?? '') : ''
  const before = selection.misses
  const picked = pickServer(method, servers, selection, { now, client, key, random: () => context.random() })
  if (picked.picked === 'none') return undefined
  const server = servers[picked.index]
  if (!server) return undefined
  explainChoice(exchange, settings, server, { picked: picked.picked, hasMissed: picked.misses > before, method, key })
  if (picked.picked === 'turn' && picked.misses > mostMisses) context.step('decided', say('places-in-vain'))
  return server
}

interface Choice {
  readonly picked: Exclude<Picked['picked'], 'none'>
  readonly method: Method
  readonly key: string
  /** Whether the hash led to others before. */
  readonly hasMissed: boolean
}

function explainChoice(
  { context }: Exchange,
  { methodSetting }: UpstreamGroup,
  server: Server,
  { picked, method, key, hasMissed }: Choice,
): void {
  const data = { server: server.label }
  const weight = number(server.row.weight)
  const count = number(server.state.connections)
  switch (picked) {
    case 'only':
      context.step('decided', say('only-server', data), by('proxy_pass', server.setting))
      break
    case 'turn':
      context.step('decided', say('server-by-turn', { ...data, weight }), by('upstream', server.setting))
      break
    case 'least':
      context.step('decided', say('server-by-least', { ...data, count }), by('least_conn', methodSetting))
      break
    case 'backup':
      context.step('decided', say('server-backup', data), by('upstream', `${server.setting}.backup`))
      break
    case 'chance':
      if (method === 'random') {
        context.step('decided', say('server-by-chance', { ...data, weight }), by('random', methodSetting))
      } else context.step('decided', say('server-by-chance-of-two', { ...data, count }), by('random', methodSetting))
      break
    case 'hash':
      explainHash(context, methodSetting, { data, method, key, hasMissed })
  }
}

function explainHash(
  context: Exchange['context'],
  methodSetting: string | undefined,
  {
    data,
    method,
    key,
    hasMissed,
  }: Pick<Choice, 'method' | 'key' | 'hasMissed'> & { data: { server: Server['label'] } },
): void {
  const options = by(method === 'ip_hash' ? 'ip_hash' : 'hash', methodSetting)
  if (hasMissed) context.step('decided', say('server-by-hash-on', data), options)
  else if (method === 'ip_hash') context.step('decided', say('server-by-hash', data), options)
  else if (method === 'hash') context.step('decided', say('server-by-key', { ...data, key: code(key) }), options)
  else context.step('decided', say('server-on-ring', { ...data, key: code(key) }), options)
}

function explainUnusable(context: Exchange['context'], server: Server, now: number, isAlone: boolean): void {
  const why = unusable(server, now)
  const data = { server: server.label }
  if (why === 'down') context.step('decided', say('server-down', data), by('upstream', `${server.setting}.down`))
  if (why === 'full') {
    const most = number(server.row.maxConns ?? 0)
    context.step('decided', say('server-full', { ...data, most }), by('max_conns', `${server.setting}.maxConns`))
  }
  if (why === 'failed' && !isAlone) {
    const left = failSeconds(server) + server.state.checked - now
    context.step(
      'decided',
      say('server-left-out', { ...data, left: seconds(left + 1) }),
      by('fail_timeout', server.setting),
    )
  }
}

/** What the end of a try teaches about a server, unless it is the only one. */
export function remember({ context }: Exchange, group: Group, server: Server, hasFailed: boolean): void {
  if (isSingle(group.servers)) return
  const now = secondsNow(context)
  learn(server, hasFailed, now)
  if (!hasFailed || unusable(server, now) !== 'failed') return
  const data = { server: server.label, time: ms(server.row.failTimeoutMs) }
  context.step('decided', say('server-marked-failed', data), by('max_fails', server.setting))
}
