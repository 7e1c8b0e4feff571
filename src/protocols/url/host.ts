import { err, ok, type Result } from '../../lib/result.ts'
import { formatAddress, formatGroups, parseAddress } from '../ip/address.ts'
import { percentDecode } from './percent.ts'

/** Why a text is not a host that we model. Names beyond ASCII need tables that we do not carry. */
export type HostError = 'host-missing' | 'host-invalid' | 'host-ipv4' | 'host-ipv6' | 'idn-not-modelled'

/** The URL Standard's forbidden domain code points. */
const forbidden = /[\0-\x20#%/:<>?@[\\\]^|\x7f]/

/** Reads the host of an http URL: a name in lower case, or an address in its canonical form (URL Standard section 3.5). */
export function parseHost(text: string): Result<string, HostError> {
  if (text === '') return err('host-missing')
  if (text.startsWith('[')) return parseLiteral(text)
  const host = percentDecode(text)
  if (/[^\0-\x7f]/.test(host)) return err('idn-not-modelled')
  if (forbidden.test(host)) return err('host-invalid')
  const name = host.toLowerCase()
  return endsInNumber(name) ? parseNumbers(name) : ok(name)
}

function parseLiteral(text: string): Result<string, HostError> {
  if (!text.endsWith(']')) return err('host-ipv6')
  const address = parseAddress(text.slice(1, -1))
  return address.ok && address.value.version === 6 ? ok(formatGroups(address.value.value)) : err('host-ipv6')
}

function endsInNumber(host: string): boolean {
  const last = host.replace(/\.$/, '').split('.').at(-1) ?? ''
  return /^\d+$/.test(last) || parseNumber(last) !== undefined
}

/** One to four numbers, the last of which fills what is left of the 32 bits: `127.1`, `0x7f000001`, `010.0.0.1`. */
function parseNumbers(host: string): Result<string, HostError> {
  const numbers = host.replace(/\.$/, '').split('.').map(parseNumber)
  const last = numbers.at(-1)
  if (numbers.length > 4 || last === undefined || last >= 256 ** (5 - numbers.length)) return err('host-ipv4')
  let value = last
  for (const [index, number] of numbers.slice(0, -1).entries()) {
    if (number === undefined || number > 255) return err('host-ipv4')
    value += number * 256 ** (3 - index)
  }
  return ok(formatAddress({ version: 4, value: BigInt(value) }))
}

/** Decimal, or octal behind `0`, or hexadecimal behind `0x`, as browsers read the parts of an IPv4 address. */
function parseNumber(text: string): number | undefined {
  if (/^0x[\da-f]*$/.test(text)) return Number.parseInt(`0${text.slice(2)}`, 16)
  if (/^0[0-7]+$/.test(text)) return Number.parseInt(text, 8)
  return /^(?:0|[1-9]\d*)$/.test(text) ? Number(text) : undefined
}
