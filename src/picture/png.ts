import { crc32 } from '../lib/crc32.ts'
import { decode, encode } from '../lib/utf8.ts'

/** A chunk of a PNG file (PNG, third edition, section 5.3): where it begins, and what it holds. */
interface Chunk {
  readonly type: string
  readonly start: number
  readonly data: Uint8Array
}

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const keyword = 'paketweg'

/** The same picture with the document in an iTXt chunk (uncompressed, UTF-8) before its end. */
export function withPngDocument(png: Uint8Array, document: string): Uint8Array {
  const end = chunksOf(png).find((chunk) => chunk.type === 'IEND')
  if (!end) throw new Error('Not a whole PNG file.')
  // Keyword, then the separators: end of keyword, not compressed, method 0, no language, no translated keyword.
  const data = Uint8Array.from([...encode(keyword), 0, 0, 0, 0, 0])
  return joined(png.subarray(0, end.start), chunk('iTXt', joined(data, encode(document))), png.subarray(end.start))
}

/** The document that a picture of ours carries; undefined where it is another PNG, or none. */
export function readPngDocument(bytes: Uint8Array): string | undefined {
  for (const { type, data } of chunksOf(bytes)) {
    if (type !== 'iTXt') continue
    const [afterKeyword, compressed] = [data.indexOf(0), data[data.indexOf(0) + 1]]
    if (compressed !== 0 || decode(data.subarray(0, afterKeyword)) !== keyword) continue
    const afterLanguage = data.indexOf(0, afterKeyword + 3)
    const afterTranslation = data.indexOf(0, afterLanguage + 1)
    if (afterLanguage >= 0 && afterTranslation >= 0) return decode(data.subarray(afterTranslation + 1))
  }
  return undefined
}

/** Every chunk whose checksum is right, up to the first that is cut off or damaged. */
function chunksOf(bytes: Uint8Array): Chunk[] {
  if (!signature.every((byte, index) => bytes[index] === byte)) return []
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const found: Chunk[] = []
  let start = signature.length
  while (start + 12 <= bytes.length) {
    const end = start + 8 + view.getUint32(start)
    if (end + 4 > bytes.length || crc32(bytes.subarray(start + 4, end)) !== view.getUint32(end)) break
    found.push({ type: decode(bytes.subarray(start + 4, start + 8)), start, data: bytes.subarray(start + 8, end) })
    start = end + 4
  }
  return found
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = joined(encode(type), data)
  const frame = new Uint8Array(body.length + 8)
  const view = new DataView(frame.buffer)
  view.setUint32(0, data.length)
  frame.set(body, 4)
  view.setUint32(body.length + 4, crc32(body))
  return frame
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}
