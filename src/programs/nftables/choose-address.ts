import { formatAddress, parseAddress } from '../../protocols/ip/address.ts'

/**
 * Which address of a range a flow is translated to. Linux spreads flows by a hash of both addresses, so that the same
 * client always gets the same one, even across reboots: Bob Jenkins' lookup3 over the source, seeded with the
 * destination; `isPersistent` leaves the destination out.
 */
export function chooseAddress(
  { to, toLast }: { readonly to: string; readonly toLast?: string },
  source: string,
  destination: string,
  isPersistent = false,
): string {
  const [first, last, from, at] = [to, toLast ?? to, source, destination].map((text) => parseAddress(text))
  if (toLast === undefined || !first?.ok || !last?.ok || !from?.ok || !at?.ok) return to
  const seed = isPersistent ? 0 : (words(at.value.value, at.value.version).at(-1) ?? 0)
  const hash = jenkins([...words(from.value.value, from.value.version), 0, 0, 0].slice(0, 4), seed)
  const size = last.value.value - first.value.value + 1n
  const value = first.value.value + ((BigInt(hash) * size) >> 32n)
  return formatAddress({ version: first.value.version, value })
}

/** 32-bit words as a little-endian machine reads an address in network order. */
function words(value: bigint, version: 4 | 6): readonly number[] {
  const count = version === 4 ? 1 : 4
  return Array.from({ length: count }, (_, index) => {
    const word = Number((value >> BigInt(32 * (count - 1 - index))) & 0xff_ff_ff_ffn)
    return ((word >>> 24) | ((word >>> 8) & 0xff00) | ((word << 8) & 0xff_0000) | (word << 24)) >>> 0
  })
}

const rotate = (word: number, by: number): number => (word << by) | (word >>> (32 - by))

const mix = (x: number, y: number, by: number, z: number): [number, number] => [
  ((x - y) ^ rotate(y, by)) | 0,
  (y + z) | 0,
]
const last = (x: number, y: number, by: number): number => ((x ^ y) - rotate(y, by)) | 0

/** lookup3's hashword for four words (burtleburtle.net/bob/c/lookup3.c, public domain), with Linux' starting value. */
function jenkins([k0 = 0, k1 = 0, k2 = 0, k3 = 0]: readonly number[], seed: number): number {
  const start = (0xdeadbeef + (4 << 2) + seed) | 0
  let [a, b, c] = [(start + k0) | 0, (start + k1) | 0, (start + k2) | 0]
  ;[a, c] = mix(a, c, 4, b)
  ;[b, a] = mix(b, a, 6, c)
  ;[c, b] = mix(c, b, 8, a)
  ;[a, c] = mix(a, c, 16, b)
  ;[b, a] = mix(b, a, 19, c)
  ;[c, b] = mix(c, b, 4, a)
  a = (a + k3) | 0
  c = last(c, b, 14)
  a = last(a, c, 11)
  b = last(b, a, 25)
  c = last(c, b, 16)
  a = last(a, c, 4)
  b = last(b, a, 14)
  c = last(c, b, 24)
  return c >>> 0
}
