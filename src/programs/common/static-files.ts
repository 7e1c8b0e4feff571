import { byteLength } from '../../lib/utf8.ts'
import { byteSize, line } from '../../protocols/fields/builders.ts'
import type { SettingsOf } from '../../protocols/fields/field.ts'

/** A file under the document root. */
export const fileColumns = {
  path: line({ format: 'path', default: '/index.html' }),
  /** Unset: as long as its text, or 1 KiB. */
  bytes: byteSize(),
  /** Unset: what the name's ending says. */
  type: line({ maxLength: 100 }),
  cacheControl: line(),
  text: line({ maxLength: 2000 }),
}

export type FileRow = SettingsOf<typeof fileColumns>

/** When every file was last changed: 2025-12-01 00:00 UTC, epoch ms. */
export const filesChangedAt = 1_764_547_200_000

/** What a request path leads to; `row` is the place in the table. */
export type FileFound =
  | { readonly found: 'file'; readonly file: FileRow; readonly row: number; readonly isIndex: boolean }
  /** A directory that was asked for without its slash. */
  | { readonly found: 'directory' }
  /** A directory without an index page. */
  | { readonly found: 'no-index' }
  | { readonly found: 'nothing' }

const usualIndex: readonly string[] = ['index.html']

/** Looks a decoded, normalised path up among the files; the first index page that is there answers for a directory. */
export function findFile(files: readonly FileRow[], path: string, indexes = usualIndex): FileFound {
  const isDirectoryPath = path.endsWith('/')
  const wanted = isDirectoryPath ? indexes.map((name) => `${path}${name}`) : [path]
  const rows = wanted.map((one) => files.findIndex((file) => file.path === one))
  const row = rows.find((index) => index >= 0) ?? -1
  const file = files[row]
  if (file) return { found: 'file', file, row, isIndex: isDirectoryPath }
  const directory = isDirectoryPath ? path : `${path}/`
  const exists = path === '/' || files.some((other) => other.path.startsWith(directory))
  if (!exists) return { found: 'nothing' }
  return { found: isDirectoryPath ? 'no-index' : 'directory' }
}

/** Length of a file in bytes. */
export function sizeOf(file: FileRow): number {
  return file.bytes ?? (file.text === undefined ? 1024 : byteLength(file.text))
}

/** Endings and what they mean, as both programs' lists of types have them (Debian's mime.types). */
const types: Readonly<Record<string, string>> = {
  html: 'text/html',
  htm: 'text/html',
  css: 'text/css',
  js: 'application/javascript',
  json: 'application/json',
  xml: 'text/xml',
  txt: 'text/plain',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  svg: 'image/svg+xml',
  webp: 'image/webp',
  ico: 'image/x-icon',
  woff: 'font/woff',
  woff2: 'font/woff2',
  pdf: 'application/pdf',
  zip: 'application/zip',
  mp4: 'video/mp4',
  mp3: 'audio/mpeg',
}

/** The media type of a file, or nothing if its ending is not known. */
export function typeOf(file: FileRow): string | undefined {
  const ending = /\.([^./]+)$/.exec(file.path)?.[1]?.toLowerCase()
  return file.type ?? (ending === undefined ? undefined : types[ending])
}
