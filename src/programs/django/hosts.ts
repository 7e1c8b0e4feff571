/** What ALLOWED_HOSTS = [] means with DEBUG (django.http.request, `get_host`). */
const ownMachine = ['.localhost', '127.0.0.1', '[::1]']

/** Which names are allowed; `undefined`: every one. */
export function allowedNames(allowed: readonly string[] | undefined, debug: boolean): readonly string[] | undefined {
  return debug && allowed?.length === 0 ? ownMachine : allowed
}

/**
 * What ALLOWED_HOSTS says of a Host header (django.http.request, `validate_host`); unset allows every well-formed one.
 * A star stands for every name only where it stands alone: `*.example.org` fits none.
 */
export function judgeHost(header: string, allowed: readonly string[] | undefined): 'ok' | 'malformed' | 'not-allowed' {
  const host = header.toLowerCase()
  const match = /^([a-z0-9.-]+|\[[a-f0-9]*:[a-f0-9.:]+\])(?::\d+)?$/.exec(host)
  const name = match?.[1]?.replace(/\.$/, '')
  if (name === undefined) return 'malformed'
  if (allowed === undefined) return 'ok'
  return allowed.some((pattern) => pattern === '*' || covers(pattern.toLowerCase(), name)) ? 'ok' : 'not-allowed'
}

/** A pattern that begins with a dot covers the domain and everything below it (django.utils.http, `is_same_domain`). */
export function covers(pattern: string, name: string): boolean {
  return pattern.startsWith('.') ? name === pattern.slice(1) || name.endsWith(pattern) : name === pattern
}
