import type { Endpoint } from './fields.ts'

/** Which view answers: with one of the table, or with the app's own when nothing is set. */
export type Route =
  | { readonly type: 'endpoint'; readonly endpoint: Endpoint; readonly index: number | undefined }
  /** The path is known, the method is not. */
  | { readonly type: 'method-not-allowed'; readonly endpoint: Endpoint; readonly allowed: readonly string[] }
  /** Django's generic view answers OPTIONS by itself with what it allows. */
  | { readonly type: 'options'; readonly allowed: readonly string[] }
  /** APPEND_SLASH: with a slash at the end there is such a path (CommonMiddleware). */
  | { readonly type: 'append-slash'; readonly path: string }
  | { readonly type: 'not-found' }

const changing: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

const isChanging = (method: string): boolean => changing.has(method)

const readable = { method: 'any', path: '/*', status: 200, durationMs: 20, contentType: 'application/json' } as const

/** What an app without any endpoint set does: it answers every path, and uses the database that it has. */
export function standardEndpoint(method: string, hasDatabase: boolean): Endpoint {
  const use = isChanging(method) ? 'writes' : 'reads'
  return {
    ...readable,
    usesDatabase: hasDatabase ? use : 'none',
    body: undefined,
    bytes: undefined,
    cacheControl: undefined,
    location: undefined,
    ends: 'answers',
    showsForm: false,
    csrfExempt: false,
    tellsRequest: false,
  }
}

/** The first row in order whose path fits decides the view; the method is asked afterwards (URL dispatcher). */
export function route(endpoints: readonly Endpoint[], method: string, path: string, appendSlash: boolean): Route {
  const first = endpoints.find((endpoint) => matches(endpoint.path, path))
  if (!first) {
    const slashed = `${path}/`
    const isKnown = appendSlash && !path.endsWith('/') && endpoints.some((endpoint) => matches(endpoint.path, slashed))
    return isKnown ? { type: 'append-slash', path: slashed } : { type: 'not-found' }
  }
  const view = endpoints.filter((endpoint) => endpoint.path === first.path)
  const endpoint = view.find((one) => answers(one.method, method))
  if (endpoint) return { type: 'endpoint', endpoint, index: endpoints.indexOf(endpoint) }
  const allowed = [...new Set([...view.flatMap((one) => spelled(one.method)), 'OPTIONS'])]
  return method === 'OPTIONS' ? { type: 'options', allowed } : { type: 'method-not-allowed', endpoint: first, allowed }
}

function matches(pattern: string, path: string): boolean {
  return pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern
}

const answers = (offered: string, method: string): boolean =>
  offered === 'any' || offered === method || (offered === 'GET' && method === 'HEAD')

const spelled = (offered: string): readonly string[] => (offered === 'GET' ? ['GET', 'HEAD'] : [offered])
