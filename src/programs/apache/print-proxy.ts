import type { Json, JsonObject } from '../../model/topology.ts'
import { placeOf as reached, usualPort } from '../common/peers.ts'
import type { PrintContext, PrintedLine } from '../contract/config-text.ts'
import { schemeFor } from './exchange.ts'
import { rowsOf, spelt, within } from './print-words.ts'
import { quoted } from './syntax.ts'

/** What passes requests on, with its counterpart for the way back. */
export function proxyLines(
  config: JsonObject,
  context: PrintContext,
  row: JsonObject,
  setting: string,
): readonly PrintedLine[] {
  const { pattern, inLocation } = row
  const path = spelt(pattern ?? row['path'] ?? '/')
  const isInside = inLocation === true
  const directive = typeof pattern === 'string' && !isInside ? 'ProxyPassMatch' : 'ProxyPass'
  const place = isInside ? '' : ` ${quoted(path)}`
  const { to, words } = targetOf(config, context, row, path)
  const hasReverse = row['action'] !== 'static' && config['reverseRedirects'] !== false && pattern === undefined
  const lines = [
    { text: [`${directive}${place}`, quoted(to), ...words].join(' '), setting },
    ...(hasReverse ? [{ text: `ProxyPassReverse${place} ${quoted(to)}`, setting }] : []),
  ]
  if (!isInside) return lines
  return within(lines, typeof pattern === 'string' ? 'LocationMatch' : 'Location', path)
}

/** Where a line leads, and what it says of the server there. */
function targetOf(config: JsonObject, context: PrintContext, row: JsonObject, path: string) {
  if (row['action'] === 'static') return { to: '!', words: [] }
  const { server } = row
  const uri = spelt(row['upstreamUri'] ?? row['path'] ?? path)
  const kept = row['asSent'] === true ? ['nocanon'] : []
  // A balancer has no such times, its members have.
  if (typeof server !== 'string') return { to: `balancer://${spelt(row['group'] ?? 'backend')}${uri}`, words: kept }
  const to = `${written(row, row['serverPort'], context)}${uri}`
  return { to, words: [...kept, ...statusWord(row), ...workerWords(config, row)] }
}

/** What both a server alone and a member of a group have. */
function workerWords(config: JsonObject, { timeoutMs, connectTimeoutMs, closes }: JsonObject): readonly string[] {
  const connect = connectTimeoutMs ?? config['connectTimeoutMs']
  return [
    ...(typeof timeoutMs === 'number' ? [`timeout=${timeoutMs}ms`] : []),
    ...(typeof connect === 'number' ? [`connectiontimeout=${connect}ms`] : []),
    ...(closes === true ? ['disablereuse=On'] : []),
  ]
}

const isIpv6 = (address: string): boolean => address.includes(':')

/** Scheme, address and port of a server behind; the usual port only where it was set, and that of TLS never. */
function written(row: JsonObject, set: Json | undefined, context: PrintContext): string {
  const { wiring } = context
  const server = spelt(row['server'])
  const scheme = schemeFor(row)
  const address = context.addressOf(server)
  const host = isIpv6(address) ? `[${address}]` : address
  const usual = usualPort[scheme]
  const unset = wiring?.peer(server) ? reached(server, undefined, wiring, scheme).port : usual
  const port = set ?? unset
  const isLeftOut = port === usual && (set === undefined || scheme === 'https')
  return `${scheme}://${host}${isLeftOut ? '' : `:${spelt(port)}`}`
}

/** Each group of servers behind. */
export function balancerLines(config: JsonObject, context: PrintContext): readonly PrintedLine[] {
  const members = rowsOf(config, 'upstreams').map((row, index) => ({ row, setting: `upstreams[${index}]` }))
  const settings = rowsOf(config, 'balancers').map((row, index) => ({ row, setting: `balancers[${index}]` }))
  const groups = new Set([...members, ...settings].map(({ row }) => spelt(row['group'] ?? row['name'] ?? 'backend')))
  return [...groups].flatMap((name) => {
    const own = settings.find(({ row }) => (row['name'] ?? 'backend') === name)
    return [
      { text: `<Proxy balancer://${name}>`, setting: own?.setting ?? 'upstreams' },
      ...members
        .filter(({ row }) => (row['group'] ?? 'backend') === name)
        .map(({ row, setting }) => ({ text: `  ${memberLine(config, row, context)}`, setting })),
      ...(own ? setLine(own.row, own.setting) : []),
      { text: '</Proxy>' },
    ]
  })
}

const letters: readonly (readonly [setting: string, letter: string])[] = [
  ['backup', 'H'],
  ['spare', 'R'],
  ['drain', 'N'],
  ['ignoresErrors', 'I'],
  ['down', 'D'],
]

/** All letters in one word: of several words the last counts alone. */
function statusWord(row: JsonObject): readonly string[] {
  const set = letters.filter(([setting]) => row[setting] === true).map(([, letter]) => `+${letter}`)
  return set.length === 0 ? [] : [`status=${set.join('')}`]
}

function memberLine(config: JsonObject, row: JsonObject, context: PrintContext): string {
  const { port, pathPrefix = '', weight, retryMs, set, route } = row
  return [
    `BalancerMember ${written(row, port, context)}${spelt(pathPrefix)}`,
    ...(weight === undefined ? [] : [`loadfactor=${spelt(weight)}`]),
    ...(typeof retryMs === 'number' ? [`retry=${Math.ceil(retryMs / 1000)}`] : []),
    ...(typeof set === 'number' && set > 0 ? [`lbset=${set}`] : []),
    ...(route === undefined ? [] : [`route=${spelt(route)}`]),
    ...statusWord(row),
    ...workerWords(config, row),
  ].join(' ')
}

const onOff = (value: Json | undefined): string => (value === true ? 'On' : 'Off')

const setWords: readonly (readonly [setting: string, word: string, spell: (value: Json | undefined) => string])[] = [
  ['method', 'lbmethod', spelt],
  ['failOnStatus', 'failonstatus', spelt],
  ['failOnTimeout', 'failontimeout', onOff],
  ['maxAttempts', 'maxattempts', spelt],
  ['stickySession', 'stickysession', spelt],
  ['stickySeparator', 'stickysessionsep', spelt],
  ['noFailover', 'nofailover', onOff],
  ['forceRecovery', 'forcerecovery', onOff],
  ['waitMs', 'timeout', (value) => `${spelt(value)}ms`],
]

function setLine(row: JsonObject, setting: string): readonly PrintedLine[] {
  const words = setWords.flatMap(([name, word, spell]) =>
    row[name] === undefined ? [] : [`${word}=${spell(row[name])}`],
  )
  return words.length === 0 ? [] : [{ text: `  ProxySet ${words.join(' ')}`, setting }]
}
