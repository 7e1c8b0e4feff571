import { assertNever } from '../../lib/assert.ts'
import { address, code, list, ms, text, type Message, type Value } from '../../model/message.ts'
import type {
  CertificateDefect,
  CertificateInfo,
  ClientCertificate,
  TlsMessage,
  TlsOffers,
  TlsVersion,
} from '../../model/packet.ts'
import { speaker } from '../../model/speaker.ts'
import type { StepRef } from '../../model/verdict.ts'
import {
  judgeCaller,
  judgeCertificate,
  type CertificateProfile,
  type CertificateReason,
  type Trust,
} from '../../protocols/tls/certificate.ts'
import {
  fitsKey,
  isOfOldTls,
  signsNothing,
  usualCiphers,
  usualSuites,
  type CipherList,
  type KeyType,
} from '../../protocols/tls/ciphers.ts'
import type { Context, Incoming, Process, StepOptions } from '../contract/context.ts'
import type { Connection, Reply } from '../contract/outcome.ts'
import type { Wiring } from '../contract/wiring.ts'
import type en from './messages.en.ts'
import type { TlsSettings } from './tls-fields.ts'

const say = speaker<typeof en>('tls')

/** Says the texts of a handshake, for what a caller finds out before it begins one. */
export const speakTls = say

const dayMs = 86_400_000
const handshake: StepOptions = { source: { title: 'RFC 8446', section: '2' } }

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
  const trusted = !selfSigned && settings.certificateIssuer !== 'unknown-ca'
  const defect = defectOf(settings)
  return {
    subject,
    names: settings.certificateNamesIn === 'subject-only' ? [] : names,
    issuer: selfSigned ? subject : trusted ? 'Example Trust CA' : 'Homemade CA',
    notBefore: today + first * dayMs,
    notAfter: today + last * dayMs,
    selfSigned,
    trusted,
    ...(settings.certificateKeyType === 'ecdsa' ? { key: 'ecdsa' } : {}),
    ...(settings.certificateIssuer === 'intermediate' ? { depth: 1 } : {}),
    ...(defect === undefined ? {} : { defect }),
  }
}

function defectOf({ certificateIssuer: issuer, certificateUse: use }: TlsSettings): CertificateDefect | undefined {
  if (issuer === 'missing-intermediate' || issuer === 'expired-intermediate' || issuer === 'not-a-ca') return issuer
  return use === 'server' ? undefined : use
}

function certificateNames({ certificateNames: set }: TlsSettings, wiring: Wiring): readonly string[] {
  if (set !== undefined) return set.split(/[\s,]+/).filter((name) => name !== '')
  const known = wiring.knownNames()
  return known.length > 0 ? known : wiring.addresses
}

/** What a server is set to besides its certificate. */
export interface HelloOptions {
  /** Versions that it speaks, in any order. Unset: 1.2 and 1.3. */
  readonly versions?: readonly TlsVersion[]
  /** For 1.2 and below; unset: all usual ones. */
  readonly ciphers?: CipherList
  /** For 1.3; unset: all usual ones. */
  readonly suites?: readonly string[]
  /** Parameters for a Diffie-Hellman exchange without curves (`ssl_dhparam`). */
  readonly hasDhParameters?: boolean
  /** It refuses every handshake for this name (`ssl_reject_handshake`). */
  readonly rejects?: boolean
  /** It asks the caller for a certificate, and ends the handshake where that is not fine. */
  readonly callers?: { readonly mustShow: boolean; readonly trust: Trust; readonly setting?: string }
  /** The settings that decide, for the steps. */
  readonly setting?: string
}

/** Where the server's end of a connection remembers what the handshake brought. */
export const clientCertificateKey = 'client-certificate'
export const serverNameKey = 'tls-server-name'
const versionKey = 'tls-version'

const order: readonly TlsVersion[] = ['1.0', '1.1', '1.2', '1.3']

/** The caller's certificate, as the server's end of a connection remembers it. */
export const shownBy = ({ memo }: Connection): ClientCertificate | undefined =>
  clientCertificates.find((one) => one === memo[clientCertificateKey])

const clientCertificates = ['trusted', 'unknown-ca', 'self-signed', 'expired', 'server-only'] as const

/** What was agreed on, `TLS 1.3`; nothing where there was no handshake. */
export function versionBy({ memo }: Connection): string | undefined {
  const version = memo[versionKey]
  return typeof version === 'string' ? version : undefined
}

/** The highest version that both sides speak (RFC 8446 section 4.2.1). */
export function commonVersion(offered: TlsOffers, spoken: readonly TlsVersion[]): TlsVersion | undefined {
  const [lowest, highest] = [order.indexOf(offered.lowest), order.indexOf(offered.highest)]
  return spoken
    .filter((one) => order.indexOf(one) >= lowest && order.indexOf(one) <= highest)
    .toSorted()
    .at(-1)
}

const modern: TlsOffers = { lowest: '1.2', highest: '1.3' }

/** Below TLS 1.2 a server speaks nothing unless its security level is 0. */
const allowed = (version: TlsVersion, level: number): boolean => version >= '1.2' || level === 0

/** Whether both sides have a suite that goes with the version and with the certificate's key. */
function shareSuite(
  offered: TlsOffers,
  { ciphers = usualCiphers, suites = usualSuites, hasDhParameters = false }: HelloOptions,
  version: TlsVersion,
  key: KeyType,
): boolean {
  if (version === '1.3') return (offered.suites ?? usualSuites).some((one) => suites.includes(one))
  const theirs = offered.ciphers ?? usualCiphers.suites
  const isOld = version < '1.2'
  const chosen = theirs.find(
    (one) => ciphers.suites.includes(one) && fitsKey(one, key, hasDhParameters) && (!isOld || isOfOldTls(one)),
  )
  if (chosen === undefined) return false
  // The signatures of those days are too weak for a caller of any security level above 0.
  return !isOld || (offered.level ?? usualCiphers.level) === 0 || signsNothing(chosen)
}

const alert = (word: string, because: StepRef, more: Partial<TlsMessage> = {}): Reply => ({
  type: 'answer',
  message: { protocol: 'tls', kind: 'alert', alert: word, ...more },
  because,
})

/** What the caller shows of itself: nothing where that is fine, else the alert that ends the handshake. */
function judgeShown(
  context: Context<unknown, unknown>,
  shown: ClientCertificate | undefined,
  { mustShow, trust, setting }: NonNullable<HelloOptions['callers']>,
  version: string,
): Reply | undefined {
  const options: StepOptions = { ...handshake, ...(setting === undefined ? {} : { setting }) }
  const more = { isAboutCaller: true, version }
  if (shown === undefined) {
    if (!mustShow) return undefined
    return alert('certificate_required', context.step('denied', say('certificate-demanded'), options), more)
  }
  const fault = judgeCaller(shown, trust)
  if (fault !== undefined) {
    return alert('bad_certificate', context.step('denied', say('certificate-of-caller-refused'), options), more)
  }
  context.step('permitted', say('certificate-of-caller-accepted'), options)
  return undefined
}

/** The server's side of a handshake (RFC 8446 section 2): hello and certificate; from then on the session is private. */
export function answerHello(
  context: Context<unknown, unknown>,
  incoming: Incoming,
  certificate: CertificateInfo,
  options: HelloOptions = {},
): Reply {
  const hello = incoming.message.protocol === 'tls' ? incoming.message : undefined
  const serverName = hello?.serverName
  const { versions = ['1.2', '1.3'], ciphers = usualCiphers, rejects = false, callers, setting } = options
  const stepOptions: StepOptions = { ...handshake, ...(setting === undefined ? {} : { setting }) }
  if (rejects) {
    return alert(
      'unrecognized_name',
      context.step('denied', say('handshake-rejected', { name: text(serverName ?? '') }), stepOptions),
    )
  }
  const offered = hello?.offers ?? modern
  const spoken = versions.filter((one) => allowed(one, ciphers.level))
  const chosen = commonVersion(offered, spoken)
  if (!chosen) {
    const data = { highest: text(offered.highest), spoken: list(versions.map((one) => text(one))) }
    return alert('protocol_version', context.step('denied', say('no-common-version', data), stepOptions))
  }
  if (!shareSuite(offered, options, chosen, certificate.key ?? 'rsa')) {
    return alert('handshake_failure', context.step('denied', say('no-common-cipher'), stepOptions))
  }
  const { memo } = incoming.connection
  if (hello?.clientCertificate) memo[clientCertificateKey] = hello.clientCertificate
  if (serverName !== undefined) memo[serverNameKey] = serverName.toLowerCase()
  const version = `TLS ${chosen}`
  memo[versionKey] = version
  const stranger = callers && judgeShown(context, hello?.clientCertificate, callers, version)
  if (stranger) return stranger
  const names = namesOf(certificate)
  const message =
    serverName === undefined
      ? say('hello-answered-without-name', { names })
      : say('hello-answered', { name: text(serverName), names })
  const because = context.step('terminated', message, handshake)
  context.secure(incoming.connection, session(serverName, version))
  return { type: 'answer', message: { protocol: 'tls', kind: 'server-hello', version, certificate }, because }
}

interface StartOptions {
  /** What the caller wants to reach: sent as SNI unless it is an address, and what the certificate must cover. */
  readonly serverName: string | undefined
  /** What the certificate must cover instead of `serverName`; `null`: no matter what. */
  readonly verifyName?: string | null
  /** Unset: the authorities of the system. */
  readonly trust?: Trust
  readonly timeoutMs: number
  /** Whose rules judge the certificate; `none` for upstreams, which nginx and HAProxy do not verify by default. */
  readonly profile: CertificateProfile | 'none'
  readonly offers?: TlsOffers
  readonly clientCertificate?: ClientCertificate
}

export type TlsOutcome =
  | { readonly outcome: 'ok' }
  | { readonly outcome: 'bad-certificate'; readonly reason: CertificateReason; readonly because: StepRef }
  | {
      readonly outcome: 'protocol-error' | 'timed-out' | 'reset' | 'closed'
      /** Which alert it was, where that decides how the failure is spelled. */
      readonly detail?: AlertDetail
      readonly because: StepRef
    }

/** The caller's side of a handshake, judging of the certificate included; a connection that failed is closed. */
export function* startTls(
  context: Context<unknown, unknown>,
  connection: Connection,
  { serverName, verifyName = serverName, timeoutMs, profile, trust, offers = modern, clientCertificate }: StartOptions,
): Process<TlsOutcome> {
  const sni =
    serverName !== undefined && /[a-z]/i.test(serverName) && !serverName.includes(':') ? serverName : undefined
  const hello: TlsMessage = {
    protocol: 'tls',
    kind: 'client-hello',
    version: `TLS ${offers.highest}`,
    offers,
    ...(sni ? { serverName: sni } : {}),
    ...(clientCertificate ? { clientCertificate } : {}),
  }
  const answer = yield* context.ask(connection, hello, { timeoutMs, purpose: 'tls' })
  if (answer.outcome !== 'ok') {
    const why = answer.outcome === 'timed-out' ? say('no-answer', { timeout: ms(timeoutMs) }) : say('broken-off')
    context.step('failed', why)
    context.close(connection)
    return { outcome: answer.outcome, because: answer.because }
  }
  const judging = { name: verifyName ?? undefined, profile, at: answer.because.hop, trust }
  const failed = readHello(context, answer.message, judging)
  if (failed) {
    context.close(connection)
    return failed
  }
  context.secure(connection, session(sni, versionOf(answer.message)))
  return { outcome: 'ok' }
}

interface Judging {
  readonly name: string | undefined
  readonly profile: StartOptions['profile']
  readonly at: number
  readonly trust: Trust | undefined
}

function readHello(
  context: Context<unknown, unknown>,
  message: Incoming['message'],
  { name, profile, at, trust }: Judging,
): TlsOutcome | undefined {
  if (message.protocol !== 'tls' || message.kind === 'alert') {
    const alert = message.protocol === 'tls' ? message.alert : undefined
    const why = alert === undefined ? say('not-tls') : say('alert', { alert: code(alert) })
    const detail = message.protocol === 'tls' ? detailOf(message) : undefined
    const because = context.step('failed', why, handshake)
    return { outcome: 'protocol-error', ...(detail ? { detail } : {}), because }
  }
  if (profile === 'none' || !message.certificate) {
    context.step('permitted', say('certificate-not-checked'))
    return undefined
  }
  const { certificate } = message
  const verdict = judgeCertificate(certificate, name, context.date(), profile, trust)
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
  'incomplete-chain': 'certificateIssuer',
  'not-a-ca': 'certificateIssuer',
  'chain-too-long': 'certificateIssuer',
  'wrong-purpose': 'certificateUse',
  'wrong-key-usage': 'certificateUse',
  'weak-key': 'certificateUse',
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
    case 'incomplete-chain':
      return say('certificate-incomplete-chain', { names })
    case 'not-a-ca':
      return say('certificate-not-a-ca', { names })
    case 'wrong-purpose':
      return say('certificate-wrong-purpose', { names })
    case 'chain-too-long':
      return say('certificate-chain-too-long', { names })
    case 'wrong-key-usage':
      return say('certificate-wrong-key-usage', { names })
    case 'weak-key':
      return say('certificate-weak-key', { names })
    default:
      return assertNever(reason)
  }
}

/** Which alert it was, where that decides how the failure is spelled. */
type AlertDetail = 'version' | 'unrecognized-name' | 'own-certificate' | 'own-certificate-late'

/** In TLS 1.3 the caller's own handshake is over before the server has looked at its certificate. */
function detailOf({ alert = '', isAboutCaller, version }: TlsMessage): AlertDetail | undefined {
  if (isAboutCaller === true) return version === 'TLS 1.3' ? 'own-certificate-late' : 'own-certificate'
  return alertDetails[alert]
}

const alertDetails: Readonly<Record<string, AlertDetail>> = {
  protocol_version: 'version',
  handshake_failure: 'version',
  unrecognized_name: 'unrecognized-name',
}

const versionOf = (message: Incoming['message']): string =>
  (message.protocol === 'tls' ? message.version : undefined) ?? 'TLS 1.3'

const session = (serverName: string | undefined, version: string) => ({
  version,
  ...(serverName === undefined ? {} : { serverName }),
})

const namesOf = ({ names, subject }: CertificateInfo): Value =>
  list((names.length > 0 ? names : [subject]).map((name) => text(name)))

const nameValue = (name = ''): Value => (/^[\d.]+$|:/.test(name) ? address(name) : text(name))
