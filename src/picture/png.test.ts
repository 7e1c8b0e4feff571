import { deflateSync, inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { crc32 } from '../lib/crc32.ts'
import { readPngDocument, withPngDocument } from './png.ts'

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(body.length + 8)
  frame.writeUInt32BE(data.length)
  body.copy(frame, 4)
  frame.writeUInt32BE(crc32(body), body.length + 4)
  return frame
}

const signature = Buffer.from('89504e470d0a1a0a', 'hex')
const header = Buffer.from('00000001000000010800000000', 'hex')
/** One grey pixel. */
const pixels = deflateSync(Buffer.from([0, 128]))
const end = chunk('IEND', Buffer.alloc(0))
const plain = new Uint8Array(Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels), end]))

const document = '{"title":"Größe – 🌐","devices":{}}'

describe('a PNG', () => {
  it('carries the document and gives it back letter for letter', () => {
    expect(readPngDocument(withPngDocument(plain, document))).toBe(document)
  })

  it('is the same picture as before: its pixels and its end are untouched', () => {
    const bytes = Buffer.from(withPngDocument(plain, document))
    const at = bytes.indexOf('IDAT')
    expect(inflateSync(bytes.subarray(at + 4, at + 4 + pixels.length))).toEqual(Buffer.from([0, 128]))
    expect(bytes.subarray(-end.length)).toEqual(end)
  })

  it('of somebody else carries none', () => {
    expect(readPngDocument(plain)).toBeUndefined()
    const foreign = chunk('iTXt', Buffer.from('Comment\0\0\0\0\0hello'))
    expect(readPngDocument(new Uint8Array(Buffer.concat([signature, foreign, end])))).toBeUndefined()
  })

  it('that is damaged or cut off carries none', () => {
    const bytes = withPngDocument(plain, document)
    const flipped = bytes.slice()
    flipped[bytes.length - 30] = (flipped[bytes.length - 30] ?? 0) ^ 1
    expect(readPngDocument(flipped)).toBeUndefined()
    expect(readPngDocument(bytes.subarray(0, bytes.length - 20))).toBeUndefined()
    expect(readPngDocument(new Uint8Array())).toBeUndefined()
  })

  it('is found in a view upon a larger buffer', () => {
    const bytes = withPngDocument(plain, document)
    const larger = new Uint8Array(bytes.length + 9)
    larger.set(bytes, 5)
    expect(readPngDocument(larger.subarray(5, 5 + bytes.length))).toBe(document)
  })

  it('that is none takes no document', () => {
    expect(() => withPngDocument(new Uint8Array([1, 2, 3]), document)).toThrow('Not a whole PNG file.')
  })
})
