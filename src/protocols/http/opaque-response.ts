import type { HttpResponseMessage } from '../../model/packet.ts'
import { essence, isHtml, isJson, isNosniff, isXml } from './media-type.ts'

/** Why an answer of another origin is kept from the page: its type, its type with nosniff, or what it looks like. */
export type OpaqueVerdict = 'allowed' | 'type' | 'nosniff' | 'content'

/** What pages embed from anywhere; it is handed on unread. */
const safe =
  /^(?:text\/(?:css|vtt)|image\/svg\+xml|(?:audio|video)\/.+|application\/(?:dash\+xml|(?:x-|vnd\.apple\.)mpegurl))$/

/** Documents and archives, which nothing on a page shows: kept back unread. */
const neverEmbedded: readonly RegExp[] = [
  /^application\/(?:pdf|zip|(?:x-)?gzip|x-protobuf(?:fer)?)$/,
  /^application\/(?:msexcel|mspowerpoint|msword(?:-template)?|vnd\.msword)$/,
  /^application\/vnd\.(?:ces-quick(?:point|sheet|word)|ms-(?:excel|powerpoint|word)(?:\..+)?)$/,
  /^application\/vnd\.openxmlformats-officedocument\.(?:presentation|spreadsheet|wordprocessing)ml\..+$/,
  /^application\/vnd\.(?:presentation-openxmlm?|(?:spreadsheet|wordprocessing)-openxml)$/,
  /^(?:multipart\/(?:byteranges|signed)|text\/(?:csv|event-stream))$/,
]

const looksLikeHtml =
  /^(?:\ufeff|\xef\xbb\xbf)?\s*<(?:!doctype html|script|html|head|iframe|h1|div|font|table|a|style|title|b|p|\?xml)/i
const looksLikeJson = /^\s*\{\s*"(?:[^"\\]|\\.)*"\s*:/
/** What sites put before their data so that no script can run it. */
const breaksParser = /^(?:\)\]\}'|\{\}&&|for ?\(;;\);|while ?\(1\);)/

/**
 * Whether an answer that a page of another origin embeds (picture, film, script, style sheet) is handed to that page
 * (Fetch, "opaque-response blocking", as Chromium 156 was seen to do it: JavaScript is looked into too, the status does
 * not matter). Content that is not known counts as what its type says.
 */
export function judgeOpaque({ headers, body }: HttpResponseMessage): OpaqueVerdict {
  const type = essence(headers)
  if (type === undefined || safe.test(type)) return 'allowed'
  if (neverEmbedded.some((pattern) => pattern.test(type))) return 'type'
  const isData = isHtml(type) || isJson(type) || isXml(type)
  if (isNosniff(headers) && (isData || type === 'text/plain')) return 'nosniff'
  const text = body?.text ?? ''
  if (text === '') return isData && (body?.bytes ?? 0) > 0 ? 'content' : 'allowed'
  const isForeign = looksLikeHtml.test(text) || looksLikeJson.test(text) || breaksParser.test(text)
  return isForeign ? 'content' : 'allowed'
}
