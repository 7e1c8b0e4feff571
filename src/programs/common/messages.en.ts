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
  'certificate-incomplete-chain':
    'The server does not send the authority between its certificate for {names} and a trusted one: the chain is incomplete',
  'certificate-not-a-ca': 'The certificate for {names} was signed by one that may not sign others',
  'certificate-wrong-purpose': 'The certificate for {names} is meant for clients, not for servers',
  'certificate-chain-too-long': 'Too many authorities stand between the certificate for {names} and a trusted one',
  'certificate-wrong-key-usage':
    'The key of the certificate for {names} may not sign, but the handshake needs a signature',
  'certificate-weak-key': 'The key of the certificate for {names} is too short to be safe',
  'handshake-rejected': 'Refuses the handshake: nothing is served under {name}',
  'no-common-version': 'The caller offers at most TLS {highest}, here {spoken} is spoken: no common version',
  'no-common-cipher': 'The caller and this server share no cipher suite',
  'no-such-cipher': 'None of the cipher suites {ciphers} exists: nothing can be offered',
  'certificate-demanded': 'Ends the handshake: the caller must show a certificate of its own and has none',
  'certificate-of-caller-refused': 'Ends the handshake: the caller’s own certificate is not accepted',
  'certificate-of-caller-accepted': 'The caller’s own certificate is accepted',
  'not-tls': 'The other side answered, but does not speak TLS on this port',
  alert: 'The other side ended the handshake with the alert {alert}',
  'no-answer': 'The handshake got no answer within {timeout}',
  'broken-off': 'The other side ended the connection during the handshake',
} as const

export default en
