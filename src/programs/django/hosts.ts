/** What ALLOWED_HOSTS says of a Host header (django.http.request, `validate_host`); unset allows every well-formed one. */
export function judgeHost(header: string, allowed: readonly string[] | undefined): 'ok' | 'malformed' | 'not-allowed' {
  const host = header.toLowerCase()
  const match = /^([a-z0-9.-]+|\[[a-f0-9]*:[a-f0-9.:]+\])(?::\d+)?$/.exec(host)
  const name = match?.[1]?.replace(/\.$/, '')
  if (name === undefined) return 'malformed'
  if (allowed === undefined || allowed.length === 0) return 'ok'
  return allowed.some((pattern) => covers(pattern.toLowerCase(), name)) ? 'ok' : 'not-allowed'
}

/** A pattern that begins with a dot covers the domain and everything below it. */
export function covers(pattern: string, name: string): boolean {
  const domain = pattern.replace(/^\*\./, '.')
  return domain.startsWith('.') ? name === domain.slice(1) || name.endsWith(domain) : name === domain
}
