import type { CertificateDefect, CertificateInfo, ClientCertificate } from '../../model/packet.ts'
import { matchesWildcard } from '../dns/name.ts'
import { canonical, isAddress } from '../ip/address.ts'

/** Why a client does not take a certificate. */
export type CertificateReason =
  | 'expired'
  | 'not-yet-valid'
  | 'wrong-name'
  | 'self-signed'
  | 'untrusted'
  /** Its chain lacks a link: nobody sent the authority between it and the trusted one. */
  | 'incomplete-chain'
  | 'not-a-ca'
  /** More authorities between than the one who verifies allows. */
  | 'chain-too-long'
  | 'wrong-purpose'
  | 'wrong-key-usage'
  | 'weak-key'

export type CertificateVerdict = { readonly ok: true } | { readonly ok: false; readonly reason: CertificateReason }

/** Whose order and rules: curl's with OpenSSL, Chromium's, or those of Apache, which compares names itself. */
export type CertificateProfile = 'curl' | 'chromium' | 'apache'

/** Whom somebody trusts, and how long a chain may be. */
export interface Trust {
  /** The authority that all clients trust. */
  readonly authority: boolean
  /** The one that they do not know: somebody's own. */
  readonly unknown: boolean
  /** The self-signed certificate itself. */
  readonly itself: boolean
  /** How many authorities may stand between; unset: any number. */
  readonly depth?: number
  /** Nobody looks at who issued it, or at its dates. */
  readonly anyIssuer?: boolean
  readonly anyDate?: boolean
}

/** As clients come: they trust the authorities of their system. */
export const systemTrust: Trust = { authority: true, unknown: false, itself: false }

/**
 * Whether a client takes this certificate for that name or address, at a virtual epoch time in ms (RFC 5280 section 6,
 * RFC 9525 section 6). Of several faults each client reports its own: the issuer comes first in both, then curl tells
 * the dates and Chromium the name. Without a name nobody asked for one: then only issuer and dates count.
 */
export function judgeCertificate(
  certificate: CertificateInfo,
  name: string | undefined,
  nowEpochMs: number,
  profile: CertificateProfile,
  trust: Trust = systemTrust,
): CertificateVerdict {
  // Chromium compares the key's use with the handshake before it looks at the chain; OpenSSL does not at all.
  if (profile === 'chromium' && certificate.defect === 'encipherment-only') {
    return { ok: false, reason: 'wrong-key-usage' }
  }
  const issuer = trust.anyIssuer ? undefined : issuerFault(certificate, trust)
  const dates = trust.anyDate ? undefined : dateFault(certificate, nowEpochMs)
  const names = name === undefined || coversName(certificate, name, profile) ? undefined : 'wrong-name'
  const weak = certificate.defect === 'weak-key' ? 'weak-key' : undefined
  // OpenSSL looks at the key's strength while it builds the chain, Chromium when it sums everything up.
  const ofChromium = issuer === 'wrong-purpose' ? (dates ?? issuer) : (issuer ?? names ?? weak ?? dates)
  const reason = profile !== 'chromium' ? (issuer ?? weak ?? dates ?? names) : ofChromium
  return reason === undefined ? { ok: true } : { ok: false, reason }
}

/** What the defects of a chain come out as. */
const chainFaults: Readonly<Partial<Record<CertificateDefect, CertificateReason>>> = {
  'missing-intermediate': 'incomplete-chain',
  'expired-intermediate': 'expired',
  'not-a-ca': 'not-a-ca',
  'client-only': 'wrong-purpose',
}

function issuerFault(
  { trusted, selfSigned, defect, depth = 0 }: CertificateInfo,
  { authority, unknown, itself, depth: most = depth }: Trust,
): CertificateReason | undefined {
  // A self-signed one may be trusted by hand.
  if (selfSigned && !trusted && !itself) return 'self-signed'
  if (!selfSigned && !(trusted ? authority : unknown)) return 'untrusted'
  return depth > most ? 'chain-too-long' : defect && chainFaults[defect]
}

/** What whoever asks a caller for a certificate holds against the one that is shown; nothing where it is fine. */
export function judgeCaller(
  shown: ClientCertificate,
  trust: Trust,
): 'untrusted' | 'expired' | 'wrong-purpose' | undefined {
  const isTrusted = shown === 'unknown-ca' ? trust.unknown : shown === 'self-signed' ? trust.itself : trust.authority
  if (!isTrusted) return 'untrusted'
  if (shown === 'expired') return 'expired'
  return shown === 'server-only' ? 'wrong-purpose' : undefined
}

/** Both days count as valid (RFC 5280 section 4.1.2.5). */
function dateFault({ notBefore, notAfter }: CertificateInfo, now: number): CertificateReason | undefined {
  if (now > notAfter) return 'expired'
  return now < notBefore ? 'not-yet-valid' : undefined
}

/** Whether its names cover that one. An address is covered only as it stands. Without alternative names curl goes by the subject; Chromium never does. */
export function coversName({ names, subject }: CertificateInfo, name: string, profile: CertificateProfile): boolean {
  // Apache goes by the subject whatever other names there are, and by no address among those.
  if (profile === 'apache') {
    return subject === name || [subject, ...names].some((one) => !isAddress(one) && matchesWildcard(one, name))
  }
  const candidates = names.length === 0 && profile === 'curl' ? [subject] : names
  if (isAddress(name)) return candidates.some((candidate) => canonical(candidate) === canonical(name))
  return candidates.some((candidate) => !isAddress(candidate) && matchesWildcard(candidate, name))
}
