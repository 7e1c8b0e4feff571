import { code } from '../../model/message.ts'
import type { HttpResponseMessage } from '../../model/packet.ts'
import { speaker } from '../../model/speaker.ts'
import { all, listValues } from '../../protocols/http/headers.ts'
import { originOf, type Url } from '../../protocols/url/url.ts'
import type { Failure } from '../common/http-client.ts'
import type { Context } from '../contract/context.ts'
import { pageOf, type Leg } from './leg.ts'
import type en from './messages.en.ts'

const say = speaker<typeof en>('chromium')

/** A server may keep its pages out of other pages' frames; the request has been carried out all the same. */
export function checkFraming(
  context: Context<unknown, unknown>,
  leg: Leg,
  { headers, status }: HttpResponseMessage,
): Failure | undefined {
  const page = leg.initiator === 'iframe' ? pageOf(leg) : undefined
  if (!page) return undefined
  const policies = all(headers, 'Content-Security-Policy').flatMap((value) => value.split(/[;,]/))
  const ancestors = policies
    .map((part) => part.trim().split(/\s+/))
    .filter(([name]) => /^frame-ancestors$/i.test(name ?? ''))
  const options = listValues(headers, 'X-Frame-Options').map((value) => value.toLowerCase())
  // frame-ancestors makes X-Frame-Options void (CSP level 3, section 7.7.1).
  const isAllowed =
    ancestors.length > 0
      ? ancestors.every(([, ...sources]) => sources.some((source) => matches(source, page, leg.url)))
      : isFrameable(options, originOf(page) === originOf(leg.url))
  if (isAllowed) return undefined
  const header = ancestors.length > 0 ? 'Content-Security-Policy: frame-ancestors' : 'X-Frame-Options'
  const because = context.step('denied', say('frame-refused', { header: code(header) }))
  return { outcome: 'failed', seen: { type: 'not-allowed', detail: 'frame', status }, because }
}

/** HTML, "check a navigation response's adherence to X-Frame-Options": words that it does not know count for nothing. */
function isFrameable(options: readonly string[], isSameOrigin: boolean): boolean {
  const words = new Set(options)
  const known = ['deny', 'allowall', 'sameorigin'].filter((word) => words.has(word))
  if (words.size > 1 && known.length > 0) return false
  return !words.has('deny') && (isSameOrigin || !words.has('sameorigin'))
}

/** Whether a page is meant by a source of frame-ancestors: `*`, `'self'`, a scheme, an origin or a host with `*.`. */
function matches(source: string, page: Url, own: Url): boolean {
  const lower = source.toLowerCase()
  if (lower === '*') return true
  if (lower === "'self'") return originOf(page) === originOf(own)
  if (lower === 'http:' || lower === 'https:') return `${page.scheme}:` === lower || page.scheme === 'https'
  const [, scheme = page.scheme, host = '', port = ''] =
    /^(?:(https?):\/\/)?([^/:]*)(?::(\d+|\*))?\/?$/.exec(lower) ?? []
  const isScheme = scheme === page.scheme || page.scheme === 'https'
  const isPort = port === '*' || Number(port === '' ? { http: 80, https: 443 }[page.scheme] : port) === page.port
  return isScheme && isPort && (host.startsWith('*.') ? page.host.endsWith(host.slice(1)) : page.host === host)
}
