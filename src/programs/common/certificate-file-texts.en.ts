/** Labels of `certificateFileFields`. */
const en = {
  'field.certificateFiles': 'Other certificate files',
  'field.certificateFiles.help':
    'What the files hold by which others are verified, or which this program shows as a caller. Not listed: something that everybody trusts.',
  'field.certificateFiles.file': 'File',
  'field.certificateFiles.holds': 'Holds',
  'option.certificateFiles.holds.trusted': 'of a trusted authority',
  'option.certificateFiles.holds.unknown-ca': 'of an authority of one’s own',
  'option.certificateFiles.holds.both': 'of both authorities',
  'option.certificateFiles.holds.self-signed': 'the self-signed certificate itself',
  'option.certificateFiles.holds.expired': 'an expired certificate',
  'option.certificateFiles.holds.server-only': 'a certificate for servers only',
  'option.certificateFiles.holds.missing': 'the file is missing',
} as const

export default en
