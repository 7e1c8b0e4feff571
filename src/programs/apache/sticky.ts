import type { Header } from '../../model/request.ts'
import { all } from '../../protocols/http/headers.ts'
import type { BalancerRow } from './fields.ts'
import { isUsable, type Worker } from './workers.ts'

type Stickiness = Pick<BalancerRow, 'stickySession' | 'stickySeparator'>

/** The route that a request's session names, from the path or query first, then from a cookie (mod_proxy_balancer). */
export function routeOf(
  { stickySession, stickySeparator }: Stickiness,
  url: string,
  headers: readonly Header[],
): string | undefined {
  if (stickySession === undefined || stickySession === '') return undefined
  const [cookie = '', inPath = cookie] = stickySession.split('|')
  const session = inUrl(url, inPath) ?? inCookies(all(headers, 'Cookie').join('; '), cookie)
  if (session === undefined) return undefined
  if (/^off$/i.test(stickySeparator)) return session
  const at = session.indexOf(stickySeparator.charAt(0))
  return at < 0 || at === session.length - 1 ? undefined : session.slice(at + 1)
}

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

const inUrl = (url: string, name: string): string | undefined =>
  new RegExp(`${literally(name)}=([^?&]+)`).exec(url)?.[1]

const inCookies = (cookies: string, name: string): string | undefined =>
  new RegExp(String.raw`(?:^|[;,\s])${literally(name)}\s*=([^;,]+)`).exec(cookies)?.[1]

/** The member that a route names, if it can be used: the regular ones first, then standbys. */
export function boundTo(workers: readonly Worker[], route: string, now: number): number | undefined {
  for (const isStandby of [false, true]) {
    const index = workers.findIndex(
      (one) => one.row.backup === isStandby && one.row.route === route && isUsable(one, now),
    )
    if (index >= 0) return index
  }
  return undefined
}
