import { address as addressValue, bytes, ms, number, portNumber, text } from '../../model/message.ts'
import type { HttpRequestMessage, HttpResponseMessage, TlsOffers } from '../../model/packet.ts'
import type { Purpose } from '../../model/trace.ts'
import type { Failed, FailureReason, StepRef } from '../../model/verdict.ts'
import { get } from '../../protocols/http/headers.ts'
import { chromiumCiphers, cipherList, suiteList, usualCiphers, usualSuites } from '../../protocols/tls/ciphers.ts'
import { originOf, type Url } from '../../protocols/url/url.ts'
import type { Process } from '../contract/context.ts'
import type { Connection, ConnectFailure } from '../contract/outcome.ts'
import type { Client } from './client.ts'
import { leavePlace, takePlace } from './connection-places.ts'
import { resolve } from './resolve.ts'
import { speakTls, startTls, type TlsOutcome } from './tls.ts'

export type Failure = { readonly outcome: 'failed'; readonly seen: Failed; readonly because: StepRef }

/** One answer from one server, whatever its status; or why there was none. */
export type HttpOutcome =
  | { readonly outcome: 'ok'; readonly response: HttpResponseMessage; readonly because: StepRef }
  | Failure

/** One run of a client: its deadline, and the connections that it may use again. */
export interface Session {
  readonly client: Client
  readonly connectTimeoutMs: number
  /** Virtual ms at which the client gives up. */
  readonly deadline: number
  /** Open connections by origin. */
  readonly open: Map<string, Connection>
  /** Origins to which it holds one of the places for a connection. */
  readonly places: string[]
}

export function startSession(
  client: Client,
  limits: { readonly connectTimeoutMs?: number | undefined; readonly timeoutMs?: number | undefined },
): Session {
  const { settings } = client.context
  return {
    client,
    connectTimeoutMs: limits.connectTimeoutMs ?? settings.connectTimeoutMs,
    deadline: client.context.now() + (limits.timeoutMs ?? settings.totalTimeoutMs),
    open: new Map(),
    places: [],
  }
}

export const timeLeft = ({ client, deadline }: Session): number => Math.max(1, deadline - client.context.now())

/** Resolves, connects, encrypts if the URL says so, sends, and waits for the answer. */
export function* sendHttp(
  session: Session,
  url: Url,
  message: HttpRequestMessage,
  purpose: Purpose = 'message',
): Process<HttpOutcome> {
  const { client, open } = session
  const { context, say } = client
  const origin = originOf(url)
  let connection = open.get(origin)
  open.delete(origin)
  if (connection) context.step('decided', say('reuses-connection', { host: text(url.host) }))
  else {
    const waited = yield* takePlace(client, url, timeLeft(session))
    if (waited) return { outcome: 'failed', seen: { type: 'timed-out' }, because: waited }
    session.places.push(origin)
    sayItOpensItsOwn(client, url)
    const opened = yield* openTo(session, url)
    if (opened.outcome === 'failed') {
      giveUp(session, origin)
      return opened
    }
    connection = opened.connection
  }
  const timeoutMs = timeLeft(session)
  const answer = yield* context.ask(connection, message, { timeoutMs, purpose })
  if (answer.outcome !== 'ok') {
    context.close(connection)
    giveUp(session, origin)
    const type = answer.outcome === 'closed' ? 'empty-reply' : answer.outcome
    context.step('failed', type === 'timed-out' ? say('no-answer', { time: ms(timeoutMs) }) : say(type))
    return { outcome: 'failed', seen: { type }, because: answer.because }
  }
  const response = answer.message
  if (response.protocol !== 'http' || response.kind !== 'response') {
    context.close(connection)
    giveUp(session, origin)
    const because = context.step('failed', say('not-http'))
    return { outcome: 'failed', seen: { type: 'protocol-error', detail: 'not-http' }, because }
  }
  context.step(
    'received',
    say('receives', {
      status: number(response.status),
      reason: text(response.reason),
      size: bytes(response.body?.bytes ?? 0),
    }),
  )
  const isClosed = get(response.headers, 'Connection')?.toLowerCase() === 'close'
  if (isClosed) {
    context.close(connection)
    giveUp(session, origin)
  } else open.set(origin, connection)
  if (client.kept) client.kept[origin] = isClosed ? 0 : context.now() + keptMs(response)
  return { outcome: 'ok', response, because: answer.because }
}

/** So long Chromium keeps a connection that was used and lies idle (`used_idle_socket_timeout`). */
const idleMs = 300_000

/** How long a browser keeps the connection at most; a server may say that it closes it earlier (Keep-Alive). */
function keptMs({ headers }: HttpResponseMessage): number {
  const limit = /\btimeout=(\d{1,6})/i.exec(get(headers, 'Keep-Alive') ?? '')?.[1]
  return Math.min(idleMs, limit === undefined ? idleMs : Number(limit) * 1000)
}

/** Connections do not outlive their request here; a browser would use that of an earlier one again. */
function sayItOpensItsOwn({ context, kept, say }: Client, url: Url): void {
  const until = kept?.[originOf(url)]
  if (until !== undefined && until > context.now()) {
    context.step('assumed', say('own-connection', { host: text(url.host) }), {
      source: { title: 'RFC 9112', section: '9.3' },
    })
  }
}

/** The place of a connection that is gone is somebody else's. */
function giveUp({ client, places }: Session, origin: string): void {
  const at = places.indexOf(origin)
  if (at < 0) return
  places.splice(at, 1)
  leavePlace(client, origin)
}

/** Closes what is still open: the run is over. */
export function endSession(session: Session): void {
  const { client, open, places } = session
  for (const connection of open.values()) client.context.close(connection)
  open.clear()
  for (const origin of places.splice(0)) leavePlace(client, origin)
}

type Opened = { readonly outcome: 'ok'; readonly connection: Connection } | Failure

function* openTo(session: Session, url: Url): Process<Opened> {
  const { client } = session
  const opened = yield* connectTo(session, url.host, url.port)
  if (opened.outcome === 'failed' || url.scheme === 'http') return opened
  const told = toldCiphers(client)
  if (told === 'none') return noSuchCipher(client, opened.connection)
  const tls = yield* startTls(client.context, opened.connection, {
    serverName: url.host,
    timeoutMs: Math.min(timeLeft(session), session.connectTimeoutMs, client.handshakeMs ?? Infinity),
    profile: client.takesAnyCertificate ? 'none' : client.profile,
    ...tlsOptions(client, told),
  })
  if (tls.outcome === 'ok') return opened
  const detail = detailOf(tls)
  const seen: Failed = { type: tls.outcome, ...(detail === undefined ? {} : { detail }) }
  return { outcome: 'failed', seen, because: tls.because }
}

/** A connection that ends within the handshake has brought no answer at all, and is spelled otherwise than later on. */
function detailOf(tls: Exclude<TlsOutcome, { outcome: 'ok' }>): string | undefined {
  if (tls.outcome === 'bad-certificate') return tls.reason
  return tls.outcome === 'protocol-error' ? tls.detail : 'handshake'
}

/** What the client offers in its hello. */
function tlsOptions({ context: { settings } }: Client, ciphers: Pick<TlsOffers, 'ciphers' | 'suites' | 'level'>) {
  const { tlsLowest, tlsHighest, clientCertificate } = settings
  return {
    offers: { lowest: tlsLowest, highest: tlsHighest, ...ciphers },
    ...(clientCertificate === 'none' ? {} : { clientCertificate }),
  }
}

/** What the client was told of cipher suites: `TLS_…` are those of TLS 1.3, which OpenSSL takes from another list. */
function toldCiphers({
  context: { settings },
  profile,
}: Client): Pick<TlsOffers, 'ciphers' | 'suites' | 'level'> | 'none' {
  const parts = settings.tlsCiphers?.split(':').filter(Boolean) ?? []
  const [modern, older] = [
    parts.filter((one) => one.startsWith('TLS_')),
    parts.filter((one) => !one.startsWith('TLS_')),
  ]
  const suites = modern.length > 0 ? suiteList(modern.join(':')) : usualSuites
  const usual = profile === 'chromium' ? chromiumCiphers : usualCiphers
  const list = older.length > 0 ? cipherList(older.join(':')) : usual
  return list && suites ? { ciphers: list.suites, level: list.level, suites } : 'none'
}

function noSuchCipher({ context }: Client, connection: Connection): Failure {
  const words = speakTls('no-such-cipher', { ciphers: text(context.settings.tlsCiphers ?? '') })
  const because = context.step('failed', words, { setting: 'tlsCiphers' })
  context.close(connection)
  return { outcome: 'failed', seen: { type: 'protocol-error', detail: 'no-cipher' }, because }
}

/** Name to address to open connection; if one address fails, the next one has its turn. */
export function* connectTo(session: Session, host: string, port: number): Process<Opened> {
  const { client } = session
  const { context, say } = client
  const found = yield* resolve(client, host)
  if (found.outcome === 'failed') {
    return { outcome: 'failed', seen: { type: 'name-not-found', detail: found.detail }, because: found.because }
  }
  let failure: ConnectFailure | undefined
  for (const address of found.addresses) {
    const timeoutMs = Math.min(session.connectTimeoutMs, timeLeft(session))
    const opened = yield* context.connect({ type: 'address', address, port }, { timeoutMs, purpose: 'connect' })
    if (opened.outcome === 'ok') return opened
    failure = opened
    const data = { address: addressValue(address), port: portNumber(port), time: ms(opened.afterMs) }
    context.step('failed', say(`connect-${opened.outcome}`, data))
  }
  if (!failure) {
    const because = context.step('failed', say('no-name', { name: text(host) }))
    return { outcome: 'failed', seen: { type: 'name-not-found', detail: 'no-data' }, because }
  }
  return { outcome: 'failed', seen: failedAs(failure), because: failure.because }
}

/** What a failure to reach somebody looks like to whoever asked. */
export function failedAs(failure: ConnectFailure): Failed {
  const { detail } = failure
  return { type: reasonOf(failure), ...(detail === undefined ? {} : { detail }) }
}

/** ICMP "administratively prohibited" reaches a program as EHOSTUNREACH (ip(7)). */
function reasonOf({ outcome }: ConnectFailure): FailureReason {
  return outcome === 'prohibited' ? 'host-unreachable' : outcome
}
