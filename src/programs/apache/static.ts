import { code, text } from '../../model/message.ts'
import type { Header } from '../../model/request.ts'
import { formatHttpDate } from '../../protocols/http/date.ts'
import { filesChangedAt, findFile, sizeOf, typeOf, type FileFound, type FileRow } from '../common/static-files.ts'
import { escapePath, fromBytes, withQuery } from '../common/uri.ts'
import { ownPage, type Draft } from './answer.ts'
import { absoluteUrl, by, say, type Exchange } from './exchange.ts'
import type { ApacheSettings } from './fields.ts'
import { coveringRow } from './mapping.ts'

/** What a fresh Apache of Debian serves. */
const welcomePage: FileRow = {
  path: '/index.html',
  bytes: 10_701,
  type: undefined,
  cacheControl: undefined,
  text: 'Apache2 Debian Default Page. It works!',
}

/** The files under the root; unset, with nobody behind: the page that comes with Apache. */
function filesOf({ files, upstreams }: ApacheSettings): readonly FileRow[] {
  return files ?? ((upstreams ?? []).length > 0 ? [] : [welcomePage])
}

/** `FileETag MTime Size`: length and time of the last change in microseconds, in hexadecimal. */
const etagOf = (file: FileRow): string => `"${sizeOf(file).toString(16)}-${(filesChangedAt * 1000).toString(16)}"`

function fileDraft(file: FileRow): Draft {
  const type = typeOf(file)
  const headers: Header[] = [
    ['Last-Modified', formatHttpDate(filesChangedAt)],
    ['ETag', etagOf(file)],
    ['Accept-Ranges', 'bytes'],
    ...(file.cacheControl ? [['Cache-Control', file.cacheControl] as const] : []),
    ...(type === undefined ? [] : [['Content-Type', type] as const]),
  ]
  const body = { bytes: sizeOf(file), ...(file.text === undefined ? {} : { text: file.text }) }
  return { status: 200, headers, body, isFile: true }
}

/** Looks for the file of a request. */
export function lookUp({ context, target, virtualHost }: Exchange): FileFound {
  const { settings } = context
  const alias = coveringRow(settings.aliases ?? [], target.path, virtualHost)
  const files = filesOf(settings)
  if (!alias) return findFile(files, fromBytes(target.path), settings.directoryIndex)
  const path = `${alias.row.to}${fromBytes(target.path.slice(alias.matched))}`
  const words = say('alias-followed', { path: text(fromBytes(target.path)), to: code(path) })
  context.step('decided', words, by('Alias', `aliases[${alias.index}]`))
  return findFile(files, path, settings.directoryIndex)
}

const allowed = ({ settings }: Exchange['context']): string =>
  settings.traceEnabled ? 'GET,POST,OPTIONS,HEAD,TRACE' : 'GET,POST,OPTIONS,HEAD'

/** The methods that Apache has a number for (ap_method_registry_init); GET, HEAD and POST have their own case. */
const knownMethods = new Set([
  'PUT',
  'DELETE',
  'TRACE',
  'PATCH',
  'PROPFIND',
  'PROPPATCH',
  'MKCOL',
  'COPY',
  'MOVE',
  'LOCK',
  'UNLOCK',
  'VERSION-CONTROL',
  'CHECKOUT',
  'UNCHECKOUT',
  'CHECKIN',
  'UPDATE',
  'LABEL',
  'REPORT',
  'MKWORKSPACE',
  'MKACTIVITY',
  'BASELINE-CONTROL',
  'MERGE',
])

/** A name of a file cannot be longer, in bytes (NAME_MAX). */
const longestName = 255

/** What the default handler makes of methods other than GET, HEAD and POST. */
function answerMethod(exchange: Exchange): Draft | undefined {
  const { request } = exchange
  switch (request.method) {
    case 'GET':
    case 'HEAD':
    case 'POST':
      return undefined
    case 'OPTIONS':
      return answerOptions(exchange)
    default:
      return refuseMethod(exchange)
  }
}

/** Which methods there are. */
export function answerOptions({ context }: Exchange): Draft {
  const because = context.step('answered', say('options-answered'))
  return { status: 200, headers: [['Allow', allowed(context)]], because }
}

/** `TRACE` is answered before anybody asks who may see the place (http_core's map_to_storage). */
export function answerTrace(exchange: Exchange): Draft | undefined {
  const { context, request } = exchange
  if (request.method !== 'TRACE') return undefined
  if (!context.settings.traceEnabled) return refuseMethod(exchange)
  const lines = [
    `TRACE ${request.target} HTTP/${request.version}`,
    ...request.headers.map((header) => header.join(': ')),
  ]
  const echo = `${lines.join('\r\n')}\r\n\r\n`
  const because = context.step('answered', say('trace-answered'), by('TraceEnable'))
  return {
    status: 200,
    headers: [['Content-Type', 'message/http']],
    body: { bytes: echo.length, text: echo },
    because,
  }
}

function refuseMethod(exchange: Exchange): Draft {
  const { context, request } = exchange
  const method = code(request.method)
  const isKnown = knownMethods.has(request.method)
  const options = request.method === 'TRACE' ? by('TraceEnable', 'traceEnabled') : undefined
  const words = isKnown ? say('method-not-allowed', { method }) : say('method-unknown', { method })
  const page = ownPage(exchange, isKnown ? 405 : 501, context.step('denied', words, options))
  return { ...page, headers: [...page.headers, ['Allow', allowed(context)]] }
}

/** mod_autoindex: what lies in a directory. */
function listing({ context }: Exchange, path: string): Draft {
  const names = new Set(
    filesOf(context.settings)
      .filter((file) => file.path.startsWith(path))
      .map((file) => file.path.slice(path.length).replace(/\/.*$/, '/')),
  )
  const page = `<html><head><title>Index of ${path}</title></head><body><h1>Index of ${path}</h1>${[...names].join('<br>')}</body></html>`
  const because = context.step(
    'answered',
    say('directory-listed', { path: text(path) }),
    by('Options', 'listDirectories'),
  )
  return {
    status: 200,
    headers: [['Content-Type', 'text/html;charset=UTF-8']],
    body: { bytes: page.length, text: page },
    because,
  }
}

/** Answers with a file, or says why there is none (core default handler, mod_dir). */
export function serveFile(exchange: Exchange, found: FileFound): Draft {
  const { context, request, target } = exchange
  const path = fromBytes(target.path)
  // Only a directory's missing slash comes before the method: whether there is a file, the handlers find out.
  const special = found.found === 'directory' ? undefined : answerMethod(exchange)
  if (special) return special
  switch (found.found) {
    case 'file': {
      const setting = context.settings.files ? `files[${found.row}]` : 'files'
      const file = text(found.file.path)
      const message = found.isIndex ? say('index-served', { path: text(path), file }) : say('file-served', { file })
      const options = by(found.isIndex ? 'DirectoryIndex' : 'DocumentRoot', setting)
      return { ...fileDraft(found.file), because: context.step('answered', message, options) }
    }
    case 'directory': {
      const location = withQuery(absoluteUrl(exchange, `${escapePath(target.path)}/`), target.query)
      const because = context.step('answered', say('directory-redirect', { path: text(path) }), by('DirectorySlash'))
      return ownPage(exchange, 301, because, location)
    }
    case 'no-index':
      // mod_autoindex answers GET and HEAD only.
      if (request.method === 'POST') return notFound(exchange)
      if (context.settings.listDirectories) return listing(exchange, path)
      return ownPage(
        exchange,
        403,
        context.step('denied', say('no-index', { path: text(path) }), by('Options', 'files')),
      )
    case 'nothing':
      if (target.path.split('/').some((name) => name.length > longestName)) {
        return ownPage(exchange, 403, context.step('denied', say('name-too-long')))
      }
      return notFound(exchange)
  }
}

function notFound(exchange: Exchange): Draft {
  const path = text(fromBytes(exchange.target.path))
  const because = exchange.context.step('failed', say('no-file', { path }), by('DocumentRoot', 'files'))
  return ownPage(exchange, 404, because)
}
