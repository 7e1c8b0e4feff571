import { byteLength } from '../../lib/utf8.ts'
import { code, number, text } from '../../model/message.ts'
import type { Header } from '../../model/request.ts'
import { formatHttpDate } from '../../protocols/http/date.ts'
import { filesChangedAt, sizeOf, type FileRow } from '../common/static-files.ts'
import { fromBytes, toBytes, withQuery, type Bytes } from '../common/uri.ts'
import { ownPage, type Draft } from './answer.ts'
import { fileOf } from './disk-path.ts'
import { diskOf, type OnDisk } from './disk.ts'
import { escapeUri } from './escape.ts'
import { absoluteUrl, by, say, type Exchange } from './exchange.ts'
import { because, flag, inherited } from './scope.ts'
import { simpleRoot } from './tree-simple.ts'
import { typeFor } from './types.ts'
import { fill } from './variables.ts'

/** The request goes on with another URI, or in the location with a name. */
export type Onward =
  | { readonly onward: 'uri'; readonly uri: Bytes; readonly args: string; readonly isIndex?: boolean }
  | { readonly onward: 'named'; readonly name: string }

const lookAt = (exchange: Exchange, uri: Bytes): OnDisk => diskOf(exchange.context.settings).look(pathOf(exchange, uri))

const pathOf = (exchange: Exchange, uri: Bytes): string => fileOf(exchange, uri, (template) => fill(exchange, template))

/** A path as people know it: that of the simple form without the root. */
const shown = (path: string): string => (path.startsWith(`${simpleRoot}/`) ? path.slice(simpleRoot.length) : path)

/** Answers from the disk: index pages, lists of directories, files (ngx_http_index, autoindex and static modules). */
export function serveFromDisk(exchange: Exchange): Draft | Onward {
  const isDirectory = exchange.uri.endsWith('/')
  return (isDirectory ? indexOf(exchange) : undefined) ?? plainFile(exchange)
}

const reads = new Set(['GET', 'HEAD', 'POST'])

function indexOf(exchange: Exchange): Draft | Onward | undefined {
  const { context, uri, args, method, scope } = exchange
  if (!reads.has(method)) return undefined
  const named = inherited(scope, 'index').flatMap((one) => one.args)
  for (const name of named.length > 0 ? named : ['index.html']) {
    const file = fill(exchange, name)
    if (file.startsWith('/')) return { onward: 'uri', uri: toBytes(file), args }
    const found = diskOf(context.settings).look(pathOf(exchange, uri) + file)
    if (found.is !== 'file') continue
    const data = { path: text(fromBytes(uri)), file: text(shown(found.file.path)) }
    context.step('looked-up', say('index-served', data), by('index', found.setting ?? 'files'))
    return { onward: 'uri', uri: uri + toBytes(file), args, isIndex: true }
  }
  if (lookAt(exchange, uri).is !== 'directory') return missing(exchange)
  if (flag(scope, 'autoindex', false) && method !== 'POST') return listing(exchange)
  return undefined
}

function listing(exchange: Exchange): Draft {
  const { context, uri, scope } = exchange
  const path = fromBytes(uri)
  const rows = diskOf(context.settings).list(pathOf(exchange, uri))
  const date = /(\d+) (\w+) (\d+) (\d+:\d+)/.exec(formatHttpDate(filesChangedAt))
  const when = `${date?.[1]?.padStart(2, '0')}-${date?.[2]}-${date?.[3]} ${date?.[4]}`
  const lines = rows.map(({ name, bytes }) => {
    const link = `<a href="${escapeUri(toBytes(name))}">${name}</a>${' '.repeat(Math.max(0, 50 - name.length))}`
    return `${link} ${when} ${String(bytes ?? '-').padStart(19)}`
  })
  const head = `<html>\r\n<head><title>Index of ${path}</title></head>\r\n<body>\r\n<h1>Index of ${path}</h1><hr><pre>`
  const words = `${head}<a href="../">../</a>\r\n${lines.map((line) => `${line}\r\n`).join('')}</pre><hr></body>\r\n</html>\r\n`
  const step = context.step('answered', say('directory-listed', { path: text(path) }), because(scope, 'autoindex'))
  const headers: readonly Header[] = [['Content-Type', 'text/html']]
  const body = { bytes: byteLength(words), text: words }
  return { status: 200, headers, body, because: step, isOfUnknownLength: true }
}

/** nginx's entity tag: the time of the last change and the length, in hexadecimal. */
const etagOf = (file: FileRow): string =>
  `"${Math.floor(filesChangedAt / 1000).toString(16)}-${sizeOf(file).toString(16)}"`

function fileDraft({ scope, uri }: Exchange, file: FileRow): Omit<Draft, 'because'> {
  const size = sizeOf(file)
  const headers: Header[] = [
    ['Content-Type', file.type ?? typeFor(scope, fromBytes(uri))],
    ['Last-Modified', formatHttpDate(filesChangedAt)],
    ...(flag(scope, 'etag', true) ? [['ETag', etagOf(file)] as const] : []),
    ...(file.cacheControl ? [['Cache-Control', file.cacheControl] as const] : []),
  ]
  const body = { bytes: size, ...(file.text === undefined ? {} : { text: file.text }) }
  return { status: 200, headers, body, isOwnCopy: true }
}

function plainFile(exchange: Exchange): Draft {
  const { context, method, uri, args, isIndexFound } = exchange
  const path = text(fromBytes(uri))
  if (!reads.has(method)) return notAllowed(exchange)
  if (uri.endsWith('/')) {
    return ownPage(exchange, 403, context.step('denied', say('no-index', { path }), by('autoindex', 'files')))
  }
  const found = lookAt(exchange, uri)
  if (found.is === 'nothing') return missing(exchange)
  if (found.is === 'directory') {
    const location = withQuery(absoluteUrl(exchange, `${escapeUri(uri)}/`), args === '' ? undefined : args)
    return ownPage(exchange, 301, context.step('answered', say('directory-redirect', { path })), { location })
  }
  const { file, setting = 'files' } = found
  if (file.unreadable) {
    const step = context.step('denied', say('file-unreadable', { file: text(shown(file.path)) }), by('root', setting))
    return ownPage(exchange, 403, step)
  }
  if (method === 'POST') return notAllowed(exchange)
  const message = isIndexFound ? say('file-sent') : say('file-served', { file: text(shown(file.path)) })
  return { ...fileDraft(exchange, file), because: context.step('answered', message, by('root', setting)) }
}

function notAllowed(exchange: Exchange): Draft {
  const { context, method } = exchange
  return ownPage(exchange, 405, context.step('denied', say('method-not-allowed', { method: code(method) })))
}

function missing(exchange: Exchange): Draft {
  const { context, uri } = exchange
  const data = { path: text(fromBytes(uri)), status: number(404) }
  return ownPage(exchange, 404, context.step('failed', say('no-file', data), by('root', 'files')))
}

/** `try_files`: the first that is there; else the last, which is another URI, a named location or a status. */
export function tryFiles(exchange: Exchange): Draft | Onward | undefined {
  const { context, scope } = exchange
  const one = scope.own.get('try_files')?.at(-1)
  if (!one) return undefined
  const options = by('try_files', one.setting)
  const last = one.args.at(-1) ?? ''
  for (const candidate of one.args.slice(0, -1)) {
    const wantsDirectory = candidate.endsWith('/')
    const name = fill(exchange, candidate)
    const path = wantsDirectory ? name.slice(0, -1) : name
    const found = lookAt(exchange, toBytes(path))
    if (found.is === 'nothing' || (found.is === 'directory') !== wantsDirectory) continue
    context.step('looked-up', say('try-files-found', { file: code(name) }), options)
    exchange.uri = toBytes(path)
    return undefined
  }
  const status = /^=(\d{3})$/.exec(last)?.[1]
  if (status !== undefined) {
    const step = context.step('failed', say('try-files-status', { status: code(status) }), options)
    return ownPage(exchange, Number(status), step)
  }
  const target = fill(exchange, last)
  context.step('looked-up', say('try-files-last', { target: code(target) }), options)
  if (target.startsWith('@')) return { onward: 'named', name: target }
  const [path = '', ...query] = target.split('?')
  return { onward: 'uri', uri: toBytes(path), args: query.join('?') }
}

/** The simple form's "file, else pass on": whether there is a file for this path, or an index page. */
export function findsFile(exchange: Exchange): boolean {
  const { uri } = exchange
  return lookAt(exchange, uri.endsWith('/') ? `${uri}index.html` : uri).is === 'file'
}
