import { code, list, nested, seconds, text, type Value } from '../../model/message.ts'
import { speaker } from '../../model/speaker.ts'
import { freshEpoch } from '../../model/world.ts'
import type { Cookie } from '../../protocols/cookies/set-cookie.ts'
import type { HstsHosts } from '../../protocols/http/hsts.ts'
import { nameTable } from '../common/client-state-tables.ts'
import type { StateTable, StateTables } from '../contract/state-table.ts'
import type { PreflightCache, State } from './browsing.ts'
import type en from './texts.en.ts'

const say = speaker<typeof en>('chromium')

/** What the browser keeps between requests: names, cookies, who wants https, and what servers allowed other pages. */
export const stateTables: StateTables<unknown, State> = ({ names, cookies, hsts, preflights }, { now }) => [
  nameTable('chromium', names, now),
  cookieTable(cookies, now),
  hstsTable(hsts, now),
  preflightTable(preflights, now),
]

const left = (until: number, now: number): Value => seconds(Math.ceil((until - now) / 1000))

function cookieTable(cookies: readonly Cookie[], now: number): StateTable {
  const date = freshEpoch + now
  return {
    code: 'state.cookies',
    columns: [
      'state.cookies.name',
      'state.cookies.host',
      'state.cookies.path',
      'state.cookies.flags',
      'state.cookies.left',
    ],
    rows: cookies
      .filter(({ expiresAt }) => expiresAt === undefined || expiresAt > date)
      .map((cookie) => [
        code(`${cookie.name}=${cookie.value}`),
        code(cookie.hostOnly ? cookie.domain : `.${cookie.domain}`),
        code(cookie.path),
        flagsOf(cookie),
        cookie.expiresAt === undefined ? nested(say('state-session')) : left(cookie.expiresAt, date),
      ]),
  }
}

const sameSites = { strict: 'SameSite=Strict', lax: 'SameSite=Lax', none: 'SameSite=None' } as const

function flagsOf({ secure, httpOnly, sameSite }: Cookie): Value | undefined {
  const flags = [
    ...(secure ? ['Secure'] : []),
    ...(httpOnly ? ['HttpOnly'] : []),
    ...(sameSite === 'unset' ? [] : [sameSites[sameSite]]),
  ]
  return flags.length === 0 ? undefined : list(flags.map(code))
}

function hstsTable(hosts: HstsHosts, now: number): StateTable {
  return {
    code: 'state.hsts',
    columns: ['state.hsts.host', 'state.hsts.left'],
    rows: Object.entries(hosts)
      .filter(([, { until }]) => until > now)
      .flatMap(([host, { until, subdomains }]) => [
        [code(host), left(until, now)],
        ...(subdomains ? [[code(`*.${host}`), left(until, now)]] : []),
      ]),
  }
}

function preflightTable(preflights: PreflightCache, now: number): StateTable {
  return {
    code: 'state.preflights',
    columns: [
      'state.preflights.page',
      'state.preflights.url',
      'state.preflights.methods',
      'state.preflights.headers',
      'state.preflights.left',
    ],
    rows: Object.entries(preflights)
      .filter(([, { until }]) => until > now)
      .map(([key, { methods, headers, until }]) => {
        const [page = '', url = ''] = key.split(' ')
        return [
          text(page),
          code(url),
          list(methods.map(code)),
          headers.length === 0 ? undefined : list(headers.map(code)),
          left(until, now),
        ]
      }),
  }
}
