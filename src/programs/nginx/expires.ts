import type { Header } from '../../model/request.ts'
import { formatHttpDate } from '../../protocols/http/date.ts'
import { get, remove } from '../../protocols/http/headers.ts'
import type { Exchange } from './exchange.ts'
import { parseHttpTime } from './http-time.ts'
import { the } from './scope.ts'
import { parseTime } from './values.ts'
import { fill } from './variables.ts'

const never = 'Thu, 31 Dec 2037 23:55:55 GMT'
const dayMs = 86_400_000

/** What `expires` makes of the headers: `Expires` and `Cache-Control` in one (ngx_http_headers_module). */
export function withExpires(exchange: Exchange, headers: readonly Header[]): readonly Header[] {
  const one = the(exchange.scope, 'expires')
  const words = (one?.args ?? []).map((arg) => fill(exchange, arg))
  const value = words.at(-1) ?? 'off'
  if (value === 'off' || value === '') return headers
  const made = valuesOf(exchange, headers, words)
  if (!made) return headers
  return [
    ...remove(remove(headers, 'Expires'), 'Cache-Control'),
    ['Expires', made.expires],
    ['Cache-Control', made.control],
  ]
}

interface Made {
  readonly expires: string
  readonly control: string
}

function valuesOf({ context }: Exchange, headers: readonly Header[], words: readonly string[]): Made | undefined {
  const value = words.at(-1) ?? ''
  const now = context.date()
  if (value === 'epoch') return { expires: 'Thu, 01 Jan 1970 00:00:01 GMT', control: 'no-cache' }
  if (value === 'max') return { expires: never, control: 'max-age=315360000' }
  if (value.startsWith('@')) return daily(value, now)
  const time = parseTime(value.replace(/^[+-]/, ''))
  if (time === undefined) return undefined
  const isNegative = value.startsWith('-')
  const offset = isNegative ? -time : time
  const modified = parseHttpTime(get(headers, 'Last-Modified') ?? '')
  const start = words[0] === 'modified' && modified !== undefined ? modified * 1000 : now
  const left = Math.floor((start + offset - now) / 1000)
  const isOver = isNegative || (words[0] === 'modified' && left < 0)
  return { expires: formatHttpDate(start + offset), control: isOver ? 'no-cache' : `max-age=${left}` }
}

/** `@15h30m`: the next time that the clock shows this. */
function daily(value: string, now: number): Made | undefined {
  const time = parseTime(value.slice(1))
  if (time === undefined) return undefined
  const today = Math.floor(now / dayMs) * dayMs + time
  const next = today > now ? today : today + dayMs
  return { expires: formatHttpDate(next), control: `max-age=${Math.floor((next - now) / 1000)}` }
}
