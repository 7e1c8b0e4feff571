import { crc32 as platformCrc32 } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crc32 } from './crc32.ts'
import { encode } from './utf8.ts'

describe('CRC-32', () => {
  it('gives the check value of its definition', () => {
    expect(crc32(encode('123456789'))).toBe(0xcbf43926)
    expect(crc32(encode(''))).toBe(0)
  })

  it('agrees with zlib', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(crc32(bytes)).toBe(platformCrc32(bytes))
      }),
    )
  })
})
