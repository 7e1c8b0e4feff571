import type { Header } from '../../model/request.ts'
import { get } from '../../protocols/http/headers.ts'
import { essence, isNosniff } from '../../protocols/http/media-type.ts'

/** Kinds of text that stand for another program's data: calendars, addresses, tables. */
const savedText =
  /^text\/(?:(?:x-)?v?calendar|x-vcalendar|(?:x-)?vcard|x-vcf|directory|ldif|(?:x-)?qif|(?:x-)?csv|comma-separated-values|tab-separated-values|tsv|rtf|ofx|vnd\.sun\.j2me\.app-descriptor|x-ms-(?:iqy|odc))$/

/** What Chromium shows in a tab besides text: pictures, films and sound that it can play, documents. */
const shownTypes: readonly RegExp[] = [
  /^text\//,
  /^image\/(?:p?jpe?g|webp|(?:x-|a)?png|gif|bmp|svg\+xml|vnd\.microsoft\.icon|x-icon|x-xbitmap|avif|jxl)$/,
  /^(?:video\/(?:mp4|webm|ogg|x-m4v|3gpp|x-matroska)|audio\/(?:mpeg|(?:x-)?mp3|(?:x-)?wav|ogg|mp4|x-m4a|aac|flac|webm))$/,
  /^(?:audio\/(?:x-)?mpegurl|application\/(?:x-mpegurl|vnd\.apple\.mpegurl|ogg))$/,
  /^application\/(?:(?:x-)?(?:ecma|java)script|xml|(?:xhtml|atom|rss)\+xml|json|[^/]+\+json|pdf)$/,
  /^multipart\/x-mixed-replace$/,
]

/** Types by which a server says that it does not know what it sends (MIME Sniffing, section 5.1). */
const unknown = /^(?:\*\/\*|(?:unknown|application)\/unknown)$/

/** Characters that no text has (MIME Sniffing, "binary data byte"), but for pictures, which are shown. */
const isBinary = (text: string): boolean =>
  !/^(?:\x89PNG|GIF8|\xff\xd8\xff|%PDF-)/.test(text) &&
  text.split('').some((character) => character < ' ' && !'\t\n\f\r\x1b'.includes(character))

/** Whether the server wants the answer saved: Chromium takes every word but `inline` so. */
export function isAttachment(headers: readonly Header[]): boolean {
  const [first = ''] = (get(headers, 'Content-Disposition') ?? '').split(';')
  const word = first.trim()
  return /^[\w!#$%&'*+.^`|~-]+$/.test(word) && !/^inline$/i.test(word)
}

/**
 * Whether Chromium saves an answer instead of showing it: because the server wants that, because of a type that it does
 * not show (`IsSupportedMimeType`), or because a text is none. As Chromium 156 was seen to with 350 types and contents.
 */
export function isDownload(headers: readonly Header[], text: string | undefined): boolean {
  if (isAttachment(headers)) return true
  const type = essence(headers)
  const mayLook = !isNosniff(headers)
  if (type === undefined || type === 'text/plain') return mayLook && isBinary(text ?? '')
  if (mayLook && unknown.test(type)) return isBinary(text ?? '')
  return savedText.test(type) || !shownTypes.some((pattern) => pattern.test(type))
}
