import { formatAddress } from '../../protocols/ip/address.ts'
import { entryFor, isSpans, readKey, readMap, type MapEntry, type Names } from './parse-match.ts'
import type { Effect, Part, Translation } from './ruleset.ts'
import type { Subject } from './subject.ts'
import { NotUnderstood, type Cursor } from './tokens.ts'
import { dataTypes, readSpan, type Span } from './values.ts'

type Kind = 'dnat' | 'snat' | 'masquerade' | 'redirect'

/** `dnat to 10.0.1.10:8080`, `redirect to :22`, `masquerade`, `snat to 203.0.113.5` (nft(8), "NAT STATEMENTS"). */
export function readTranslation(cursor: Cursor, kind: Kind, names: Names): Part {
  const family = cursor.oneOf(['ip', 'ip6'])
  const isPair = cursor.take('addr', '.', 'port')
  const hasTarget = cursor.take('to')
  const needsTarget = kind === 'dnat' || kind === 'snat'
  if (needsTarget && !hasTarget) throw new NotUnderstood(cursor.isDone ? 'ends-early' : 'unknown-word', cursor.peek())
  const find: Find = hasTarget ? readTarget(cursor, names, family === 'ip6', isPair) : fixed({})
  let isPersistent = false
  for (let flag = readFlag(cursor); flag !== undefined; flag = readFlag(cursor)) isPersistent ||= flag === 'persistent'
  return (subject): Effect => {
    const found = find(subject)
    if (found === undefined) return false
    if (needsTarget && found.to === undefined && found.port === undefined) return false
    return { type: kind, ...found, isPersistent }
  }
}

/** `random` and `fully-random` choose ports as the kernel likes; here the port stays as long as it is free. */
const readFlag = (cursor: Cursor) => cursor.oneOf(['random', 'fully-random', 'persistent', ','])

type Find = (subject: Subject) => Translation | undefined

function readTarget(cursor: Cursor, names: Names, isV6: boolean, isPair: boolean): Find {
  if (cursor.is(':')) return fixed(readPorts(cursor))
  cursor.take('[')
  const first = cursor.peek()
  if (/^[\d:]/.test(first) && /[.:]/.test(first)) {
    const span = readSpan(cursor, first.includes(':') ? dataTypes.address6 : dataTypes.address4)
    cursor.take(']')
    return fixed({ ...addressesOf(span, first.includes(':')), ...(cursor.is(':') ? readPorts(cursor) : {}) })
  }
  const key = readKey(cursor, names.place)
  cursor.expect('map')
  const entries = readMap(cursor, names, key.types, (inside) => readValue(inside, isPair))
  const ports = cursor.is(':') ? readPorts(cursor) : {}
  return (subject) => {
    const values = key.of(subject)
    const entry = values && entryFor(entries, values)
    return entry ? { ...translationOf(entry, isV6), ...ports } : undefined
  }
}

const fixed =
  (translation: Translation): Find =>
  () =>
    translation

/** What a map gives: an address, or an address and a port. */
function readValue(cursor: Cursor, isPair: boolean): MapEntry['value'] {
  const type = cursor.peek().includes(':') ? dataTypes.address6 : dataTypes.address4
  const address = readSpan(cursor, type)
  if (isPair ? !cursor.take('.') && !cursor.take(':') : !cursor.take('.')) return [address]
  return [address, readSpan(cursor, dataTypes.port)]
}

function translationOf({ value }: MapEntry, isV6: boolean): Translation | undefined {
  if (!isSpans(value)) return undefined
  const [address, port] = value
  return {
    ...(address ? addressesOf(address, isV6 || Number(address.first) > 0xff_ff_ff_ff) : {}),
    ...(port ? { port: Number(port.first) } : {}),
  }
}

function addressesOf({ first, last }: Span, isV6: boolean): Translation {
  const text = (value: Span['first']) => formatAddress({ version: isV6 ? 6 : 4, value: BigInt(value) })
  return first === last ? { to: text(first) } : { to: text(first), toLast: text(last) }
}

function readPorts(cursor: Cursor): Translation {
  cursor.expect(':')
  const { first, last } = readSpan(cursor, dataTypes.port)
  return first === last ? { port: Number(first) } : { port: Number(first), portLast: Number(last) }
}
