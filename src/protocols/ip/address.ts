import { err, ok, type Result } from '../../lib/result.ts'

/** An address as a number: 0 … 2³² − 1 or 0 … 2¹²⁸ − 1. */
export interface IpAddress {
  readonly version: 4 | 6
  readonly value: bigint
}

/** Why a text is not an address. */
export type AddressError =
  | 'empty'
  | 'not-an-address'
  | 'has-prefix'
  | 'has-zone'
  | 'too-few-octets'
  | 'too-many-octets'
  | 'empty-octet'
  | 'octet-range'
  | 'leading-zero'
  | 'too-few-groups'
  | 'too-many-groups'
  | 'bad-group'
  | 'two-compressions'

/** Reads an IPv4 address in four decimal octets or an IPv6 address in any form of RFC 4291 section 2.2. */
export function parseAddress(text: string): Result<IpAddress, AddressError> {
  if (text === '') return err('empty')
  if (text.includes('/')) return err('has-prefix')
  if (text.includes(':')) return parseVersion6(text)
  if (!/^[\d.]+$/.test(text)) return err('not-an-address')
  const octets = parseOctets(text)
  return octets.ok ? ok({ version: 4, value: octets.value }) : octets
}

function parseOctets(text: string): Result<bigint, AddressError> {
  const octets = text.split('.')
  if (octets.length < 4) return err('too-few-octets')
  if (octets.length > 4) return err('too-many-octets')
  let value = 0n
  for (const octet of octets) {
    if (octet === '') return err('empty-octet')
    if (!/^\d+$/.test(octet)) return err('not-an-address')
    if (octet.length > 1 && octet.startsWith('0')) return err('leading-zero')
    if (octet.length > 3 || Number(octet) > 255) return err('octet-range')
    value = (value << 8n) | BigInt(octet)
  }
  return ok(value)
}

function parseVersion6(text: string): Result<IpAddress, AddressError> {
  if (text.includes('%')) return err('has-zone')
  const [front = '', back, ...more] = text.split('::')
  if (more.length > 0 || text.includes(':::')) return err('two-compressions')
  const head = parseGroups(front, back === undefined)
  if (!head.ok) return head
  const rest = parseGroups(back ?? '', true)
  if (!rest.ok) return rest
  const missing = 8 - head.value.length - rest.value.length
  if (missing < (back === undefined ? 0 : 1)) return err('too-many-groups')
  if (back === undefined && missing > 0) return err('too-few-groups')
  const groups = [...head.value, ...Array.from({ length: missing }, () => 0), ...rest.value]
  return ok({ version: 6, value: groups.reduce((value, group) => (value << 16n) | BigInt(group), 0n) })
}

/** The 16-bit groups of a stretch without `::`; only the last stretch may end in four decimal octets. */
function parseGroups(text: string, isLast: boolean): Result<number[], AddressError> {
  if (text === '') return ok([])
  const parts = text.split(':')
  const groups: number[] = []
  for (const [index, part] of parts.entries()) {
    if (isLast && index === parts.length - 1 && part.includes('.')) {
      const octets = parseOctets(part)
      if (!octets.ok) return octets
      groups.push(Number(octets.value >> 16n), Number(octets.value & 0xffffn))
    } else if (/^[\da-f]{1,4}$/i.test(part)) groups.push(Number.parseInt(part, 16))
    else return err('bad-group')
  }
  return ok(groups)
}

/** Writes an address in its one canonical form: dotted decimal, or RFC 5952 sections 4 and 5. */
export function formatAddress(address: IpAddress): string {
  if (address.version === 4) return formatOctets(address.value)
  const isMapped = address.value >> 32n === 0xffffn
  return isMapped ? `::ffff:${formatOctets(address.value & 0xffffffffn)}` : formatGroups(address.value)
}

function formatOctets(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 0xffn).join('.')
}

/** Writes 128 bits as hexadecimal groups, the longest run of two or more zero groups as `::` (RFC 5952 section 4.2). */
export function formatGroups(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) => (value >> BigInt(112 - 16 * index)) & 0xffffn)
  let start = 0
  let length = 1
  for (let from = 0, index = 0; index < 8; index++) {
    if (groups[index] !== 0n) from = index + 1
    else if (index + 1 - from > length) [start, length] = [from, index + 1 - from]
  }
  const parts = groups.map((group) => group.toString(16))
  if (length === 1) return parts.join(':')
  return `${parts.slice(0, start).join(':')}::${parts.slice(start + length).join(':')}`
}

/** Whether a text is an IPv4 or IPv6 address, without prefix length, port or brackets. */
export function isAddress(text: string): boolean {
  return parseAddress(text).ok
}

/** The one spelling of an address, so that texts can be compared; what is no address stays as it is. */
export function canonical(text: string): string {
  const address = parseAddress(text)
  return address.ok ? formatAddress(address.value) : text
}
