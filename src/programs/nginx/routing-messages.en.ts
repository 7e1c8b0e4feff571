/** What nginx says on the way to the answer: server blocks, rewriting, limits, files, error pages. */
const en = {
  'server-default': 'No server name fits {host}, so the default server block of this port answers',
  'server-without-name': 'The request names no host, so the default server block of this port answers',
  'header-too-long': 'The header {name} is longer than the buffer for it: nginx answers 400',
  'method-unreadable': 'The method {method} is malformed: nginx answers 400',
  'method-refused': 'nginx does not answer {method}: 405',
  'length-unreadable': 'The Content-Length {length} is malformed: nginx answers 400',
  'head-unreadable': 'A header line is malformed: nginx answers 400',
  'chunk-unreadable': 'The body is not parted into chunks as it should be: nginx answers 400',
  'version-unknown': 'The version of HTTP or the transfer coding is not one that nginx speaks here',
  'simple-request': 'Only {target} is asked for, as in HTTP/0.9: the answer has no head',
  'body-missing': 'The rest of the request does not come within {timeout}: nginx closes the connection',

  'location-internal': 'This path rule is only for redirects inside nginx (internal): 404',
  'named-missing': 'There is no path rule {name}: 500',
  'method-excepted': '{method} is not among the methods of limit_except, so the directives inside it hold',

  'if-true': 'The condition {condition} holds',
  'variable-set': 'Sets {name} to {value}',
  rewritten: 'Rewrites {from} to {to}',
  'rewrite-redirect': 'Redirects to {to}',
  'uri-empty': 'The rewritten address is empty: 500',
  'redirect-cycle': 'The address changed more than ten times, so nginx gives up: 500',
  'error-page': 'For the {status}, the error page {to} takes over',

  'address-allowed': '{client} may come in: {rule}',
  'address-denied': '{client} may not come in ({rule}): 403',
  'password-missing': 'No user name and password came with the request: 401',
  'password-file-missing': 'The file of passwords {file} is not there: 403',
  'password-right': '{user} has given the right password',
  'password-wrong': 'The user name {user} or its password is wrong: 401',
  'password-assumed': 'Assumption: the password fits, since only its hash is known',
  'rate-exceeded':
    'Too many requests: zone {zone} has {excess} more than the rate allows, and burst does not permit that many',
  'rate-delayed': 'Too fast: the request waits {time} for its turn in {zone}',
  'rate-within': 'The rate of requests is within the limit',
  'connections-exceeded': 'Too many connections at once: {count} are open in {zone}',

  'try-files-found': 'try_files finds {file}',
  'try-files-status': 'try_files finds none of the files: {status}',
  'try-files-last': 'try_files finds none of the files and goes on with {target}',
  'file-sent': 'Sends the index page',
  'file-unreadable': 'The file {file} is there, but nginx may not read it: 403',
  'directory-listed': 'Lists the directory {path} (autoindex)',

  'pass-unreadable': '{to} is no address that a request can be passed on to: 500',
  'uncompressed-disabled': 'Is not compressed: gzip_disable names this browser',
} as const

export default en
