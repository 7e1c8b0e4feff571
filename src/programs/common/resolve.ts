import { address as addressValue, device, list, seconds, text, type Value } from '../../model/message.ts'
import type { DnsMessage } from '../../model/packet.ts'
import type { StepRef } from '../../model/verdict.ts'
import { followAliases } from '../../protocols/dns/chain.ts'
import { normaliseName } from '../../protocols/dns/name.ts'
import { isAddress } from '../../protocols/ip/address.ts'
import type { Process } from '../contract/context.ts'
import { askServers } from './ask-dns.ts'
import type { CachedName, Client } from './client.ts'

export type Resolution =
  | { readonly outcome: 'ok'; readonly addresses: readonly string[] }
  | {
      readonly outcome: 'failed'
      readonly detail:
        | 'no-name'
        | 'no-data'
        | 'server-failure'
        | 'no-server'
        | 'timed-out'
        | 'port-closed'
        | 'unreachable'
      readonly because: StepRef
    }

/** Finds the addresses of a name: literal, hosts file, cache, DNS servers, in this order (nsswitch.conf: files dns). */
export function* resolve(client: Client, host: string): Process<Resolution> {
  const { context, say } = client
  const name = normaliseName(host)
  if (isAddress(name)) {
    context.step('resolved', say('is-address', { address: addressValue(name) }))
    return { outcome: 'ok', addresses: [name] }
  }
  const own = fromHosts(client, name)
  if (own) return own
  return yield* search(client, host, name)
}

/** The name as it is and with each search domain behind it, in the order of resolv.conf(5), until one leads somewhere. */
function* search(client: Client, host: string, name: string): Process<Resolution> {
  const { searchDomains = [], ndots } = client.context.settings
  const searched = host.endsWith('.') ? [] : searchDomains.map((domain) => `${name}.${normaliseName(domain)}`)
  const isFull = name.split('.').length - 1 >= ndots
  const candidates = isFull ? [name, ...searched] : [...searched, name]
  let first: Resolution | undefined
  for (const candidate of candidates) {
    if (candidate !== name) client.context.step('decided', client.say('search-domain', { name: text(candidate) }))
    const found = yield* lookUpAddresses(client, candidate)
    // A server that could not say is no reason to try another name.
    if (found.outcome === 'ok' || (found.detail !== 'no-name' && found.detail !== 'no-data')) return found
    first ??= found
  }
  return first ?? (yield* lookUpAddresses(client, name))
}

function* lookUpAddresses(client: Client, name: string): Process<Resolution> {
  const found = yield* lookUp(client, name, 'A')
  // getaddrinfo(3) asks for IPv6 only on a host that has such an address (AI_ADDRCONFIG).
  if (found.outcome === 'ok' || found.detail !== 'no-data' || !client.context.wiring.addresses.some(isIpv6))
    return found
  return yield* lookUp(client, name, 'AAAA')
}

const isIpv6 = (address: string): boolean => address.includes(':')

function fromHosts({ context, say }: Client, name: string): Resolution | undefined {
  if (name === 'localhost' || name.endsWith('.localhost')) {
    context.step('resolved', say('is-localhost', { name: text(name) }), {
      source: { title: 'RFC 6761', section: '6.3' },
    })
    return { outcome: 'ok', addresses: ['127.0.0.1'] }
  }
  const rows = context.settings.hosts ?? []
  const index = rows.findIndex((row) => row.name !== undefined && normaliseName(row.name) === name)
  const target = rows[index]?.address
  if (target === undefined) return undefined
  const address = isAddress(target) ? target : context.wiring.addressOf(target)
  if (address === undefined) return undefined
  const to = isAddress(target) ? addressValue(target) : device(target)
  const step = say('in-hosts', { name: text(name), target: to, address: addressValue(address) })
  context.step('resolved', step, { setting: `hosts[${index}]` })
  return { outcome: 'ok', addresses: [address] }
}

function* lookUp(client: Client, name: string, type: 'A' | 'AAAA'): Process<Resolution> {
  const { context, names, say } = client
  const key = `${name} ${type}`
  const cached = names?.[key]
  if (cached && cached.until > context.now()) return fromCache(client, name, cached)
  if (names) delete names[key]
  const reply = yield* askServers(client, { name, type })
  if (reply.outcome === 'failed') return { outcome: 'failed', detail: reply.detail, because: reply.because }
  const { message, because } = reply
  if (message.rcode !== 'NOERROR' && message.rcode !== 'NXDOMAIN') {
    return { outcome: 'failed', detail: 'server-failure', because }
  }
  const { rcode } = message
  const chain = followAliases(message.answers ?? [], name, type).records
  const addresses = chain.filter((record) => record.type === type).map((record) => record.data)
  const kept = addresses.length > 0 ? Math.min(...chain.map((record) => record.ttl)) : negativeTtl(message)
  if (names && kept > 0) names[key] = { rcode, addresses, until: context.now() + kept * 1000 }
  if (rcode === 'NXDOMAIN') {
    context.step('failed', say('no-name', { name: text(name) }))
    return { outcome: 'failed', detail: 'no-name', because }
  }
  if (addresses.length === 0) {
    context.step('failed', say('no-data', { name: text(name), type: text(type) }))
    return { outcome: 'failed', detail: 'no-data', because }
  }
  const alias = chain.findLast((record) => record.type === 'CNAME')
  const data = { name: text(name), addresses: addressList(addresses), ttl: seconds(kept) }
  context.step('resolved', alias ? say('alias-found', { ...data, target: text(alias.data) }) : say('name-found', data))
  return { outcome: 'ok', addresses }
}

function fromCache({ context, say }: Client, name: string, { addresses, rcode, until }: CachedName): Resolution {
  const ttl = seconds(Math.ceil((until - context.now()) / 1000))
  if (addresses.length > 0) {
    context.step('looked-up', say('cached', { name: text(name), addresses: addressList(addresses), ttl }))
    return { outcome: 'ok', addresses }
  }
  const because = context.step('failed', say('cached-nothing', { name: text(name), ttl }))
  return { outcome: 'failed', detail: rcode === 'NXDOMAIN' ? 'no-name' : 'no-data', because }
}

/** For how many seconds a "no" may be kept: the smaller of the SOA's TTL and its last number (RFC 2308 section 5). */
function negativeTtl({ authority = [] }: DnsMessage): number {
  const soa = authority.find((record) => record.type === 'SOA')
  return soa ? Math.min(soa.ttl, Number(soa.data.split(' ').at(-1)) || 0) : 0
}

const addressList = (addresses: readonly string[]): Value => list(addresses.map((one) => addressValue(one)))
