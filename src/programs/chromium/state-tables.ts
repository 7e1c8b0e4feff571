import { code, list, nested, number, seconds, text, type Value } from '../../model/message.ts'
import { speaker } from '../../model/speaker.ts'
import { freshEpoch } from '../../model/world.ts'
import type { Cookie } from '../../protocols/cookies/set-cookie.ts'
import type { HstsHosts } from '../../protocols/http/hsts.ts'
import { nameTable } from '../common/client-state-tables.ts'
import type { StateTable, StateTables } from '../contract/state-table.ts'
import type { PreflightCache, State } from './browsing.ts'
import type { ChromiumSettings } from './fields.ts'
import { ageOf, lifetimeOf } from './http-cache/freshness.ts'
import { validatorsOf } from './http-cache/plan.ts'
import { timed, type HttpCache, type Partition, type Stored } from './http-cache/stored.ts'
import type en from './texts.en.ts'

const say = speaker<typeof en>('chromium')

/** What the browser keeps between requests: names, answers, cookies, who wants https, and what servers allowed other pages. */
export const stateTables: StateTables<ChromiumSettings, State> = (
  { names, cache, cookies, hsts, preflights },
  { now, settings },
) => [
  nameTable('chromium', names, now),
  cacheTable(settings.httpCache ? cache : {}, now),
  cookieTable(cookies, now),
  hstsTable(hsts, now),
  preflightTable(preflights, now),
]

const left = (until: number, now: number): Value => seconds(Math.ceil((until - now) / 1000))

function cacheTable(cache: HttpCache, now: number): StateTable {
  return {
    code: 'state.cache',
    columns: ['state.cache.url', 'state.cache.for', 'state.cache.status', 'state.cache.left', 'state.cache.asks'],
    rows: Object.values(cache).map((stored) => {
      const validators = validatorsOf(stored)
      return [
        code(stored.url),
        pagesOf(stored.partition),
        number(stored.status),
        freshFor(stored, freshEpoch + now),
        validators.length === 0 ? undefined : list(validators.map(([name]) => code(name))),
      ]
    }),
  }
}

function pagesOf({ kind, site, page }: Partition): Value {
  if (kind === 'own') return text(site)
  return nested(
    kind === 'frame'
      ? say('state-framed', { site: text(site), page: text(page) })
      : say('state-from-elsewhere', { site: text(site) }),
  )
}

function freshFor(stored: Stored, date: number): Value | undefined {
  const lifetime = lifetimeOf(timed(stored)).seconds
  if (lifetime === Infinity) return nested(say('state-lasting'))
  const rest = Math.floor(lifetime) - ageOf(timed(stored), date)
  return rest > 0 ? seconds(rest) : undefined
}

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

function flagsOf({ secure, httpOnly, partition, sameSite }: Cookie): Value | undefined {
  const flags = [
    ...(secure ? ['Secure'] : []),
    ...(httpOnly ? ['HttpOnly'] : []),
    ...(sameSite === 'unset' ? [] : [sameSites[sameSite]]),
    ...(partition === undefined ? [] : [`Partitioned ${partition}`]),
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
