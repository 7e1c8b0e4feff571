/** Texts of the settings and findings that web servers share, to be spread into the catalogue of each. */
const en = {
  'finding.no-server': 'Nothing lies behind this server: draw a cable to a server that is to answer',
  'finding.welcome-only': 'This web server has no files and no application: it only shows its welcome page',
  'finding.nothing-to-serve': 'This web server has no files and no application: it answers every request with 404',
  'finding.row-without-server': 'Backend server {row} is not chosen yet, so it is left out',
  'finding.no-way': 'No cable leads from here to {server}',
  'finding.same-port': 'HTTP and HTTPS cannot share one port: unencrypted requests are refused',
  'finding.certificate-expired': 'The certificate has expired: browsers refuse the connection',
  'finding.certificate-not-yet-valid': 'The certificate is not valid yet: browsers refuse the connection',
  'finding.certificate-self-signed': 'The certificate is self-signed: browsers warn, because nobody vouches for it',
  'finding.certificate-untrusted': 'The certificate comes from an authority that browsers do not trust',
  'finding.certificate-wrong-name': 'The certificate does not cover {names}: browsers refuse the connection',
  'fix.clear': 'Back to the default',
} as const

export default en
