import fc from 'fast-check'
import { deflateSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { crc32 } from '../lib/crc32.ts'
import { Random } from '../lib/random.ts'
import { encode } from '../lib/utf8.ts'
import type { Diagram } from '../model/diagram.ts'
import { emptyDiagram } from '../store/empty-diagram.ts'
import { fromBase64Url, toBase64Url } from './base64url.ts'
import { dictionary } from './link-v1-dictionary.ts'
import { decodeLink, encodeLink, isLink } from './share-link.ts'

const program = { id: 'django', profile: '?', configVersion: 0 }
const device = (id: string, more: object = {}) => ({
  id,
  kind: 'toaster',
  name: id,
  position: { x: 0, y: -4.5 },
  program,
  config: {},
  ...more,
})
const diagram: Diagram = {
  ...emptyDiagram('diagram', 'Mein Netz „Ä“ 🎓'),
  description: 'a\nb',
  devices: {
    d1: device('d1', { zone: 'z1', config: { a: [1, { b: null }] }, power: false, routes: [] }),
    d2: device('d2', { fault: { type: 'hung' } }),
    d10: device('d10'),
  },
  links: { l1: { id: 'l1', from: 'd1', to: 'd2' }, l2: { id: 'l2', from: 'd10', to: 'd1', latencyMs: 0, cut: true } },
  zones: { z1: { id: 'z1', name: '', exposure: 'dmz', position: { x: 0, y: 0 }, size: { width: 1, height: 2 } } },
  notes: {
    n1: { id: 'n1', text: 'x', position: { x: 0, y: 0 } },
    n2: { id: 'n2', text: '', position: { x: 1, y: 0 }, size: { width: 5, height: 5 }, icon: 'person' },
  },
  scenarios: { s1: { id: 's1', title: 't', request: { type: 'ping', from: 'd1', host: 'x' }, expected: {} } },
  lastIds: { d: 12, l: 2, z: 1, n: 2, s: 1 },
}

async function linkOf(value: Diagram): Promise<string> {
  const link = await encodeLink(value)
  if (!link.ok) throw new Error(link.error.code)
  return link.value
}
const errorOf = async (fragment: string) => {
  const result = await decodeLink(fragment)
  return result.ok ? undefined : result.error
}
/** A link with a right checksum around any text. */
function forge(text: string): string {
  const bytes = encode(text)
  const deflated = deflateSync(bytes, { dictionary: encode(dictionary) })
  const sum = new Uint8Array(4)
  new DataView(sum.buffer).setUint32(0, crc32(bytes))
  return `#v1.${toBase64Url(Uint8Array.from([...deflated, ...sum]))}`
}

describe('a link', () => {
  it('carries the whole diagram, in letters that every messenger leaves alone', async () => {
    const link = await linkOf(diagram)
    expect(link).toMatch(/^#v1\.[\w-]+$/)
    expect(await decodeLink(link)).toEqual({ ok: true, value: { diagram, repairs: [] } })
    expect(await decodeLink(link.slice(1))).toMatchObject({ ok: true })
  })

  it('that is cut off or has a wrong letter is damaged', async () => {
    const link = await linkOf(diagram)
    for (let length = 5; length < link.length; length += 7) {
      expect(await errorOf(link.slice(0, length))).toEqual({ code: 'damaged' })
    }
    for (let index = 4; index < link.length; index += 11) {
      const wrong = link[index] === 'A' ? 'B' : 'A'
      expect(await errorOf(`${link.slice(0, index)}${wrong}${link.slice(index + 1)}`)).toEqual({ code: 'damaged' })
    }
  })

  it('of a newer version says so', async () => {
    expect(await errorOf('#v2.abc')).toEqual({ code: 'link-made-by-newer-version' })
  })

  it.each(['', '#', '#about', '#v', '#v0.abc', 'https://a.example/'])('is not: %s', async (fragment) => {
    expect(await errorOf(fragment)).toEqual({ code: 'not-a-link' })
  })

  it('is told from other fragments before anything is loaded', () => {
    expect([isLink('#v1.abc'), isLink('#v2.x'), isLink('#view'), isLink('')]).toEqual([true, true, false, false])
  })

  it('with a right checksum goes through the one door all the same', async () => {
    expect(await errorOf(forge('[]'))).toEqual({ code: 'damaged' })
    expect(await errorOf(forge('no json'))).toEqual({ code: 'damaged' })
    expect(await errorOf(forge('["t","d",[[1,"k",7]],[],[],[],{}]'))).toMatchObject({ code: 'invalid' })
    expect(await errorOf(forge('["t","d",[],[],[],[],{"version":5}]'))).toEqual({
      code: 'made-by-newer-version',
      version: 5,
    })
  })

  it('is not inflated beyond two megabytes', async () => {
    expect(await errorOf(forge('0'.repeat(2_500_000)))).toEqual({ code: 'link-too-large' })
  })

  it('is not made, nor read, beyond 64,000 letters', async () => {
    const random = new Random(7)
    const letter = () => String.fromCodePoint(0x4e00 + random.integer(20_000))
    const noise = Array.from({ length: 30 }, (_, index) => {
      const id = `n${index + 1}`
      return [id, { id, text: Array.from({ length: 1000 }, letter).join(''), position: { x: 0, y: 0 } }] as const
    })
    const notes = Object.fromEntries(noise)
    expect(await encodeLink({ ...diagram, notes })).toEqual({ ok: false, error: { code: 'link-too-large' } })
    expect(await errorOf(`#v1.${'A'.repeat(64_000)}`)).toEqual({ code: 'link-too-large' })
  })

  it('never makes the reader throw', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        expect((await decodeLink(`#v1.${toBase64Url(bytes)}`)).ok).toBe(false)
      }),
    )
  })
})

describe('base64url', () => {
  it.each([
    ['', ''],
    ['f', 'Zg'],
    ['fo', 'Zm8'],
    ['foo', 'Zm9v'],
    ['foob', 'Zm9vYg'],
    ['fooba', 'Zm9vYmE'],
    ['foobar', 'Zm9vYmFy'],
  ])('spells “%s” as RFC 4648 does', (text, spelled) => {
    expect(toBase64Url(encode(text))).toBe(spelled)
    expect(fromBase64Url(spelled)).toEqual(encode(text))
  })

  it('is the inverse of itself, and takes no other spelling', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes)
      }),
    )
    expect([fromBase64Url('Zh'), fromBase64Url('Z'), fromBase64Url('Zg=='), fromBase64Url('Z+==')]).toEqual(
      Array(4).fill(undefined),
    )
  })
})
