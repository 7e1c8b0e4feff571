import { percentDecode } from '../../protocols/url/percent.ts'

/** What Django makes of a request target. */
export interface PathAndQuery {
  /** PATH_INFO, decoded: the URL dispatcher matches this. */
  readonly path: string
  /** QUERY_STRING as sent, without its `?`; empty where nothing stands behind it. */
  readonly query: string
}

/** gunicorn resolves `%XX`, Django reads the result as UTF-8; a path that is none stays as it was written. */
export function pathAndQuery(target: string): PathAndQuery {
  const [, written = '/', query = ''] = /^([^?#]*)(?:\?([^#]*))?/.exec(target) ?? []
  const path = percentDecode(written)
  return { path: path.includes('\u{FFFD}') ? written : path, query }
}

/** What a redirect names (django.http.request, `get_full_path`): the path written anew, a query if there is one. */
export function fullPath({ path, query }: PathAndQuery): string {
  const written = encodeURI(path).replace(/[?#]/g, (character) => encodeURIComponent(character))
  return query === '' ? written : `${written}?${query}`
}
