import type { CertificateDefect, CertificateInfo } from '../../model/packet.ts'
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
  | 'wrong-purpose'
  | 'weak-key'

export type CertificateVerdict = { readonly ok: true } | { readonly ok: false; readonly reason: CertificateReason }

/** Whose order and rules: curl's with OpenSSL, or Chromium's. */
export type CertificateProfile = 'curl' | 'chromium'

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
): CertificateVerdict {
  const issuer = issuerFault(certificate)
  const dates = dateFault(certificate, nowEpochMs)
  const names = name === undefined || coversName(certificate, name, profile) ? undefined : 'wrong-name'
  const weak = certificate.defect === 'weak-key' ? 'weak-key' : undefined
  // OpenSSL looks at the key's strength while it builds the chain, Chromium when it sums everything up.
  const reason = issuer ?? (profile === 'curl' ? (weak ?? dates ?? names) : (names ?? weak ?? dates))
  return reason === undefined ? { ok: true } : { ok: false, reason }
}

/** What the defects of a chain come out as. */
const chainFaults: Readonly<Partial<Record<CertificateDefect, CertificateReason>>> = {
  'missing-intermediate': 'incomplete-chain',
  'expired-intermediate': 'expired',
  'not-a-ca': 'not-a-ca',
  'client-only': 'wrong-purpose',
}

function issuerFault({ trusted, selfSigned, defect }: CertificateInfo): CertificateReason | undefined {
  if (trusted) return defect && chainFaults[defect]
  return selfSigned ? 'self-signed' : 'untrusted'
}

/** Both days count as valid (RFC 5280 section 4.1.2.5). */
function dateFault({ notBefore, notAfter }: CertificateInfo, now: number): CertificateReason | undefined {
  if (now > notAfter) return 'expired'
  return now < notBefore ? 'not-yet-valid' : undefined
}

/** An address is covered only as it stands. Without alternative names curl goes by the subject; Chromium never does. */
function coversName({ names, subject }: CertificateInfo, name: string, profile: CertificateProfile): boolean {
  const candidates = names.length === 0 && profile === 'curl' ? [subject] : names
  if (isAddress(name)) return candidates.some((candidate) => canonical(candidate) === canonical(name))
  return candidates.some((candidate) => !isAddress(candidate) && matchesWildcard(candidate, name))
}
