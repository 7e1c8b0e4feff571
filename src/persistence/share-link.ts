import { crc32 } from '../lib/crc32.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { decode, encode } from '../lib/utf8.ts'
import type { Diagram } from '../model/diagram.ts'
import type { Message } from '../model/message.ts'
import { fromBase64Url, toBase64Url } from './base64url.ts'
import { documentErrorMessage, type DocumentError } from './document-error.ts'
import { limits } from './limits.ts'
import { dictionary } from './link-v1-dictionary.ts'
import { pack, unpack } from './link-v1.ts'
import { parseDocument, type ParsedDiagram } from './parse-document.ts'

/** Why a fragment gives no diagram; a closed set, with the reasons of the document that is in it. */
export type LinkError = FragmentError | DocumentError

interface FragmentError {
  readonly code: 'not-a-link' | 'damaged' | 'link-too-large' | 'link-made-by-newer-version'
}

/** Characters of a link; browsers take more, but what carries links between people often does not. */
const maxLength = 64_000
/** Bytes inflated at a time: even at deflate's best ratio (1 : 1032) a step stays within half a megabyte. */
const chunkBytes = 512

const keys: Readonly<Record<FragmentError['code'], string>> = {
  'not-a-link': 'link-error.not-a-link',
  damaged: 'link-error.damaged',
  'link-too-large': 'link-error.too-large',
  'link-made-by-newer-version': 'link-error.made-by-newer-version',
}

const isAboutFragment = (error: LinkError): error is FragmentError => Object.hasOwn(keys, error.code)

/** The error as a message: `link-error.*` or `document-error.*` of the app's catalogue. */
export function linkErrorMessage(error: LinkError): Message {
  return isAboutFragment(error) ? { code: keys[error.code], data: {} } : documentErrorMessage(error)
}

/** Whether a fragment means to be a link to a diagram; others are left alone. */
export const isLink = (fragment: string): boolean => /^#?v\d/.test(fragment)

/** The fragment that carries a diagram: `#v1.…`. It is never sent to a server. */
export async function encodeLink(diagram: Diagram): Promise<Result<string, LinkError>> {
  const { deflateSync } = await import('fflate')
  const bytes = encode(JSON.stringify(pack(diagram)))
  const deflated = deflateSync(bytes, { level: 9, dictionary: encode(dictionary) })
  const sealed = new Uint8Array(deflated.length + 4)
  sealed.set(deflated)
  new DataView(sealed.buffer).setUint32(deflated.length, crc32(bytes))
  const link = `#v1.${toBase64Url(sealed)}`
  return link.length > maxLength ? err({ code: 'link-too-large' }) : ok(link)
}

/** The diagram that a fragment carries, through the one door. Never throws, whatever is given. */
export async function decodeLink(fragment: string): Promise<Result<ParsedDiagram, LinkError>> {
  const match = /^#?v(\d{1,4})(?:\.(.*))?$/s.exec(fragment)
  if (!match) return err({ code: 'not-a-link' })
  if (match[1] !== '1') return err({ code: Number(match[1]) > 1 ? 'link-made-by-newer-version' : 'not-a-link' })
  if (fragment.length > maxLength) return err({ code: 'link-too-large' })
  const sealed = fromBase64Url(match[2] ?? '')
  if (!sealed || sealed.length < 5) return err({ code: 'damaged' })
  const inflated = await inflate(sealed.subarray(0, -4))
  if (!inflated.ok) return inflated
  const checksum = new DataView(sealed.buffer, sealed.byteOffset + sealed.length - 4).getUint32(0)
  if (crc32(inflated.value) !== checksum) return err({ code: 'damaged' })
  const document = unpack(parseJson(decode(inflated.value)))
  return document ? parseDocument(document) : err({ code: 'damaged' })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

class Overflow extends Error {}

/** Inflates step by step and stops at the limit, so that a small link cannot fill the memory. */
async function inflate(bytes: Uint8Array): Promise<Result<Uint8Array, LinkError>> {
  const { Inflate } = await import('fflate')
  const parts: Uint8Array[] = []
  let length = 0
  let isFinished = false
  const stream = new Inflate({ dictionary: encode(dictionary) }, (part, isLast) => {
    parts.push(part)
    length += part.length
    isFinished = isLast
    if (length > limits.bytes) throw new Overflow()
  })
  try {
    for (let start = 0; start < bytes.length; start += chunkBytes) {
      stream.push(bytes.subarray(start, start + chunkBytes), start + chunkBytes >= bytes.length)
    }
  } catch (error) {
    return err({ code: error instanceof Overflow ? 'link-too-large' : 'damaged' })
  }
  if (!isFinished) return err({ code: 'damaged' })
  const whole = new Uint8Array(length)
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return ok(whole)
}
