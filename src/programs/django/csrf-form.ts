import type { HttpRequestMessage } from '../../model/packet.ts'
import type { Header } from '../../model/request.ts'
import { formatHttpDate } from '../../protocols/http/date.ts'
import { masked, newSecret } from './csrf-token.ts'
import { cookieValue, csrfCookieName, secretOf } from './csrf.ts'
import type { Endpoint } from './fields.ts'
import type { Django } from './worker.ts'

export interface FormToken {
  readonly secret: string
  readonly token: string
}

/** CSRF_COOKIE_AGE: 52 weeks. */
const cookieSeconds = 31_449_600

/** What `{% csrf_token %}` puts into a page: a token for the browser's secret, or for a new one. */
export function tokenFor(
  context: Django,
  request: HttpRequestMessage,
  { showsForm }: Pick<Endpoint, 'showsForm'>,
): FormToken | undefined {
  if (!showsForm || !context.settings.csrfProtection) return undefined
  const random = () => context.random()
  const secret = secretOf(request) ?? newSecret(random)
  return { secret, token: masked(secret, random) }
}

/** The cookie is set anew with each page that holds a token. */
export function cookieHeaders(context: Django, { secret }: FormToken): readonly Header[] {
  const value = cookieValue(secret, () => context.random(), context.wiring.profile)
  const expires = formatHttpDate(context.date() + cookieSeconds * 1000)
  const cookie = `${csrfCookieName}=${value}; expires=${expires}; Max-Age=${cookieSeconds}; Path=/; SameSite=Lax`
  return [
    ['Vary', 'Cookie'],
    ['Set-Cookie', cookie],
  ]
}
