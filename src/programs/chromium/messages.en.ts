import client from '../common/client-messages.en.ts'

const en = {
  ...client,

  'typed-https': 'No scheme was typed: tries https first',
  'typed-http': 'No scheme was typed, and this is no name of the public net (or has a port): takes http',
  'falls-back': 'https has not worked: tries http',
  'address-bar-method': 'An address bar only sends GET; this {method} is sent as the developer tools would',
  'bad-port': 'Port {port} belongs to another service: the browser does not talk to it',
  'mixed-blocked': 'The page is secure, {url} is not: the browser does not send this (mixed content)',
  'mixed-upgraded': 'The page is secure, so the picture is asked for by https instead of http',
  'no-preflight': 'Another origin, but a simple request ({method}): goes out without a preflight request',
  'preflight-method': 'Another origin and {method}: first asks with a preflight request whether that is allowed',
  'preflight-headers':
    'Another origin and the headers {headers}: first asks with a preflight request whether that is allowed',
  'preflight-known': '{origin} has already allowed this, for another {left}: no preflight request needed',
  'preflight-passed': 'The request is allowed; that may be kept for {time}',
  'cors-passed': 'The server lets pages of {origin} see the answer',
  'blocked-no-allow-origin':
    'The answer does not say that pages of {origin} may see it (no Access-Control-Allow-Origin): the page does not get it',
  'blocked-several-allow-origins':
    'The answer names several origins for {origin}, only one is valid: the page does not get it',
  'blocked-origin-mismatch': 'The answer allows another origin than {origin}: the page does not get it',
  'blocked-wildcard-with-credentials':
    'With cookies “*” is not enough, the answer would have to name {origin}: the page does not get it',
  'blocked-no-allow-credentials':
    'The answer does not allow {origin} cookies (Access-Control-Allow-Credentials): the page does not get it',
  'unsent-no-allow-origin':
    'The answer to the preflight request does not admit pages of {origin} (no Access-Control-Allow-Origin): the request itself is not sent',
  'unsent-several-allow-origins':
    'The answer to the preflight request names several origins for {origin}, only one is valid: the request itself is not sent',
  'unsent-origin-mismatch':
    'The answer to the preflight request allows another origin than {origin}: the request itself is not sent',
  'unsent-wildcard-with-credentials':
    'With cookies “*” is not enough, the answer to the preflight request would have to name {origin}: the request itself is not sent',
  'unsent-no-allow-credentials':
    'The answer to the preflight request does not allow {origin} cookies (Access-Control-Allow-Credentials): the request itself is not sent',
  'blocked-preflight-status':
    'The preflight request was answered with {status} instead of a good status: the request itself is not sent',
  'blocked-preflight-invalid': 'The answer to the preflight request cannot be read: the request itself is not sent',
  'blocked-method-not-allowed':
    'The server does not allow {method} from another origin: the request itself is not sent',
  'blocked-header-not-allowed':
    'The server does not allow the header {header} from another origin: the request itself is not sent',
} as const

export default en
