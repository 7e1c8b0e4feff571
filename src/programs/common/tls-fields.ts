import { choice, line, table } from '../../protocols/fields/builders.ts'
import type { When } from '../../protocols/fields/field.ts'

/** What a server with a certificate can be set to; spread into its fields and name the labels by `tls-texts`. */
export const tlsFields = (when?: When) => {
  const shown = when ? { when } : {}
  return {
    certificateNames: line({ format: 'names', maxLength: 1000, ...shown }),
    /** `subject-only`: as certificates were before they had alternative names. */
    certificateNamesIn: choice(['alternative-names', 'subject-only'], { default: 'alternative-names', ...shown }),
    certificateState: choice(['valid', 'expired', 'not-yet-valid'], { default: 'valid', ...shown }),
    certificateIssuer: choice(issuers, { default: 'trusted', ...shown }),
    certificateUse: choice(['server', 'client-only', 'encipherment-only', 'weak-key'], { default: 'server', ...shown }),
    certificateKeyType: choice(['rsa', 'ecdsa'], { default: 'rsa', ...shown }),
    /** Whether the private key is there and belongs to it; without, the server does not start. */
    certificateKey: choice(['fits', 'other', 'missing'], { default: 'fits', ...shown }),
  }
}

/** What a file of certificates may hold. */
const held = ['trusted', 'unknown-ca', 'both', 'self-signed', 'expired', 'server-only', 'missing'] as const

/**
 * What the files hold that a configuration names besides a server's own certificate: authorities to verify others by,
 * certificates to show as a caller. One that is not listed holds what everybody trusts.
 */
export const certificateFileFields = (when?: When) => ({
  certificateFiles: table(
    { file: line({ maxLength: 500, default: '/etc/ssl/ca.crt' }), holds: choice(held, { default: 'trusted' }) },
    when ? { when } : {},
  ),
})

export interface CertificateFileRow {
  readonly file: string
  readonly holds: (typeof held)[number]
}

const issuers = [
  'trusted',
  'intermediate',
  'self-signed',
  'unknown-ca',
  'missing-intermediate',
  'expired-intermediate',
  'not-a-ca',
] as const

/** The settings of a certificate, for a program's sections. */
export const certificateSettings = [
  'certificateNames',
  'certificateNamesIn',
  'certificateState',
  'certificateIssuer',
  'certificateUse',
  'certificateKeyType',
  'certificateKey',
] as const

export interface TlsSettings {
  readonly certificateNames: string | undefined
  readonly certificateNamesIn: 'alternative-names' | 'subject-only'
  readonly certificateState: 'valid' | 'expired' | 'not-yet-valid'
  readonly certificateIssuer: (typeof issuers)[number]
  readonly certificateUse: 'server' | 'client-only' | 'encipherment-only' | 'weak-key'
  readonly certificateKeyType: 'rsa' | 'ecdsa'
  readonly certificateKey: 'fits' | 'other' | 'missing'
}

/** A sound certificate of a trusted authority for every name that is known. */
export const soundCertificate: TlsSettings = {
  certificateNames: undefined,
  certificateNamesIn: 'alternative-names',
  certificateState: 'valid',
  certificateIssuer: 'trusted',
  certificateUse: 'server',
  certificateKeyType: 'rsa',
  certificateKey: 'fits',
}
