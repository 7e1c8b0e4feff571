/** Said with the prefix `tls`. */
const en = {
  'hello-answered': 'Answers the handshake for {name} with the certificate for {names}: TLS ends here',
  'hello-answered-without-name': 'Answers the handshake with the certificate for {names}: TLS ends here',
  'certificate-accepted': 'The certificate covers {name}, is in its period and was issued by the trusted {issuer}',
  'certificate-not-checked': 'Takes any certificate: this program does not check it unless told to',
  'certificate-expired': 'The certificate for {names} has expired',
  'certificate-not-yet-valid': 'The certificate for {names} is not valid yet',
  'certificate-wrong-name': 'The certificate is for {names}, not for {name}',
  'certificate-self-signed': 'The certificate is self-signed: nobody trusted vouches for {names}',
  'certificate-untrusted': 'The certificate was issued by {issuer}, which is not trusted here',
  'not-tls': 'The other side answered, but does not speak TLS on this port',
  alert: 'The other side ended the handshake with the alert {alert}',
  'no-answer': 'The handshake got no answer within {timeout}',
  'broken-off': 'The other side ended the connection during the handshake',
} as const

export default en
