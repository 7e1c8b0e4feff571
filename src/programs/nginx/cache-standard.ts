import { code } from '../../model/message.ts'
import type { Header } from '../../model/request.ts'
import type { Source } from '../../model/trace.ts'
import {
  currentAge,
  freshnessLifetime,
  judgeReuse,
  judgeStorable,
  type ReuseReason,
  type StoredResponse,
} from '../../protocols/http/cache.ts'
import { get, has, remove } from '../../protocols/http/headers.ts'
import { say, type Exchange } from './exchange.ts'
import type { CacheEntry } from './state.ts'

/** nginx serves everybody from one cache, and guesses no lifetimes. */
const kind = { shared: true } as const

const standard = (section: string): { source: Source } => ({ source: { title: 'RFC 9111', section } })

const line = (headers: readonly Header[], name: string) => code(`${name}: ${get(headers, name) ?? ''}`)

const saidByRequest: Partial<Record<ReuseReason, string>> = {
  'request-no-cache': 'Cache-Control',
  'request-pragma': 'Pragma',
  'request-max-age': 'Cache-Control',
  'request-min-fresh': 'Cache-Control',
}

/** Says so where nginx gives out what a cache by the standard would ask for anew. */
export function compareReuse({ context, request }: Exchange, entry: CacheEntry): void {
  const stored = storedOf(entry, context.date() - context.now())
  const { usable, reason, section } = judgeReuse(stored, request, context.date(), kind)
  if (usable) return
  const asked = saidByRequest[reason]
  const told = reason === 'no-cache' ? 'Cache-Control' : whatAged(stored, context.date())
  if (asked !== undefined) {
    context.step('decided', say('standard-request', { what: line(request.headers, asked) }), standard(section))
  } else if (told !== undefined) {
    context.step('decided', say('standard-answer', { what: line(stored.headers, told) }), standard(section))
  }
}

function storedOf({ status, headers, receivedAt, isRevalidated }: CacheEntry, epoch: number): StoredResponse {
  // A 304 brought a new date, which nginx does not write down.
  const outdated = isRevalidated ? ['Date', 'Age', 'Expires'] : []
  const current = outdated.reduce((rest: readonly Header[], name) => remove(rest, name), headers)
  return { status, headers: current, requestedAt: epoch + receivedAt, receivedAt: epoch + receivedAt }
}

/** The header by which an answer was old when it came, where it told its lifetime itself. */
function whatAged(stored: StoredResponse, now: number): 'Age' | 'Date' | undefined {
  const isTold = freshnessLifetime(stored, kind).seconds > 0
  const here = (now - stored.receivedAt) / 1000
  if (!isTold || currentAge(stored, now) <= here + 1) return undefined
  return has(stored.headers, 'Age') ? 'Age' : 'Date'
}

/** Says so where nginx keeps what a cache by the standard would not, because of the request. */
export function compareKeeping({ context, request }: Exchange, entry: CacheEntry): void {
  const { reason, section } = judgeStorable(request, entry, kind)
  if (reason === 'request-no-store') {
    const what = line(request.headers, 'Cache-Control')
    context.step('decided', say('standard-keeps-not', { what }), standard(section))
  } else if (reason === 'authorization') {
    context.step('decided', say('standard-keeps-not', { what: code('Authorization') }), standard(section))
  }
}
