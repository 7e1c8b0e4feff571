import { decode, encode } from '../../lib/utf8.ts'

/** The characters besides controls and non-ASCII that each part of a URL spells as `%XX` (URL Standard section 1.3). */
const sets = {
  fragment: ' "<>`',
  query: ' "#<>\'',
  path: ' "#<>?^`{}',
  userinfo: ' "#<>?^`{}/:;=@[\\]|',
} as const

/** Spells what the part does not allow as `%XX` of its UTF-8 bytes; what is encoded already stays as it is. */
export function percentEncode(text: string, part: keyof typeof sets): string {
  let encoded = ''
  for (const character of text) {
    const isKept = character > '\x1f' && character < '\x7f' && !sets[part].includes(character)
    encoded += isKept ? character : [...encode(character)].map(escapeByte).join('')
  }
  return encoded
}

const escapeByte = (byte: number): string => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`

/** Resolves every well-formed `%XX` to its byte and reads the result as UTF-8 (URL Standard section 1.3). */
export function percentDecode(text: string): string {
  const bytes: number[] = []
  for (const piece of text.match(/%[\da-f]{2}|[^%]+|%/gi) ?? []) {
    if (/^%[\da-f]{2}$/i.test(piece)) bytes.push(Number.parseInt(piece.slice(1), 16))
    else bytes.push(...encode(piece))
  }
  return decode(Uint8Array.from(bytes))
}
