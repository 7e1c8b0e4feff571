import { code, type Message } from '../../model/message.ts'
import { speaker } from '../../model/speaker.ts'
import type { JsonObject } from '../../model/topology.ts'
import type { NotRead, Reading } from '../contract/config-text.ts'
import { belowRoot, entryOf, ownNameOf, type Place } from './directive.ts'
import { directives } from './directives.ts'
import { newDraft, toConfig, type Draft } from './draft.ts'
import { parse, type Statement } from './syntax.ts'
import type en from './texts.en.ts'

const say = speaker<typeof en>('apache')

/** Sections that only group what stands in them. */
const transparent = new Set(['ifmodule', 'ifdefine', 'ifversion'])

/** Reads an Apache configuration, several files one after the other. Never throws. */
export function read(text: string): Reading {
  const { statements, broken } = parse(text)
  const notRead: NotRead[] = broken.map((one) => ({
    ...one,
    why: say('not-read.unknown', { directive: code(one.text) }),
  }))
  const draft = newDraft()
  const flat = flatten(statements)
  const hosts = flat.filter(({ name }) => name.toLowerCase() === 'virtualhost')
  const refuse = ({ line, text: words }: Statement, why: Message) => void notRead.push({ line, text: words, why })
  // One virtual host alone answers every request: it is the server.
  const isSeveral = hosts.length > 1
  const hasPorts = new Set(hosts.map(({ args }) => portIn(args))).size > 1
  for (const statement of flat.filter((one) => !hosts.includes(one))) readOne(statement, draft, {}, refuse)
  for (const [index, host] of hosts.entries())
    readHost(host, draft, { key: isSeveral ? String(index + 1) : undefined, hasPorts }, refuse)
  return { config: toConfig(draft), notRead: notRead.toSorted((a, b) => a.line - b.line) }
}

type Refuse = (statement: Statement, why: Message) => void

function flatten(statements: readonly Statement[]): readonly Statement[] {
  return statements.flatMap((one) =>
    one.inside && transparent.has(one.name.toLowerCase()) ? flatten(one.inside) : one,
  )
}

const portIn = ([where = '']: readonly string[]): string | undefined => /:(\d+)$/.exec(where)?.[1]

function readHost(
  host: Statement,
  draft: Draft,
  { key, hasPorts }: { key: string | undefined; hasPorts: boolean },
  refuse: Refuse,
): void {
  const inside = flatten(host.inside ?? [])
  const of = (name: string) => inside.filter((one) => one.name.toLowerCase() === name).flatMap(({ args }) => args)
  const named = inside.find((one) => one.name.toLowerCase() === 'servername')
  const own = named?.args[0] === undefined ? undefined : ownNameOf(named.args[0])
  if (named && own?.isUsual === false) refuse(named, say('not-read.value', { directive: code(named.name) }))
  const name = own?.name
  const aliases = of('serveralias').join(' ')
  const port = portIn(host.args)
  const isSecure = inside.some((one) => /^sslengine$/i.test(one.name) && /^on$/i.test(one.args[0] ?? ''))
  if (key !== undefined) {
    const row: JsonObject = { key, ...(name === undefined ? {} : { name }), ...(aliases === '' ? {} : { aliases }) }
    draft.virtualHosts.push(hasPorts && port !== undefined ? { ...row, port: Number(port) } : row)
    if (isSecure) draft.settings['https'] = true
  } else if (name !== undefined) draft.settings['serverName'] = name
  if (port !== undefined) draft.settings[isSecure ? 'httpsPort' : 'httpPort'] = Number(port)
  const place: Place = key === undefined ? {} : { host: key }
  for (const one of inside) {
    const isDone = key !== undefined && /^sslengine$/i.test(one.name)
    if (!isDone && !/^server(?:name|alias)$/i.test(one.name)) readOne(one, draft, place, refuse)
  }
}

/** Whether what stands there holds for less than the whole server. */
function isNarrow({ host, path = '/', pattern, directory }: Place, draft: Draft): boolean {
  const isPart = directory !== undefined && belowRoot(draft, directory) !== '/'
  return host !== undefined || path !== '/' || pattern !== undefined || isPart
}

/** Sections that narrow what stands in them to a path. */
const narrowing = new Set(['location', 'directory'])

function readOne(statement: Statement, draft: Draft, place: Place, refuse: Refuse): void {
  const name = statement.name.toLowerCase()
  const { inside, args } = statement
  if (inside) {
    if (transparent.has(name)) for (const one of flatten(inside)) readOne(one, draft, place, refuse)
    else if (name === 'proxy' && args[0]?.startsWith('balancer://')) {
      const group = args[0].slice('balancer://'.length).replace(/\/.*$/, '')
      for (const one of inside) readOne(one, draft, { ...place, group }, refuse)
    } else if (narrowing.has(name) && args[0] !== undefined) {
      const narrowed = name === 'location' ? { path: args[0] } : { directory: args[0].replace(/\/$/, '') }
      for (const one of inside) readOne(one, draft, { ...place, ...narrowed }, refuse)
    } else if (name === 'locationmatch' && args[0] !== undefined) {
      for (const one of inside) readOne(one, draft, { ...place, pattern: args[0] }, refuse)
    } else refuse(statement, say('not-read.container'))
    return
  }
  const directive = entryOf(directives, name)
  const shown = { directive: code(statement.name) }
  if (!directive) return refuse(statement, say('not-read.unknown', shown))
  if (directive.isForAll && isNarrow(place, draft)) return refuse(statement, say('not-read.per-host', shown))
  const result = directive.read(args, draft, place)
  if (result === 'outside') refuse(statement, say('not-read.outside'))
  else if (result === 'per-host') refuse(statement, say('not-read.per-host', shown))
  else if (result === 'not-modelled') {
    refuse(statement, say('not-read.unknown', { directive: code(`${statement.name} ${args[0] ?? ''}`) }))
  } else if (result === 'proxied') refuse(statement, say('not-read.proxied'))
  else if (result === 'unreadable') refuse(statement, say('not-read.value', shown))
}
