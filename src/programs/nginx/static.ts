import { code, number, text } from '../../model/message.ts'
import type { Header } from '../../model/request.ts'
import { formatHttpDate } from '../../protocols/http/date.ts'
import { filesChangedAt, findFile, sizeOf, typeOf, type FileFound, type FileRow } from '../common/static-files.ts'
import { escapePath, fromBytes, withQuery } from '../common/uri.ts'
import { ownPage, type Draft } from './answer.ts'
import { absoluteUrl, by, say, type Exchange } from './exchange.ts'
import type { NginxSettings } from './fields.ts'

/** What a fresh nginx serves. */
const welcomePage: FileRow = {
  path: '/index.html',
  bytes: 615,
  type: undefined,
  cacheControl: undefined,
  text: 'Welcome to nginx! If you see this page, the nginx web server is successfully installed and working.',
}

/** The files under the root; unset, with nobody behind: the welcome page that comes with nginx. */
export function filesOf({ files, upstreams }: Pick<NginxSettings, 'files' | 'upstreams'>): readonly FileRow[] {
  return files ?? ((upstreams ?? []).length > 0 ? [] : [welcomePage])
}

/** nginx's entity tag: the time of the last change and the length, in hexadecimal. */
const etagOf = (file: FileRow): string =>
  `"${Math.floor(filesChangedAt / 1000).toString(16)}-${sizeOf(file).toString(16)}"`

function fileDraft(file: FileRow): Omit<Draft, 'because'> {
  const size = sizeOf(file)
  const headers: Header[] = [
    ['Content-Type', typeOf(file) ?? 'application/octet-stream'],
    ['Last-Modified', formatHttpDate(filesChangedAt)],
    ['ETag', etagOf(file)],
    ...(file.cacheControl ? [['Cache-Control', file.cacheControl] as const] : []),
  ]
  return {
    status: 200,
    headers,
    body: { bytes: size, ...(file.text === undefined ? {} : { text: file.text }) },
    isOwnCopy: true,
  }
}

/** Looks for the file of a request; only GET and HEAD may have one. */
export function lookUp({ context, target }: Exchange): FileFound {
  return findFile(filesOf(context.settings), fromBytes(target.path))
}

/** Answers with a file, or says why there is none (ngx_http_static_module, ngx_http_index_module). */
export function serveFile(exchange: Exchange, found: FileFound): Draft {
  const { context, request, target } = exchange
  const path = fromBytes(target.path)
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return ownPage(405, context.step('denied', say('method-not-allowed', { method: code(request.method) })))
  }
  switch (found.found) {
    case 'file': {
      const setting = context.settings.files ? `files[${found.row}]` : 'files'
      const message = found.isIndex
        ? say('index-served', { path: text(path), file: text(found.file.path) })
        : say('file-served', { file: text(found.file.path) })
      return {
        ...fileDraft(found.file),
        because: context.step('answered', message, by(found.isIndex ? 'index' : 'root', setting)),
      }
    }
    case 'directory': {
      const location = withQuery(absoluteUrl(exchange, `${escapePath(target.path)}/`), target.query)
      return ownPage(301, context.step('answered', say('directory-redirect', { path: text(path) })), { location })
    }
    case 'no-index':
      return ownPage(403, context.step('denied', say('no-index', { path: text(path) }), by('autoindex', 'files')))
    case 'nothing':
      return ownPage(
        404,
        context.step('failed', say('no-file', { path: text(path), status: number(404) }), by('root', 'files')),
      )
  }
}
