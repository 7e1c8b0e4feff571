import { code, list, seconds, type Message } from '../../model/message.ts'
import type { HttpResponseMessage } from '../../model/packet.ts'
import { speaker } from '../../model/speaker.ts'
import { keepCookie } from '../../protocols/cookies/jar.ts'
import { cookieHeader, isSameSite, judgeSend, tabSiteOf } from '../../protocols/cookies/send.ts'
import { parseSetCookie, type Cookie } from '../../protocols/cookies/set-cookie.ts'
import { all } from '../../protocols/http/headers.ts'
import type { Browsing } from './browsing.ts'
import { withCredentials } from './cross-origin.ts'
import { pageOf, type Leg } from './leg.ts'
import type en from './messages.en.ts'

const say = speaker<typeof en>('chromium')

const isTopLevel = ({ initiator, mode }: Leg): boolean => mode === 'navigate' && initiator !== 'iframe'

/** The value of the Cookie header, and what is to be said of each cookie of this host. */
export function cookiesFor(
  browsing: Browsing,
  leg: Leg,
): { readonly header?: string; readonly told: readonly Message[] } {
  const { state, session, thirdParty } = browsing
  const page = pageOf(leg)
  const judged = state.cookies.map((cookie) => ({
    cookie,
    ...judgeSend(cookie, {
      url: leg.url,
      method: leg.method,
      ...(page && { page }),
      topLevel: isTopLevel(leg),
      thirdParty,
      nowEpochMs: session.client.context.date(),
    }),
  }))
  const fitting = judged.filter(({ reason }) => reason !== 'domain' && reason !== 'expired')
  if (fitting.length === 0) return { told: [] }
  if (!withCredentials(leg)) return { told: [say('cookies-omitted')] }
  const told = fitting.flatMap(({ cookie, reason }) =>
    reason === 'sent' || reason === 'domain' || reason === 'expired'
      ? []
      : [say(`cookie-${reason}`, { name: code(cookie.name) })],
  )
  const sent = fitting.filter(({ send }) => send).map(({ cookie }) => cookie)
  if (sent.length === 0) return { told }
  const names = list(sent.map(({ name }) => code(name)))
  return { header: cookieHeader(sent), told: [...told, say('cookies-sent', { names })] }
}

/** Keeps what an answer sets, as far as it may, and says what became of each cookie. */
export function keepCookies(browsing: Browsing, leg: Leg, { headers }: HttpResponseMessage): void {
  if (!withCredentials(leg)) return
  for (const line of all(headers, 'Set-Cookie')) keepOne(browsing, leg, line)
}

function keepOne(browsing: Browsing, leg: Leg, line: string): void {
  const { state, session } = browsing
  const { context } = session.client
  const parsed = parseSetCookie(line, leg.url, context.date(), tabSiteOf(leg.url, pageOf(leg), isTopLevel(leg)))
  const name = code(parsed.ok ? parsed.value.name : (/^[^=;]*/.exec(line)?.[0].trim() ?? ''))
  const refused = parsed.ok ? foreign(browsing, leg, parsed.value) : parsed.error
  if (refused !== undefined || !parsed.ok) {
    if (refused !== undefined) context.step('denied', say(`cookie-refused-${refused}`, { name }))
    return
  }
  const kept = keepCookie(state.cookies, parsed.value, leg.url, context.date())
  if (!kept.ok) {
    context.step('denied', say(`cookie-refused-${kept.error}`, { name }))
    return
  }
  state.cookies = kept.value.jar
  const { expiresAt } = parsed.value
  if (kept.value.what === 'deleted' || kept.value.what === 'expired')
    context.step('decided', say('cookie-deleted', { name }))
  else if (expiresAt === undefined) context.step('decided', say('cookie-kept', { name }))
  else context.step('decided', say('cookie-kept-for', { name, time: seconds((expiresAt - context.date()) / 1000) }))
}

/** What a page of another site embeds may set no cookie, but one that says it is meant for that. */
function foreign({ thirdParty }: Browsing, leg: Leg, cookie: Cookie): 'third-party' | 'same-site' | undefined {
  const page = pageOf(leg)
  if (isTopLevel(leg) || !page || isSameSite(page, leg.url)) return undefined
  if (thirdParty === 'blocked' && cookie.partition === undefined) return 'third-party'
  return cookie.sameSite === 'none' ? undefined : 'same-site'
}
