import { parseAddress } from '../../protocols/ip/address.ts'
import { contains, parseCidr, type Cidr } from '../../protocols/ip/cidr.ts'

/**
 * What `stop-dns-rebind` takes for an address from inside (private_net and private_net6 in dnsmasq 2.90): the private
 * ranges, and those for examples too; but neither 100.64.0.0/10 nor fc00::/8.
 */
const inside: readonly Cidr[] = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.2.0/24',
  '192.168.0.0/16',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '255.255.255.255/32',
  '::/128',
  '::1/128',
  '2001:db8::/32',
  'fd00::/8',
  'fe80::/10',
  'fec0::/10',
].flatMap((block) => {
  const cidr = parseCidr(block)
  return cidr.ok ? [cidr.value] : []
})

/** Whether an answer from outside with this address is left out. */
export function isFromInside(address: string): boolean {
  const parsed = parseAddress(address)
  return parsed.ok && inside.some((block) => contains(block, parsed.value))
}
