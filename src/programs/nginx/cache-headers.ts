import type { Header } from '../../model/request.ts'
import { parseHttpTime } from './http-time.ts'

/** A Vary longer than this is not kept (NGX_HTTP_CACHE_VARY_LEN). */
const longestVary = 128

/** Why an answer is not kept. */
export type NotStored =
  | { readonly reason: 'set-cookie' | 'vary' | 'no-lifetime' | 'told' | 'unbuffered' | 'incomplete' }
  | { readonly reason: 'header'; readonly name: string; readonly value: string }

/** What the headers of an answer say about keeping it. Times are seconds on the world's clock. */
export interface Told {
  /** Fresh until then, that second included; unset: nothing was said. */
  validUntil: number | undefined
  /** Seconds for which it may be given out stale while it is fetched anew, and when the servers fail. */
  updatingSeconds: number
  errorSeconds: number
  vary: string
  /** The first thing that forbids keeping it. */
  forbidden: NotStored | undefined
  /** The header that set the lifetime. */
  by: string | undefined
  /** `X-Accel-Buffering: no` passes it on as it comes, and past the cache. */
  buffering: boolean
}

export const nothingTold = (buffering: boolean): Told => ({
  validUntil: undefined,
  updatingSeconds: 0,
  errorSeconds: 0,
  vary: '',
  forbidden: undefined,
  by: undefined,
  buffering,
})

export interface Clock {
  /** Whole seconds on the world's clock. */
  readonly now: number
  /** The same moment in seconds since 1970. */
  readonly date: number
}

interface ReadingContext {
  readonly clock: Clock
  readonly ignored: ReadonlySet<string>
}

/**
 * Reads the headers of an answer in the order in which they came, as nginx 1.22 does: the first that sets a lifetime
 * is not overruled by Expires, and one that forbids is final (ngx_http_upstream.c). Goes on from what was told before:
 * after a 304 nginx reads the kept headers with the new ones in mind.
 */
export function readTold(headers: readonly Header[], before: Told, { clock, ignored }: ReadingContext): Told {
  const told = { ...before }
  let hasAccelExpires = false
  for (const header of headers) {
    const [name, value] = header
    const lower = name.toLowerCase()
    if (lower === 'x-accel-expires') hasAccelExpires = true
    if (ignored.has(lower)) continue
    switch (lower) {
      case 'set-cookie':
        told.forbidden ??= { reason: 'set-cookie' }
        break
      case 'vary':
        if (value === '*' || value.length > longestVary) told.forbidden ??= { reason: 'vary' }
        told.vary = value
        break
      case 'x-accel-expires':
        readAccelExpires(told, header, clock)
        break
      case 'cache-control':
        if (told.validUntil === undefined || !hasAccelExpires) readCacheControl(told, header, clock)
        break
      case 'expires':
        if (told.validUntil === undefined) readExpires(told, header, clock)
        break
      case 'x-accel-buffering':
        if (/^no$/i.test(value)) told.buffering = false
        else if (/^yes$/i.test(value)) told.buffering = true
    }
  }
  return told
}

function forbid(told: Told, [name, value]: Header): void {
  told.forbidden ??= { reason: 'header', name, value }
}

/** Seconds from now, `@` and seconds since 1970, or 0 for never; what cannot be read says nothing. */
function readAccelExpires(told: Told, header: Header, { now, date }: Clock): void {
  const [name, value] = header
  if (!/^@?\d+$/.test(value)) return
  const amount = Number(value.replace('@', ''))
  if (value.startsWith('@')) told.validUntil = amount === 0 ? undefined : amount - date + now
  else if (amount === 0) return forbid(told, header)
  else told.validUntil = now + amount
  told.by = name
}

function readExpires(told: Told, header: Header, { now, date }: Clock): void {
  const expires = parseHttpTime(header[1])
  if (expires === undefined || expires < date) return forbid(told, header)
  told.validUntil = expires - date + now
  told.by = header[0]
}

/** Digits behind a directive up to `,`, `;` or blank. */
type Amount = number | 'unreadable' | undefined

function amountOf(value: string, directive: string): Amount {
  const at = value.toLowerCase().indexOf(`${directive}=`)
  if (at < 0) return undefined
  const [written = ''] = /^[^,; ]*/.exec(value.slice(at + directive.length + 1)) ?? []
  return /^\d*$/.test(written) ? Number(written) : 'unreadable'
}

/** nginx looks for the words anywhere in the line, not for directives. */
function readCacheControl(told: Told, header: Header, { now }: Clock): void {
  const [name, value] = header
  if (/no-cache|no-store|private/i.test(value)) return forbid(told, header)
  const lifetime = amountOf(value, 's-maxage') ?? amountOf(value, 'max-age')
  if (lifetime !== undefined) {
    if (lifetime === 'unreadable' || lifetime === 0) return forbid(told, header)
    told.validUntil = now + lifetime
    told.by = name
  }
  const revalidating = amountOf(value, 'stale-while-revalidate')
  if (revalidating === 'unreadable') return forbid(told, header)
  if (revalidating !== undefined) told.updatingSeconds = told.errorSeconds = revalidating
  const failing = amountOf(value, 'stale-if-error')
  if (failing === 'unreadable') return forbid(told, header)
  if (failing !== undefined) told.errorSeconds = failing
}
