import type { T } from '../../i18n/use-t.tsx'
import type { Trace } from '../../model/trace.ts'
import type { Failed, FailureReason, Instead, Seen } from '../../model/verdict.ts'

const short = {
  'name-not-found': 'seen.name-not-found',
  refused: 'seen.refused',
  'timed-out': 'seen.timed-out',
  'host-unreachable': 'seen.host-unreachable',
  'net-unreachable': 'seen.net-unreachable',
  'ttl-exceeded': 'seen.ttl-exceeded',
  reset: 'seen.reset',
  'empty-reply': 'seen.empty-reply',
  closed: 'seen.closed',
  'bad-certificate': 'seen.bad-certificate',
  'protocol-error': 'seen.protocol-error',
  'too-many-redirects': 'seen.too-many-redirects',
  'blocked-by-cors': 'seen.blocked-by-cors',
  'mixed-content': 'seen.mixed-content',
  'not-allowed': 'seen.not-allowed',
  'bad-url': 'seen.bad-url',
  'not-sent': 'seen.not-sent',
  'not-modelled': 'seen.not-modelled',
} as const satisfies Record<FailureReason, string>

const long = {
  'name-not-found': 'seen.name-not-found.text',
  refused: 'seen.refused.text',
  'timed-out': 'seen.timed-out.text',
  'host-unreachable': 'seen.host-unreachable.text',
  'net-unreachable': 'seen.net-unreachable.text',
  'ttl-exceeded': 'seen.ttl-exceeded.text',
  reset: 'seen.reset.text',
  'empty-reply': 'seen.empty-reply.text',
  closed: 'seen.closed.text',
  'bad-certificate': 'seen.bad-certificate.text',
  'protocol-error': 'seen.protocol-error.text',
  'too-many-redirects': 'seen.too-many-redirects.text',
  'blocked-by-cors': 'seen.blocked-by-cors.text',
  'mixed-content': 'seen.mixed-content.text',
  'not-allowed': 'seen.not-allowed.text',
  'bad-url': 'seen.bad-url.text',
  'not-sent': 'seen.not-sent',
  'not-modelled': 'seen.not-modelled.text',
} as const satisfies Record<FailureReason, string>

/** Where the detail of a failure has words of its own: by `reason/detail`. */
const shortDetails: Readonly<
  Record<string, 'seen.unknown-scheme' | 'seen.port-closed' | 'seen.orb' | 'seen.wrong-type'>
> = {
  'bad-url/scheme-not-modelled': 'seen.unknown-scheme',
  // A datagram came back as undeliverable; without a connection, none was refused.
  'refused/port-closed': 'seen.port-closed',
  'not-allowed/orb': 'seen.orb',
  'not-allowed/script-type': 'seen.wrong-type',
  'not-allowed/style-type': 'seen.wrong-type',
}

const longDetails: Readonly<
  Record<
    string,
    | 'seen.port-closed.text'
    | 'seen.closed.handshake.text'
    | 'seen.reset.handshake.text'
    | 'seen.orb.text'
    | 'seen.wrong-type.text'
  >
> = {
  'refused/port-closed': 'seen.port-closed.text',
  'closed/handshake': 'seen.closed.handshake.text',
  'reset/handshake': 'seen.reset.handshake.text',
  'not-allowed/orb': 'seen.orb.text',
  'not-allowed/script-type': 'seen.wrong-type.text',
  'not-allowed/style-type': 'seen.wrong-type.text',
}

const instead = {
  nothing: 'seen.instead.nothing',
  download: 'seen.instead.download',
  'own-error': 'seen.instead.own-error',
  'no-download': 'seen.instead.no-download',
} as const satisfies Record<Instead, string>

const detailOf = ({ type, detail = '' }: Failed): string => `${type}/${detail}`

/** What the sender got, in two or three words: `200 OK`, `time-out`. */
export function seenWords(t: T, seen: Seen): string {
  if (seen.type === 'answer') return `${seen.status} ${seen.reason}`.trim()
  if (seen.type === 'dns-answer') return [seen.rcode, ...seen.answers].join(' ')
  if (seen.type === 'open') return t('seen.open')
  if (seen.type === 'echo') return t('seen.echo')
  return t(shortDetails[detailOf(seen)] ?? short[seen.type])
}

/** Whether the browser only asked in advance, and never sent the request itself. */
export const isStoppedByPreflight = ({ verdict: { seen, because }, hops }: Trace): boolean =>
  seen.type === 'blocked-by-cors' && hops[because.hop]?.purpose === 'preflight'

/** A failure in a sentence, for someone who only sees the browser. */
export const failureText = (t: T, seen: Failed): string => t(longDetails[detailOf(seen)] ?? long[seen.type])

/** What the browser did with an answer of which it shows no page. */
export const insteadText = (t: T, what: Instead): string => t(instead[what])
