import { speaker } from '../../model/speaker.ts'
import { isJsonObject, type Json, type JsonObject } from '../../model/topology.ts'
import { isAddress } from '../../protocols/ip/address.ts'
import type { ConfigText, NotRead, PrintContext, PrintedLine, Reading } from '../contract/config-text.ts'
import type en from './texts.en.ts'

const say = speaker<typeof en>('dnsmasq')

/** What the lines have said so far; every list is left out of the settings while it is empty. */
interface Draft {
  readonly servers: string[]
  readonly hosts: JsonObject[]
  readonly domains: JsonObject[]
  readonly aliases: JsonObject[]
  readonly localDomains: string[]
  stopRebind?: boolean
  localTtl?: number
  cacheSize?: number
}

/** Reads the value of one option into the draft; false where it cannot be read. */
type Option = (value: string, draft: Draft) => boolean

const isName = (text: string): boolean => /^(?:[\w*-]{1,63}\.)*[\w*-]{1,63}$/.test(text)

/** Each option as dnsmasq(8) spells it. */
const options = new Map<string, Option>(
  Object.entries<Option>({
    server: (value, { servers, localDomains }) => {
      const [, domain, to] = /^\/([^/]*)\/(.*)$/.exec(value) ?? []
      if (domain !== undefined) return to === '' && addAll(localDomains, [domain], isName)
      return addAll(servers, [value.replace(/#53$/, '')], isAddress)
    },
    local: (value, { localDomains }) => addAll(localDomains, value.split('/').filter(Boolean), isName),
    address: (value, { domains }) => {
      const parts = value.split('/')
      const address = parts.at(-1) ?? ''
      const names = parts.slice(1, -1)
      // `#` stands for nowhere, in both families.
      const addresses = address === '#' ? ['0.0.0.0', '::'] : [address]
      if (names.length === 0 || !names.every(isName) || !(address === '' || addresses.every(isAddress))) return false
      domains.push(
        ...names.flatMap((domain) => addresses.map((one) => (one === '' ? { domain } : { domain, address: one }))),
      )
      return true
    },
    'host-record': (value, { hosts }) => {
      const parts = value.split(',').map((part) => part.trim())
      const names = parts.filter((part) => !isAddress(part) && !/^\d+$/.test(part))
      const addresses = parts.filter(isAddress)
      if (names.length === 0 || addresses.length === 0 || !names.every(isName)) return false
      hosts.push(...names.flatMap((name) => addresses.map((address) => ({ name, address }))))
      return true
    },
    cname: (value, { aliases }) => {
      const names = value.split(',').map((part) => part.trim())
      const target = names.at(-1) ?? ''
      if (names.length < 2 || !names.every(isName)) return false
      aliases.push(...names.slice(0, -1).map((name) => ({ name, target })))
      return true
    },
    'stop-dns-rebind': (value, draft) => value === '' && (draft.stopRebind = true),
    'local-ttl': (value, draft) => isCount(value) && setTo(() => (draft.localTtl = Number(value))),
    'cache-size': (value, draft) => isCount(value) && setTo(() => (draft.cacheSize = Number(value))),
  }),
)

const isCount = (value: string): boolean => /^\d{1,5}$/.test(value)

function setTo(set: () => void): boolean {
  set()
  return true
}

function addAll(list: string[], values: readonly string[], isFine: (value: string) => boolean): boolean {
  if (values.length === 0 || !values.every(isFine)) return false
  list.push(...values)
  return true
}

/** dnsmasq.conf, its options on a command line (`--server=…`), and lines of a hosts file (`192.0.2.50 name`). */
export const configText: ConfigText = {
  fileName: 'dnsmasq.conf',
  directives: [...options.keys()].toSorted(),
  read,
  print,
}

function read(pasted: string): Reading {
  const draft: Draft = { servers: [], hosts: [], domains: [], aliases: [], localDomains: [] }
  const notRead: NotRead[] = []
  for (const [index, raw] of pasted.split(/\r\n|\r|\n/).entries()) {
    const text = raw.replace(/(?:^|\s)#.*$/, '').trim()
    const refuse = (why: 'not-read.unknown' | 'not-read.value') =>
      void notRead.push({ line: index + 1, text: raw.trim(), why: say(why) })
    if (text === '' || readHosts(text, draft)) continue
    for (const word of text.startsWith('--') || text.startsWith('dnsmasq ') ? text.split(/\s+/) : [text]) {
      if (word === 'dnsmasq') continue
      const [, name = '', value = ''] = /^(?:--)?([\w-]+)(?:=(.*))?$/.exec(word) ?? []
      const option = options.get(name)
      if (!option) refuse('not-read.unknown')
      else if (!option(value.trim(), draft)) refuse('not-read.value')
    }
  }
  const set = Object.entries(draft).filter(([, value]) => !Array.isArray(value) || value.length > 0)
  return { config: Object.fromEntries(set), notRead }
}

function readHosts(line: string, { hosts }: Draft): boolean {
  const [address = '', ...names] = line.split(/\s+/)
  if (!isAddress(address) || names.length === 0 || !names.every(isName)) return false
  hosts.push(...names.map((name) => ({ name, address })))
  return true
}

function print(config: JsonObject, { addressOf }: PrintContext): readonly PrintedLine[] {
  const lines = (setting: string, toText: (row: Json) => string | undefined): readonly PrintedLine[] => {
    const rows = config[setting]
    if (!Array.isArray(rows)) return []
    return (rows as readonly Json[]).flatMap((row, index) => {
      const text = toText(row)
      return text === undefined ? [] : [{ text, setting: `${setting}[${index}]` }]
    })
  }
  return [
    ...lines('servers', (row) => (typeof row === 'string' ? `server=${addressOf(row)}` : undefined)),
    ...lines('hosts', (row) => `host-record=${word(row, 'name')},${addressOf(word(row, 'address'))}`),
    ...lines('domains', (row) => `address=/${word(row, 'domain')}/${addressOf(word(row, 'address'))}`),
    ...lines('aliases', (row) => `cname=${word(row, 'name')},${word(row, 'target')}`),
    ...lines('localDomains', (row) => (typeof row === 'string' ? `local=/${row}/` : undefined)),
    ...(config['stopRebind'] === true ? [{ text: 'stop-dns-rebind', setting: 'stopRebind' }] : []),
    ...numberLine(config, 'localTtl', 'local-ttl'),
    ...numberLine(config, 'cacheSize', 'cache-size'),
  ]
}

function word(row: Json, key: string): string {
  const value = isJsonObject(row) ? row[key] : undefined
  return typeof value === 'string' ? value : ''
}

const numberLine = (config: JsonObject, setting: string, option: string): readonly PrintedLine[] =>
  typeof config[setting] === 'number' ? [{ text: `${option}=${config[setting]}`, setting }] : []
