const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const values = new Map(Array.from(alphabet, (letter, value) => [letter, value]))

/** Base 64 with the alphabet for URLs and without padding (RFC 4648 section 5). */
export function toBase64Url(bytes: Uint8Array): string {
  let text = ''
  for (let index = 0; index < bytes.length; index += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(index, index + 3)
    const letters = [a >> 2, ((a & 3) << 4) | (b >> 4), ((b & 15) << 2) | (c >> 6), c & 63]
    text += letters
      .slice(0, Math.min(4, bytes.length - index + 1))
      .map((value) => alphabet[value])
      .join('')
  }
  return text
}

/** The bytes, or nothing if the text is not the one spelling of them: other letters, a wrong length, spare bits. */
export function fromBase64Url(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  if (text.length % 4 === 1) return undefined
  let [bits, count, length] = [0, 0, 0]
  for (const letter of text) {
    const value = values.get(letter)
    if (value === undefined) return undefined
    bits = ((bits << 6) | value) & 0xffff
    count += 6
    if (count < 8) continue
    count -= 8
    bytes[length++] = (bits >> count) & 0xff
  }
  return (bits & ((1 << count) - 1)) === 0 ? bytes : undefined
}
