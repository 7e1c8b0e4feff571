const replacement = 0xfffd

/** How many bytes a text takes in UTF-8; a lone surrogate counts as U+FFFD (3 bytes). */
export function byteLength(text: string): number {
  let length = 0
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    length += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
  }
  return length
}

/** A text in UTF-8 (RFC 3629); a lone surrogate becomes U+FFFD. */
export function encode(text: string): Uint8Array {
  const bytes: number[] = []
  for (const character of text) {
    let point = character.codePointAt(0) ?? 0
    if (point >= 0xd800 && point <= 0xdfff) point = replacement
    if (point < 0x80) bytes.push(point)
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), tail(point))
    else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), tail(point >> 6), tail(point))
    else bytes.push(0xf0 | (point >> 18), tail(point >> 12), tail(point >> 6), tail(point))
  }
  return Uint8Array.from(bytes)
}

const tail = (point: number): number => 0x80 | (point & 0x3f)

/** The text that UTF-8 bytes spell; every ill-formed stretch becomes one U+FFFD, as browsers do (Encoding Standard). */
export function decode(bytes: Uint8Array): string {
  let text = ''
  let index = 0
  while (index < bytes.length) {
    const lead = bytes[index++] ?? 0
    const more = lead < 0x80 ? 0 : lead < 0xc2 ? -1 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : lead < 0xf5 ? 3 : -1
    let point = more === 0 ? lead : more < 0 ? replacement : lead & (0x3f >> more)
    for (let count = 0; count < more; count++) {
      const byte = bytes[index] ?? 0
      const [low, high] = count === 0 ? secondByteRange(lead) : [0x80, 0xbf]
      if (byte < low || byte > high) {
        point = replacement
        break
      }
      point = (point << 6) | (byte & 0x3f)
      index++
    }
    text += String.fromCodePoint(point)
  }
  return text
}

/** The second byte rules out overlong forms, surrogates and what lies above U+10FFFF (RFC 3629 section 4). */
function secondByteRange(lead: number): readonly [low: number, high: number] {
  switch (lead) {
    case 0xe0:
      return [0xa0, 0xbf]
    case 0xed:
      return [0x80, 0x9f]
    case 0xf0:
      return [0x90, 0xbf]
    case 0xf4:
      return [0x80, 0x8f]
    default:
      return [0x80, 0xbf]
  }
}
