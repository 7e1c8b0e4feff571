/** Labels of `tlsFields`, to be spread into the catalogue of each program that has them. */
const en = {
  'field.certificateNames': 'Names in the certificate',
  'field.certificateNames.help':
    'Parted by blanks; * may stand for one label. Unset: every name that a DNS server of the diagram knows.',
  'field.certificateState': 'Validity period',
  'field.certificateState.help': 'Browsers refuse a certificate outside its period.',
  'field.certificateIssuer': 'Issued by',
  'field.certificateIssuer.help': 'Clients accept only what somebody they trust has signed.',
  'option.certificateState.valid': 'valid',
  'option.certificateState.expired': 'expired',
  'option.certificateState.not-yet-valid': 'not valid yet',
  'option.certificateIssuer.trusted': 'a trusted authority',
  'option.certificateIssuer.self-signed': 'itself (self-signed)',
  'option.certificateIssuer.unknown-ca': 'an unknown authority',
} as const

export default en
