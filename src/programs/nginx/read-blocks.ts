import { code } from '../../model/message.ts'
import { speaker } from '../../model/speaker.ts'
import type { JsonObject } from '../../model/topology.ts'
import { parseAddress } from '../../protocols/ip/address.ts'
import { readLocation } from './config.ts'
import { parseListen } from './listen.ts'
import { pattern } from './pattern.ts'
import { listed, type Reader } from './reader.ts'
import type { Parsed } from './syntax.ts'
import type en from './texts.en.ts'
import { parseTime } from './values.ts'

const say = speaker<typeof en>('nginx')

/** A `server` block as a row of `servers`. */
export function readServer(reader: Reader, { block = [] }: Parsed): JsonObject {
  const known = reader.understood(block, 's')
  const listens = known
    .filter((one) => one.name === 'listen')
    .filter((one) => {
      if (!one.args.includes('') && parseListen(one)) return true
      reader.refuse(one.line, say('unread.listen', { place: code(one.args[0] ?? '') }))
      return false
    })
    .map((one) => withoutHttp2(reader, one))
  const names = known.filter((one) => one.name === 'server_name').flatMap((one) => one.args)
  const locations = known.filter((one) => one.name === 'location')
  const rest = known.filter(({ name }) => name !== 'listen' && name !== 'server_name' && name !== 'location')
  return {
    ...listed(
      'listen',
      listens.map((one) => one.args.join(' ')),
    ),
    ...listed('names', names),
    ...listed('directives', reader.toLines(rest)),
    ...listed(
      'locations',
      locations.map((one) => location(reader, one)),
    ),
  }
}

/** HTTP/2 is not modelled: said once, however many sockets offer it. */
function withoutHttp2(reader: Reader, listen: Parsed): Parsed {
  const [place = '', ...flags] = listen.args
  if (!flags.includes('http2')) return listen
  reader.refuseOnce(listen.line, say('unread.http2'))
  return { ...listen, args: [place, ...flags.filter((flag) => flag !== 'http2')] }
}

function location(reader: Reader, { args, block = [], line }: Parsed): JsonObject {
  const { match, path } = readLocation(args)
  if ((match === 'regex' || match === 'regex-i') && !pattern(path)) {
    reader.refuse(line, say('unread.expression', { expression: code(path) }))
  }
  return {
    ...(match === 'prefix' ? {} : { match }),
    ...(path === '/' ? {} : { path }),
    ...listed('directives', reader.toLines(block)),
  }
}

const methods = new Set(['least_conn', 'ip_hash', 'hash', 'random'])

/** An `upstream` block as a row of `upstreamGroups`. */
export function readGroup(reader: Reader, { args, block = [] }: Parsed): JsonObject {
  const servers = block.filter((one) => one.name === 'server')
  const known = reader.understood(
    block.filter((one) => one.name !== 'server'),
    'u',
  )
  const method = known.findLast((one) => methods.has(one.name))
  for (const one of known.filter((other) => methods.has(other.name) && other !== method)) {
    reader.refuse(one.line, say('unread.replaced', { directive: code(one.name) }))
  }
  // What `random` is to compare has no column of its own.
  const rest = known.filter(
    (one) => !methods.has(one.name) || (one === method && one.name === 'random' && one.args.length > 0),
  )
  return {
    ...(args[0] === undefined ? {} : { name: args[0] }),
    ...(method ? { method: method.name } : {}),
    ...(method?.name === 'hash' ? { hashKey: method.args[0] ?? '' } : {}),
    ...(method?.args[1] === 'consistent' ? { consistent: true } : {}),
    ...listed(
      'servers',
      servers.map((one) => groupServer(reader, one)).filter((one) => one !== undefined),
    ),
    ...listed('directives', reader.toLines(rest)),
  }
}

function groupServer(reader: Reader, { args, line }: Parsed): JsonObject | undefined {
  const [place = '', ...options] = args
  const found = /^(?:\[([\da-f:.]+)\]|([\w.-]+))(?::(\d{1,5}))?$/i.exec(place)
  const port = Number(found?.[3] ?? 80)
  if (!found || place.startsWith('unix:') || port < 1 || port > 65_535) {
    reader.refuse(line, say('unread.server', { place: code(place) }))
    return undefined
  }
  const host = found[1] ?? found[2] ?? ''
  const row: Record<string, string | number | boolean> = {
    ...(parseAddress(host).ok ? { server: host } : { host }),
    // A port that is not written is 80, and no part of the name that `hash … consistent` hashes.
    ...(found[3] === undefined ? {} : { port }),
  }
  for (const option of options) {
    const set = serverOption(option)
    if (set) Object.assign(row, set)
    else reader.refuse(line, say('unread.option', { option: code(option) }))
  }
  return row
}

/** One option of a server; nothing for those that are not modelled. */
function serverOption(option: string): JsonObject | undefined {
  if (option === 'backup') return { backup: true }
  if (option === 'down') return { down: true }
  const [, name = '', value = ''] = /^(\w+)=(.*)$/.exec(option) ?? []
  const count = /^\d+$/.test(value) ? Number(value) : undefined
  const between = (key: string, least: number, most: number, unset: number) => {
    if (count === undefined || count < least || count > most) return undefined
    return count === unset ? {} : { [key]: count }
  }
  switch (name) {
    case 'weight':
      return between('weight', 1, 65_535, 1)
    case 'max_fails':
      return between('maxFails', 0, 100, 1)
    case 'max_conns':
      return between('maxConns', 0, 1_000_000, 0)
    case 'fail_timeout': {
      // nginx takes whole seconds here.
      const time = value.endsWith('ms') ? undefined : parseTime(value)
      if (time === undefined || time % 1000 !== 0 || time > 86_400_000) return undefined
      return time === 10_000 ? {} : { failTimeoutMs: time }
    }
    default:
      return undefined
  }
}
