import type { Header } from '../../../model/request.ts'
import { parseCookieDate } from '../../../protocols/cookies/cookie-date.ts'
import { deltaSeconds } from '../../../protocols/http/cache-control.ts'
import { currentAge, freshnessLifetime, type StoredResponse } from '../../../protocols/http/cache.ts'
import { formatHttpDate, parseHttpDate } from '../../../protocols/http/date.ts'
import { get, listValues } from '../../../protocols/http/headers.ts'

/** How long an answer is fresh, in seconds, and why. `lasting`: for as long as it is kept. */
export interface Lifetime {
  readonly seconds: number
  readonly reason: 'max-age' | 'expires' | 'heuristic' | 'lasting' | 'no-cache' | 'none'
  /** So much longer it may be used while a new one is fetched (RFC 5861 section 3). */
  readonly graceSeconds: number
}

/** Statuses for which Chromium guesses (RFC 9111 section 4.2.2 would allow more). */
const guessed: ReadonlySet<number> = new Set([200, 203])
/** Statuses that hold until something else is said (RFC 9110 sections 15.4.1, 15.4.2, 15.4.9 and 15.5.11). */
const lasting: ReadonlySet<number> = new Set([300, 301, 308, 410])

/** The members of a list in lower case. */
export const words = (headers: readonly Header[], name: string): readonly string[] =>
  listValues(headers, name).map((member) => member.toLowerCase())

/**
 * How long Chromium holds an answer fresh (`HttpResponseHeaders::GetFreshnessLifetimes`). The arithmetic is the
 * standard's; Chromium reads the headers in its own way: a number in quotes or with anything behind it does not count,
 * nor does a date that it cannot read, and `no-cache` counts only without names of headers.
 */
export function lifetimeOf(stored: Omit<StoredResponse, 'requestedAt'>): Lifetime {
  const { status, headers } = stored
  const told = words(headers, 'Cache-Control')
  if (told.includes('no-cache') || told.includes('no-store') || words(headers, 'Pragma').includes('no-cache')) {
    return { seconds: 0, reason: 'no-cache', graceSeconds: 0 }
  }
  const isStrict = told.includes('must-revalidate')
  const graceSeconds = isStrict ? 0 : (secondsIn(told, 'stale-while-revalidate') ?? 0)
  const heuristics = guessed.has(status) && !isStrict
  const { seconds, reason } = freshnessLifetime(
    { ...stored, headers: asRead(headers, told) },
    { shared: false, heuristics },
  )
  if (reason === 'max-age' || reason === 'expires' || reason === 'heuristic') return { seconds, reason, graceSeconds }
  if (lasting.has(status)) return { seconds: Infinity, reason: 'lasting', graceSeconds: 0 }
  return { seconds: 0, reason: 'none', graceSeconds }
}

/** How old an answer is at a date (epoch ms), in whole seconds. */
export const ageOf = (stored: StoredResponse, date: number): number =>
  currentAge({ ...stored, headers: asRead(stored.headers, []) }, date)

/** What of the headers tells age and lifetime, as Chromium reads it. */
function asRead(headers: readonly Header[], told: readonly string[]): readonly Header[] {
  const maxAge = secondsIn(told, 'max-age')
  const ages = headers.filter(([name]) => /^age$/i.test(name))
  const dates = ['Date', 'Expires', 'Last-Modified'].flatMap((name): Header[] => {
    const time = dateIn(get(headers, name))
    return time === undefined ? [] : [[name, formatHttpDate(time)]]
  })
  return [...dates, ...ages, ...(maxAge === undefined ? [] : [['Cache-Control', `max-age=${maxAge}`] as const])]
}

/** The first number of seconds with that name that can be read. */
function secondsIn(told: readonly string[], name: string): number | undefined {
  const texts = told.filter((one) => one.startsWith(`${name}=`)).map((one) => one.slice(name.length + 1).trim())
  return texts.map(deltaSeconds).find((one) => one !== undefined)
}

/** A date as generously as Chromium reads it, epoch ms; a mere 0 has passed long ago. */
function dateIn(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  return text.trim() === '0' ? 0 : (parseHttpDate(text.trim()) ?? parseCookieDate(text))
}
