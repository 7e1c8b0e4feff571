import { list, text, type Message } from '../../model/message.ts'
import { speaker } from '../../model/speaker.ts'
import type { JsonObject } from '../../model/topology.ts'
import { isSubdomain, labels, normaliseName } from '../../protocols/dns/name.ts'
import { resolveSettings } from '../../protocols/fields/resolve.ts'
import { isAddress } from '../../protocols/ip/address.ts'
import type { ConfigText, NotRead, PrintContext, PrintedLine, Reading } from '../contract/config-text.ts'
import { fields, type BindSettings, type RecordRow } from './fields.ts'
import type en from './texts.en.ts'
import { readZoneFile, type UnreadLine } from './zone-file.ts'
import { apexesOf, plainSoa } from './zones-of.ts'

const say = speaker<typeof en>('bind')

const recordTypes = ['A', 'AAAA', 'CNAME', 'MX', 'NS', 'PTR', 'SOA', 'SRV', 'TXT'] as const

/** Zone files, as BIND loads them; several can be pasted one after the other, each with its `$ORIGIN` or SOA. */
export const configText: ConfigText = {
  fileName: 'db.zone',
  directives: ['$ORIGIN', '$TTL', ...recordTypes],
  read,
  print,
}

function read(pasted: string): Reading {
  const { records, unread } = readZoneFile(pasted)
  const rows = records.map(({ name, type, value, ttl }): JsonObject => {
    const isAddress = type === 'A' || type === 'AAAA'
    return { name, type, ...(isAddress ? { target: value } : { value }), ttl }
  })
  return { config: rows.length === 0 ? {} : { records: rows }, notRead: unread.map(toNotRead) }
}

const reasons: Readonly<Record<UnreadLine['why'], () => Message>> = {
  syntax: () => say('not-read.syntax'),
  type: () => say('not-read.type', { types: list(recordTypes.map((type) => text(type))) }),
  class: () => say('not-read.class'),
  directive: () => say('not-read.directive'),
  'no-owner': () => say('not-read.no-owner'),
  value: () => say('not-read.value'),
}

const toNotRead = ({ line, text: words, why }: UnreadLine): NotRead => ({ line, text: words, why: reasons[why]() })

/** A record of the settings with its line. */
interface Written extends PrintedLine {
  readonly name: string
  readonly type: string
}

/**
 * Zone files one after the other, each from its SOA on. Names are absolute, so that no `$ORIGIN` is needed. What BIND
 * does not load a zone without and nobody wrote stands there too: an SOA, and an NS with the address that it needs.
 */
function print(config: JsonObject, context: PrintContext): readonly PrintedLine[] {
  const settings = resolveSettings(fields, config, {})
  const rows = (settings.records ?? []).flatMap((row, index) => writtenOf(row, `records[${index}]`, context) ?? [])
  const apexes = apexesOf(settings)
  // A name belongs to the innermost zone around it.
  const zoneOf = (name: string) =>
    apexes.filter((apex) => isSubdomain(name, apex)).toSorted((a, b) => labels(b).length - labels(a).length)[0]
  return apexes.flatMap((apex, index) => {
    const own = rows.filter(({ name }) => zoneOf(name) === apex)
    const lines = zoneLines(apex, own, settings, context)
    return index === 0 ? lines : [{ text: '' }, ...lines]
  })
}

function zoneLines(
  apex: string,
  own: readonly Written[],
  settings: BindSettings,
  context: PrintContext,
): readonly PrintedLine[] {
  const at = (type: string) => own.filter((row) => row.type === type && row.name === apex)
  const soa = at('SOA').slice(0, 1)
  const others = own.filter(({ type }) => type !== 'SOA')
  const { ttl, data } = plainSoa(apex, settings)
  const server = data.split(' ')[0] ?? ''
  const isKnown = others.some(({ name }) => name === server)
  const nameServer = [
    { text: `${dotted(apex)} ${ttl} IN NS ${dotted(server)}` },
    ...(isKnown ? [] : [{ text: ownAddress(server, ttl, context) }]),
  ]
  return [
    ...(soa.length > 0 ? soa : [{ text: `${dotted(apex)} ${ttl} IN SOA ${withDots('SOA', data)}` }]).map(plainLine),
    ...(at('NS').length > 0 ? [] : nameServer),
    ...others.map(plainLine),
  ]
}

const plainLine = ({ text: line, setting }: PrintedLine): PrintedLine =>
  setting === undefined ? { text: line } : { text: line, setting }

/** Where the made-up name server is: this device. */
function ownAddress(name: string, ttl: number, { wiring }: PrintContext): string {
  const address = wiring && (wiring.publicAddressOf(wiring.device) ?? wiring.addresses[0])
  const found = address ?? '127.0.0.1'
  return `${dotted(name)} ${ttl} IN ${found.includes(':') ? 'AAAA' : 'A'} ${found}`
}

function writtenOf(row: RecordRow, setting: string, context: PrintContext): Written | undefined {
  const { name, type, target, value, ttl } = row
  if (name === undefined) return undefined
  const data = type === 'A' || type === 'AAAA' ? addressOf(type, target, context) : value
  if (data === undefined || data === '') return undefined
  const line = `${dotted(normaliseName(name))} ${ttl} IN ${type} ${withDots(type, data)}`
  return { name: normaliseName(name), type, text: line, setting }
}

/** The address that the public net reaches a device at; none where it has none of that kind. */
function addressOf(type: string, target: string | undefined, context: PrintContext): string | undefined {
  if (target === undefined) return undefined
  const address = isAddress(target) ? target : (context.wiring?.publicAddressOf(target) ?? context.addressOf(target))
  return isAddress(address) && address.includes(':') === (type === 'AAAA') ? address : undefined
}

const dotted = (name: string): string => (name.endsWith('.') ? name : `${name}.`)

/** Which words of a record's data are names. */
const isNameAt: Readonly<Record<string, (index: number) => boolean>> = {
  CNAME: () => true,
  NS: () => true,
  PTR: () => true,
  MX: (index) => index === 1,
  SRV: (index) => index === 3,
  SOA: (index) => index < 2,
}

function withDots(type: string, data: string): string {
  const isName = isNameAt[type]
  if (!isName) return data
  const words = data.split(/\s+/)
  return words.map((word, index) => (isName(index) ? dotted(word) : word)).join(' ')
}
