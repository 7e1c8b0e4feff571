import type { HttpRequestMessage, HttpResponseMessage } from '../../../model/packet.ts'
import type { Header } from '../../../model/request.ts'
import { siteOf } from '../../../protocols/cookies/send.ts'
import { updatedHeaders, varyKey, type StoredResponse } from '../../../protocols/http/cache.ts'
import { remove } from '../../../protocols/http/headers.ts'
import { response } from '../../../protocols/http/messages.ts'
import { originOf, target } from '../../../protocols/url/url.ts'
import { pageOf, type Leg } from '../leg.ts'
import { words } from './freshness.ts'

/** An answer in the browser's cache; times are epoch ms: when its request was sent and when it came. */
export type Stored = {
  readonly url: string
  /** For which pages it is kept. */
  readonly partition: Partition
  readonly status: number
  readonly reason: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body: { readonly bytes: number; readonly text: string | null } | null
  readonly requestedAt: number
  readonly receivedAt: number
  /** What its request said of the headers that Vary names; nothing where no other request can match. */
  readonly variant: string | null
}

/** One answer for each address and partition: Chromium keeps no variants side by side. */
export type HttpCache = { [key: string]: Stored }

/** When an exchange began and ended, epoch ms. */
export interface Times {
  readonly requestedAt: number
  readonly receivedAt: number
}

/** Whose pages an answer is kept for: those of a site, its frames on a page, or its pages reached from another site. */
export type Partition = {
  readonly kind: 'own' | 'frame' | 'from-elsewhere'
  readonly site: string
  readonly page: string
}

/** For whom an answer is kept (Fetch, "HTTP cache partitions", as Chromium does it); `page` is the tab's site. */
function partitionOf(leg: Leg): Partition {
  const page = siteOf(pageOf(leg) ?? leg.url)
  if (leg.mode !== 'navigate') return { kind: 'own', site: page, page }
  const site = siteOf(leg.url)
  if (leg.initiator === 'iframe') return { kind: 'frame', site, page }
  return { kind: page === site ? 'own' : 'from-elsewhere', site, page: site }
}

/** The URL without what is not sent. */
const addressOf = ({ url }: Leg): string => `${originOf(url)}${target(url)}`

export function keyOf(leg: Leg): string {
  const { kind, site, page } = partitionOf(leg)
  return [addressOf(leg), kind, site, page].join(' ')
}

/** Whether there is an answer to the same address, but for other pages. */
export const isKeptElsewhere = (cache: HttpCache, leg: Leg): boolean =>
  Object.values(cache).some(({ url }) => url === addressOf(leg))

/** An answer as it is kept: without cookies, which are kept elsewhere. */
export function storedFrom(leg: Leg, asked: HttpRequestMessage, answer: HttpResponseMessage, times: Times): Stored {
  const { status, reason, body } = answer
  const headers = remove(answer.headers, 'Set-Cookie')
  return {
    url: addressOf(leg),
    partition: partitionOf(leg),
    status,
    reason,
    headers,
    body: body ? { bytes: body.bytes, text: body.text ?? null } : null,
    ...times,
    variant: varyKey(asked.headers, headers) ?? null,
  }
}

/** The kept answer as a message; to a HEAD without its body. */
export function messageOf({ status, reason, headers, body }: Stored, method: string): HttpResponseMessage {
  const content = body && { bytes: body.bytes, ...(body.text === null ? {} : { text: body.text }) }
  return response({ status, reason, headers, body: method === 'HEAD' ? undefined : (content ?? undefined) })
}

export const timed = ({ status, headers, requestedAt, receivedAt }: Stored): StoredResponse => ({
  status,
  headers,
  requestedAt,
  receivedAt,
})

/** What a 304 does not replace besides what tells of the body (`HttpResponseHeaders::Update`). */
const lastingHeaders =
  /^(?:connection|proxy-connection|keep-alive|www-authenticate|proxy-authenticate|proxy-authorization|te|trailer|transfer-encoding|upgrade|content-(?:location|md5|encoding|range|type|length)|etag|x-frame-options|x-xss-protection|set-cookie|x-content-.*|x-webkit-.*)$/i

/** The kept answer after a 304: with its new headers (RFC 9111 section 3.2) and for the request that was asked. */
export function confirmed(stored: Stored, asked: HttpRequestMessage, headers: readonly Header[], times: Times): Stored {
  const updated = updatedHeaders(stored.headers, headers, (name) => !lastingHeaders.test(name))
  return { ...stored, ...times, headers: updated, variant: varyKey(asked.headers, updated) ?? null }
}

/** Statuses whose answers Chromium never keeps; what was kept before stays. */
const unkept: ReadonlySet<number> = new Set([206, 304, 401, 407, 416])

/** Whether Chromium keeps an answer to a GET: whatever its status, unless it says no (RFC 9111 section 3). */
export function judgeKeeping({ status, headers }: HttpResponseMessage): 'keep' | 'status' | 'no-store' {
  if (unkept.has(status)) return 'status'
  return words(headers, 'Cache-Control').includes('no-store') ? 'no-store' : 'keep'
}
