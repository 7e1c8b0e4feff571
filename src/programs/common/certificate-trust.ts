import type { ClientCertificate } from '../../model/packet.ts'
import { systemTrust, type Trust } from '../../protocols/tls/certificate.ts'
import type { CertificateFileRow } from './tls-fields.ts'

/** What a file holds, by what the settings say of it. */
export const holdingOf = (
  rows: readonly CertificateFileRow[] | undefined,
  file: string | undefined,
): CertificateFileRow['holds'] =>
  (file === undefined ? undefined : rows?.find((row) => row.file === file)?.holds) ?? 'trusted'

/** Whom somebody trusts who goes by that file. */
export function trustIn(
  rows: readonly CertificateFileRow[] | undefined,
  file: string | undefined,
  depth?: number,
): Trust {
  const holds = holdingOf(rows, file)
  const limit = depth === undefined || Number.isNaN(depth) ? {} : { depth }
  if (holds === 'trusted') return { ...systemTrust, ...limit }
  const isBoth = holds === 'both'
  return { authority: isBoth, unknown: isBoth || holds === 'unknown-ca', itself: holds === 'self-signed', ...limit }
}

/** The certificate that somebody shows as a caller who takes it from that file. */
export function shownFrom(
  rows: readonly CertificateFileRow[] | undefined,
  file: string | undefined,
): ClientCertificate | undefined {
  if (file === undefined) return undefined
  const holds = holdingOf(rows, file)
  return holds === 'both' || holds === 'missing' ? 'trusted' : holds
}
