import { originOf, type Url } from '../../protocols/url/url.ts'
import { redirectMethod } from '../common/redirect.ts'
import { tellsReferrer } from './headers.ts'
import type { Leg } from './leg.ts'

/**
 * The next leg (Fetch, "HTTP-redirect fetch"). From one foreign origin to another nobody can tell who asked: Origin
 * becomes `null`; without CORS Chromium says so after the first other origin. A password for one origin does not go to
 * another, nor a body's headers where the body is left behind. A Referer that was left out once does not come back, and
 * without CORS the first address decides about cookies.
 */
export function redirected(leg: Leg, url: Url, status: number): Leg {
  const isForeign = leg.pageOrigin !== undefined && originOf(leg.url) !== leg.pageOrigin
  const isAcross = originOf(url) !== originOf(leg.url)
  const method = redirectMethod(leg.method, status)
  const { mode } = leg
  const isKept = method === leg.method
  return {
    ...leg,
    url,
    method,
    body: isKept ? leg.body : undefined,
    headers: leg.headers.filter(
      ([name]) =>
        !(isAcross && /^authorization$/i.test(name)) &&
        (isKept || !/^content-(?:encoding|language|length|location|type)$/i.test(name)),
    ),
    origin: isAcross && (isForeign || mode !== 'cors') ? 'null' : leg.origin,
    referrerPolicy: tellsReferrer(leg) ? leg.referrerPolicy : 'no-referrer',
    credentials: mode === 'no-cors' && leg.credentials === 'same-origin' ? always[leg.response] : leg.credentials,
  }
}

const always = { basic: 'include', cors: 'omit', opaque: 'omit' } as const
