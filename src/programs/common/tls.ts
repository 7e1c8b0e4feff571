import { assertNever } from '../../lib/assert.ts'
import { address, code, list, ms, text, type Message, type Value } from '../../model/message.ts'
import type { CertificateInfo, TlsMessage } from '../../model/packet.ts'
import { speaker } from '../../model/speaker.ts'
import type { StepRef } from '../../model/verdict.ts'
import { choice, line } from '../../protocols/fields/builders.ts'
import type { When } from '../../protocols/fields/field.ts'
import { judgeCertificate, type CertificateReason } from '../../protocols/tls/certificate.ts'
import type { Context, Incoming, Process, StepOptions } from '../contract/context.ts'
import type { Connection, Reply } from '../contract/outcome.ts'
import type { Wiring } from '../contract/wiring.ts'
import type en from './messages.en.ts'

const say = speaker<typeof en>('tls')

const version = 'TLS 1.3'
const dayMs = 86_400_000
const handshake: StepOptions = { source: { title: 'RFC 8446', section: '2' } }

/** What a server with a certificate can be set to; spread into its fields and name the labels by `tls-texts`. */
export const tlsFields = (when?: When) => {
  const shown = when ? { when } : {}
  return {
    certificateNames: line({ format: 'names', maxLength: 1000, ...shown }),
    certificateState: choice(['valid', 'expired', 'not-yet-valid'], { default: 'valid', ...shown }),
    certificateIssuer: choice(['trusted', 'self-signed', 'unknown-ca'], { default: 'trusted', ...shown }),
  }
}

export interface TlsSettings {
  readonly certificateNames: string | undefined
  readonly certificateState: 'valid' | 'expired' | 'not-yet-valid'
  readonly certificateIssuer: 'trusted' | 'self-signed' | 'unknown-ca'
}

/** First and last day relative to today, in days: as a 90-day certificate has them. */
const periods = {
  valid: [-30, 60],
  expired: [-100, -10],
  'not-yet-valid': [10, 100],
} as const satisfies Record<TlsSettings['certificateState'], readonly [number, number]>

/**
 * The certificate that a server shows. Its names, unless set, are all that the diagram's DNS servers know; without
 * any, its own addresses.
 * @param date virtual epoch ms
 */
export function certificateFor(settings: TlsSettings, wiring: Wiring, date: number): CertificateInfo {
  const names = certificateNames(settings, wiring)
  const subject = names[0] ?? wiring.device
  const today = Math.floor(date / dayMs) * dayMs
  const [first, last] = periods[settings.certificateState]
  const selfSigned = settings.certificateIssuer === 'self-signed'
  return {
    subject,
    names,
    issuer: selfSigned ? subject : settings.certificateIssuer === 'trusted' ? 'Example Trust CA' : 'Homemade CA',
    notBefore: today + first * dayMs,
    notAfter: today + last * dayMs,
    selfSigned,
    trusted: settings.certificateIssuer === 'trusted',
  }
}

function certificateNames({ certificateNames: set }: TlsSettings, wiring: Wiring): readonly string[] {
  if (set !== undefined) return set.split(/[\s,]+/).filter((name) => name !== '')
  const known = wiring.knownNames()
  return known.length > 0 ? known : wiring.addresses
}

/** The server's side of a handshake (RFC 8446 section 2): hello and certificate; from then on the session is private. */
export function answerHello(
  context: Context<unknown, unknown>,
  incoming: Incoming,
  certificate: CertificateInfo,
): Reply {
  const serverName = incoming.message.protocol === 'tls' ? incoming.message.serverName : undefined
  const names = namesOf(certificate)
  const message =
    serverName === undefined
      ? say('hello-answered-without-name', { names })
      : say('hello-answered', { name: text(serverName), names })
  const because = context.step('terminated', message, handshake)
  context.secure(incoming.connection, session(serverName))
  return { type: 'answer', message: { protocol: 'tls', kind: 'server-hello', version, certificate }, because }
}

interface StartOptions {
  /** What the caller wants to reach: sent as SNI unless it is an address, and what the certificate must cover. */
  readonly serverName: string | undefined
  readonly timeoutMs: number
  /** Whose rules judge the certificate; `none` for upstreams, which nginx and HAProxy do not verify by default. */
  readonly profile: 'curl' | 'chromium' | 'none'
}

export type TlsOutcome =
  | { readonly outcome: 'ok' }
  | { readonly outcome: 'bad-certificate'; readonly reason: CertificateReason; readonly because: StepRef }
  | { readonly outcome: 'protocol-error' | 'timed-out' | 'reset' | 'closed'; readonly because: StepRef }

/** The caller's side of a handshake, judging of the certificate included; a connection that failed is closed. */
export function* startTls(
  context: Context<unknown, unknown>,
  connection: Connection,
  { serverName, timeoutMs, profile }: StartOptions,
): Process<TlsOutcome> {
  const sni =
    serverName !== undefined && /[a-z]/i.test(serverName) && !serverName.includes(':') ? serverName : undefined
  const hello: TlsMessage = { protocol: 'tls', kind: 'client-hello', version, ...(sni ? { serverName: sni } : {}) }
  const answer = yield* context.ask(connection, hello, { timeoutMs, purpose: 'tls' })
  if (answer.outcome !== 'ok') {
    const why = answer.outcome === 'timed-out' ? say('no-answer', { timeout: ms(timeoutMs) }) : say('broken-off')
    context.step('failed', why)
    context.close(connection)
    return { outcome: answer.outcome, because: answer.because }
  }
  const failed = readHello(context, answer.message, { name: serverName, profile, at: answer.because.hop })
  if (failed) {
    context.close(connection)
    return failed
  }
  context.secure(connection, session(sni))
  return { outcome: 'ok' }
}

function readHello(
  context: Context<unknown, unknown>,
  message: Incoming['message'],
  { name, profile, at }: { name: string | undefined; profile: StartOptions['profile']; at: number },
): TlsOutcome | undefined {
  if (message.protocol !== 'tls' || message.kind === 'alert') {
    const alert = message.protocol === 'tls' ? message.alert : undefined
    const why = alert === undefined ? say('not-tls') : say('alert', { alert: code(alert) })
    return { outcome: 'protocol-error', because: context.step('failed', why, handshake) }
  }
  if (profile === 'none' || !message.certificate) {
    context.step('permitted', say('certificate-not-checked'))
    return undefined
  }
  const { certificate } = message
  const verdict = judgeCertificate(certificate, name ?? '', context.date(), profile)
  if (verdict.ok) {
    context.step('permitted', say('certificate-accepted', { name: nameValue(name), issuer: text(certificate.issuer) }))
    return undefined
  }
  const options = { setting: settingBehind[verdict.reason], settingAt: at }
  const because = context.step('denied', complaint(verdict.reason, certificate, name), options)
  return { outcome: 'bad-certificate', reason: verdict.reason, because }
}

/** What to set at the server so that its certificate is accepted. */
const settingBehind = {
  expired: 'certificateState',
  'not-yet-valid': 'certificateState',
  'wrong-name': 'certificateNames',
  'self-signed': 'certificateIssuer',
  untrusted: 'certificateIssuer',
} as const satisfies Record<CertificateReason, keyof TlsSettings>

function complaint(reason: CertificateReason, certificate: CertificateInfo, name: string | undefined): Message {
  const names = namesOf(certificate)
  switch (reason) {
    case 'expired':
      return say('certificate-expired', { names })
    case 'not-yet-valid':
      return say('certificate-not-yet-valid', { names })
    case 'wrong-name':
      return say('certificate-wrong-name', { names, name: nameValue(name) })
    case 'self-signed':
      return say('certificate-self-signed', { names })
    case 'untrusted':
      return say('certificate-untrusted', { issuer: text(certificate.issuer) })
    default:
      return assertNever(reason)
  }
}

const session = (serverName: string | undefined) => ({ version, ...(serverName === undefined ? {} : { serverName }) })

const namesOf = (certificate: CertificateInfo): Value => list(certificate.names.map((name) => text(name)))

const nameValue = (name = ''): Value => (/^[\d.]+$|:/.test(name) ? address(name) : text(name))
