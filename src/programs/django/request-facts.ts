import type { HttpRequestMessage } from '../../model/packet.ts'
import { all, get } from '../../protocols/http/headers.ts'
import type { Connection } from '../contract/outcome.ts'
import type { DjangoSettings } from './fields.ts'

/** What gunicorn and Django make of a request before any view sees it. */
export interface RequestFacts {
  /** What `request.get_host()` gives, unjudged. */
  readonly host: string
  readonly isSecure: boolean
  /** The peer's address: REMOTE_ADDR. */
  readonly remote: string
}

/** gunicorn's `secure_scheme_headers`, with the one value that means TLS; the comparison is exact. */
const schemeHeaders = [
  ['X-Forwarded-Protocol', 'ssl'],
  ['X-Forwarded-Proto', 'https'],
  ['X-Forwarded-Ssl', 'on'],
] as const

type SchemeSettings = Pick<DjangoSettings, 'forwardedAllowIps' | 'trustForwardedProto' | 'useForwardedHost'>

/**
 * The scheme as gunicorn has it (gunicorn 20.1, `http/message.py`): from a trusted peer's headers, else http.
 * `contradictory`: a trusted peer says both, which gunicorn answers with 400.
 */
export function gunicornScheme(
  request: Pick<HttpRequestMessage, 'headers'>,
  peer: string,
  { forwardedAllowIps }: Pick<DjangoSettings, 'forwardedAllowIps'>,
): 'http' | 'https' | 'contradictory' {
  if (!forwardedAllowIps.includes('*') && !forwardedAllowIps.includes(peer)) return 'http'
  const said = new Set(schemeHeaders.flatMap(([name, value]) => all(request.headers, name).map((one) => one === value)))
  if (said.size > 1) return 'contradictory'
  return said.has(true) ? 'https' : 'http'
}

/** The request as the views have it (django.http.request: `scheme`, `get_host`). */
export function factsOf(
  request: Pick<HttpRequestMessage, 'headers'>,
  { remote, local }: Pick<Connection, 'remote' | 'local'>,
  settings: SchemeSettings,
  profile: string,
): RequestFacts {
  const { headers } = request
  const peer = remote.address
  const forwardedHost = settings.useForwardedHost ? get(headers, 'X-Forwarded-Host') : undefined
  // Without any, gunicorn names the address that was called; an empty one stays empty.
  const host = forwardedHost ?? (get(headers, 'Host') === undefined ? undefined : all(headers, 'Host').join(','))
  const called = local.port === 80 ? local.address : `${local.address}:${local.port}`
  return { host: host ?? called, isSecure: isSecure(request, peer, settings, profile), remote: peer }
}

function isSecure(
  request: Pick<HttpRequestMessage, 'headers'>,
  peer: string,
  settings: SchemeSettings,
  profile: string,
): boolean {
  const said = all(request.headers, 'X-Forwarded-Proto').join(',')
  if (!settings.trustForwardedProto || said === '') return gunicornScheme(request, peer, settings) === 'https'
  // Of a list 4.2 takes the first; 3.2 compares the whole.
  return (isOld(profile) ? said : (said.split(',')[0] ?? '').trim()) === 'https'
}

/** Django 3.2 differs from 4.2 in CSRF, in some headers and in what a list in X-Forwarded-Proto means. */
export const isOld = (profile: string): boolean => profile === '3.2'
