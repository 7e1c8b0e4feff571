import type { HttpRequestMessage } from '../../model/packet.ts'
import { all, get } from '../../protocols/http/headers.ts'
import { masked, secretIn } from './csrf-token.ts'
import type { DjangoSettings, Endpoint } from './fields.ts'
import { allowedNames, covers, judgeHost } from './hosts.ts'
import { isOld, type RequestFacts } from './request-facts.ts'

/** Why CsrfViewMiddleware turns a request down, in the order in which it asks. */
export type CsrfRefusal =
  | 'origin'
  | 'no-referer'
  | 'malformed-referer'
  | 'insecure-referer'
  | 'referer'
  | 'no-cookie'
  | 'no-token'
  | 'wrong-token'

type CsrfSettings = Pick<DjangoSettings, 'csrfProtection' | 'csrfTrustedOrigins' | 'allowedHosts' | 'debug'>

const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE'])

export const csrfCookieName = 'csrftoken'
const formField = 'csrfmiddlewaretoken'

/** What CsrfViewMiddleware says of a request before the view runs; `undefined`: it may pass. */
export function checkCsrf(
  request: HttpRequestMessage,
  { csrfExempt }: Pick<Endpoint, 'csrfExempt'>,
  facts: RequestFacts,
  settings: CsrfSettings,
  profile: string,
): CsrfRefusal | undefined {
  if (!settings.csrfProtection || csrfExempt || safeMethods.has(request.method)) return undefined
  return checkSource(request, facts, settings, isOld(profile)) ?? checkToken(request)
}

/** 4.2 judges the Origin if there is one, else over TLS the Referer; 3.2 knows the Referer only. */
function checkSource(
  { headers }: HttpRequestMessage,
  facts: RequestFacts,
  settings: CsrfSettings,
  old: boolean,
): CsrfRefusal | undefined {
  const origin = get(headers, 'Origin')
  if (origin !== undefined && !old) return isTrustedOrigin(origin, facts, settings) ? undefined : 'origin'
  return facts.isSecure ? checkReferer(get(headers, 'Referer'), facts, settings, old) : undefined
}

function isTrustedOrigin(origin: string, { host, isSecure }: RequestFacts, settings: CsrfSettings): boolean {
  if (isAllowed(host, settings) && origin === `${isSecure ? 'https' : 'http'}://${host}`) return true
  const asked = schemeAndPlace(origin)
  return (settings.csrfTrustedOrigins ?? []).some((trusted) => {
    if (!trusted.includes('*')) return trusted === origin
    const pattern = schemeAndPlace(trusted)
    return asked && pattern?.scheme === asked.scheme && covers(pattern.place.replace(/^\*+/, ''), asked.place)
  })
}

function checkReferer(
  referer: string | undefined,
  { host }: RequestFacts,
  settings: CsrfSettings,
  old: boolean,
): CsrfRefusal | undefined {
  if (referer === undefined) return 'no-referer'
  const from = schemeAndPlace(referer)
  if (!from) return 'malformed-referer'
  if (from.scheme !== 'https') return 'insecure-referer'
  const trusted = settings.csrfTrustedOrigins ?? []
  // Before 4.0 the setting held hosts; a value with a scheme in it fits none.
  const hosts = old ? trusted : trusted.flatMap((one) => schemeAndPlace(one)?.place.replace(/^\*+/, '') ?? [])
  const own = isAllowed(host, settings) ? [host] : []
  return [...hosts, ...own].some((one) => covers(one, from.place)) ? undefined : 'referer'
}

function checkToken(request: HttpRequestMessage): CsrfRefusal | undefined {
  const secret = secretOf(request)
  if (secret === undefined) return 'no-cookie'
  const inForm = hasForm(request) ? formValue(request.body?.text ?? '', formField) : undefined
  const token = inForm ?? get(request.headers, 'X-CSRFToken')
  if (token === undefined) return 'no-token'
  return secretIn(token) === secret ? undefined : 'wrong-token'
}

/** The secret that the browser's cookie holds, if it is one. */
export function secretOf({ headers }: Pick<HttpRequestMessage, 'headers'>): string | undefined {
  const pairs = all(headers, 'Cookie').flatMap((line) => line.split(';'))
  const pair = pairs.map((one) => one.trim()).find((one) => one.startsWith(`${csrfCookieName}=`))
  return pair === undefined ? undefined : secretIn(pair.slice(csrfCookieName.length + 1))
}

/** The cookie's value: the secret itself, before 4.0 masked. */
export const cookieValue = (secret: string, random: () => number, profile: string): string =>
  isOld(profile) ? masked(secret, random) : secret

const isAllowed = (host: string, { allowedHosts, debug }: CsrfSettings): boolean =>
  judgeHost(host, allowedNames(allowedHosts, debug)) === 'ok'

/** Scheme and host with port of an address, as Python's `urlparse` splits them; nothing where one is missing. */
function schemeAndPlace(text: string): { readonly scheme: string; readonly place: string } | undefined {
  const match = /^([a-z][a-z\d+.-]*):\/\/([^/?#]+)/i.exec(text)
  return match ? { scheme: (match[1] ?? '').toLowerCase(), place: match[2] ?? '' } : undefined
}

/** Django reads a POST's body as a form where its Content-Type says that it is one (`HttpRequest._load_post_and_files`). */
function hasForm({ method, headers }: Pick<HttpRequestMessage, 'method' | 'headers'>): boolean {
  const type = (get(headers, 'Content-Type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  return method === 'POST' && ['application/x-www-form-urlencoded', 'multipart/form-data'].includes(type)
}

/** A field of a body as forms write it. */
function formValue(body: string, name: string): string | undefined {
  const pair = body.split('&').find((one) => one.startsWith(`${name}=`))
  const value = pair?.slice(name.length + 1)
  return value === '' ? undefined : value
}
