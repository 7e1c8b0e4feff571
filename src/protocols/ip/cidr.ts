import { err, ok, type Result } from '../../lib/result.ts'
import { formatAddress, isAddress, parseAddress, type AddressError, type IpAddress } from './address.ts'

/** A block of addresses; `address` is the one that was written, which may have host bits set. */
export interface Cidr {
  readonly address: IpAddress
  /** Leading bits that all addresses share: 0 … 32, or 0 … 128. */
  readonly prefix: number
  readonly first: IpAddress
  readonly last: IpAddress
}

/** Why a text is not a block of addresses. */
export type CidrError = AddressError | 'no-prefix' | 'prefix-not-a-number' | 'prefix-range'

const bitsOf = (address: IpAddress): number => (address.version === 4 ? 32 : 128)

/** Reads `address/prefix` (RFC 4632 section 3.1, RFC 4291 section 2.3); host bits may be set. */
export function parseCidr(text: string): Result<Cidr, CidrError> {
  if (text === '') return err('empty')
  const slash = text.indexOf('/')
  const parsed = parseAddress(slash < 0 ? text : text.slice(0, slash))
  if (!parsed.ok) return parsed
  if (slash < 0) return err('no-prefix')
  const digits = text.slice(slash + 1)
  if (!/^(?:0|[1-9]\d*)$/.test(digits)) return err('prefix-not-a-number')
  const address = parsed.value
  const prefix = Number(digits)
  if (prefix > bitsOf(address)) return err('prefix-range')
  const { version, value } = address
  const hostBits = BigInt(bitsOf(address) - prefix)
  const first = (value >> hostBits) << hostBits
  const last = first + (1n << hostBits) - 1n
  return ok({ address, prefix, first: { version, value: first }, last: { version, value: last } })
}

/** Writes the block with its first address: `10.0.1.0/24`. */
export function formatCidr(cidr: Cidr): string {
  return `${formatAddress(cidr.first)}/${cidr.prefix}`
}

/** Whether the address lies in the block; never across versions. */
export function contains(cidr: Cidr, address: IpAddress): boolean {
  const { first, last } = cidr
  return first.version === address.version && first.value <= address.value && address.value <= last.value
}

/** Whether the blocks share an address; then one contains the other. */
export function overlaps(a: Cidr, b: Cidr): boolean {
  return contains(a, b.first) || contains(b, a.first)
}

/**
 * The address of the host with this number, from 0, or nothing past the end. Leaves out the network's own address and
 * IPv4's broadcast address (RFC 1122 section 3.2.1.3), except in blocks of one or two (RFC 3021, RFC 6164).
 */
export function hostAt(cidr: Cidr, index: number): IpAddress | undefined {
  const { first, last, prefix } = cidr
  const isSmall = prefix >= bitsOf(first) - 1
  const value = first.value + BigInt(index) + (isSmall ? 0n : 1n)
  const end = last.value - (isSmall || first.version === 6 ? 0n : 1n)
  return index >= 0 && value <= end ? { version: first.version, value } : undefined
}

/** Whether a text is an address, or a block of addresses with its prefix length. */
export function isCidrOrAddress(text: string): boolean {
  return isAddress(text) || parseCidr(text).ok
}
