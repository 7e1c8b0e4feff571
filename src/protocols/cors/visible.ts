import type { Header } from '../../model/request.ts'
import { all } from '../http/headers.ts'

const safe = /^(?:cache-control|content-(?:language|length|type)|expires|last-modified|pragma)$/
const secret = /^set-cookie2?$/

/**
 * Names of an answer's headers that a script may read, in lower case, sorted (Fetch, "filtered response"): all but
 * cookies from its own origin; from another one those that are always safe, and those that the server exposes. With
 * cookies `*` is a name like any other.
 */
export function visibleHeaders(
  headers: readonly Header[],
  type: 'basic' | 'cors',
  credentials: boolean,
): readonly string[] {
  const names = [...new Set(headers.map(([name]) => name.toLowerCase()))].filter((name) => !secret.test(name))
  if (type === 'basic') return names.toSorted()
  const exposed = all(headers, 'Access-Control-Expose-Headers')
    .flatMap((value) => value.split(','))
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '')
  const isValid = exposed.every((name) => /^[!#$%&'*+.^_`|~\w-]+$/.test(name))
  const isAny = isValid && !credentials && exposed.includes('*')
  return names.filter((name) => isAny || safe.test(name) || (isValid && exposed.includes(name))).toSorted()
}
