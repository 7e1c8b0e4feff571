import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { byteLength, decode, encode } from './utf8.ts'

/** Any text, lone surrogates too. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.nat(0xffff)).map((codes) => String.fromCharCode(...codes)),
)
/** Bytes from which ill-formed sequences of all sorts come about. */
const byte = fc.oneof(
  fc.constantFrom(0x41, 0x80, 0x9f, 0xa0, 0xbf, 0xc1, 0xc3, 0xe0, 0xe2, 0xed, 0xf0, 0xf4, 0xf5),
  fc.nat(255),
)

describe('UTF-8', () => {
  it('is written as the platform writes it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const bytes = new TextEncoder().encode(text)
        expect([...encode(text)]).toEqual([...bytes])
        expect(byteLength(text)).toBe(bytes.length)
      }),
    )
  })

  it('is read as the platform reads it, well-formed or not', () => {
    fc.assert(
      fc.property(fc.array(byte), (bytes) => {
        const own = decode(Uint8Array.from(bytes))
        expect(own).toBe(new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(bytes)))
      }),
      { numRuns: 2000 },
    )
  })
})
