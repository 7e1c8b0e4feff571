import web from '../common/web-messages.en.ts'

const en = {
  ...web,

  'proxy-engine-off': 'The connection to {server} should be TLS, but SSLProxyEngine is not on: answers 500',
  'uri-too-long': 'The address in the request is longer than 8190 bytes: answers 414',
  'uri-encoded': 'The path {uri} has an encoded slash or zero byte in it: answers 404',
  'options-for-server': 'Answers what the server as a whole can do (OPTIONS *)',
  'header-unreadable': 'The header {name} is malformed or too long: answers 400',
  'expectation-unknown': 'The request expects {value}, which Apache does not know: answers 417',
  'server-unknown': 'No server name fits {host}: the default virtual host answers 404',
  'host-default': 'No virtual host has this name: the first one, {name}, answers',
  redirected: '{path} has moved (Redirect): sends on to {to}',
  'path-gone': '{path} is no longer there (Redirect): {status}',
  'path-denied': 'Nobody may see {path} (Require all denied): 403',
  'alias-followed': '{path} leads to {to} (Alias)',
  'path-mapped': '{path} lies below {alias}, which is passed on (ProxyPass)',
  'stays-here': 'No ProxyPass is responsible for this path, so it stays here',
  'unset-proxy': 'No ProxyPass is set: everything goes to the backend servers',
  'unset-try': 'There is no such file here, so the request goes to the backend servers',

  'directory-listed': 'The directory {path} has no index page: what lies in it is listed',
  'no-file': 'There is no file {path} here: 404',
  'method-not-allowed': 'A file cannot be asked for with {method}: 405',
  'method-unknown': 'Does not know the method {method}: 501',
  'connect-refused-here': 'CONNECT asks for a tunnel, and this server is no forward proxy: answers 400',
  'name-too-long': 'No file name can be longer than 255 bytes, so the file system refuses this one: 403',
  'options-answered': 'Says which methods are allowed for this file',
  'trace-answered': 'Sends the request back as it came in (TRACE)',
  'condition-failed': 'The version here is not the one that the request sets as its condition: 412',
  'ranges-sent': 'Only {n} separate parts were asked for: 206, each part with its own heading',

  'only-member': 'There is nothing to distribute: {server} is the only backend server',
  'member-by-turn': '{server} is next in turn (byrequests, weight {weight})',
  'member-by-traffic': '{server} has had the fewest bytes for its weight (bytraffic, weight {weight})',
  'member-by-busyness': '{server} is least busy and next in turn (bybusyness, weight {weight})',
  'status-counts-as-failure': 'The answer {status} counts as a failure: {server} is left out for {time} (failonstatus)',
  'timeout-counts-as-failure':
    'The answer of {server} is late, which counts as a failure: it is left out for {time} (failontimeout)',
  'target-unreadable':
    'The target of ProxyPass ends without a slash, so the path {uri} sticks to the port: answers {status}',
  'answer-without-status':
    '{server} sent bytes without a status line: Apache takes them for an old answer (HTTP/0.9) and says 200',
  'error-overridden': 'Puts its own page in the place of the {status} of {server} (ProxyErrorOverride)',
  'member-bound': '{server} is the server of this session: the request names its route {route} (stickysession)',
  'bound-member-gone':
    'The server of this session (route {route}) cannot be used, and the session may not go to another one (nofailover)',
  'member-spare': 'A server of its set cannot be used, so the spare {server} steps in',
  'member-drains': '{server} only gets requests of sessions that are bound to it (status=+N)',
  'waits-for-member': 'No backend server can be asked right now: waits {time} for one',
  'hops-used-up': 'Max-Forwards is {value}, so the request may not go any further: answers 400',
  'member-standby': 'No regular server is available, so the standby {server} steps in',
  'member-down': '{server} is taken out of service (status=+D)',
  'member-left-out': '{server} refused before and is left out for another {left}',
  'member-failed': '{server} goes into the error state and is left out for {time}',
  'all-failed-retried': 'All backend servers are in the error state, so all of them are tried again',
  'next-member': 'Tries the next server',
  'no-member': 'No backend server is left to ask',
  'uri-rewritten': 'ProxyPass turns {from} into {to}',
  'answer-late': '{server} did not answer within {timeout}; no other one is asked',
  'answer-not-http': '{server} answered with something that is not HTTP',
  'service-unavailable':
    'No backend server accepted the connection: answers 503 itself (the program nginx would say 502)',
  'proxy-error': 'The backend gave no valid answer: answers 502 itself',
  'cookie-rewritten': 'The cookie names the inside: {from} becomes {to}',
  'server-hidden': 'Answers from its own address: the address of {server} stays hidden',
} as const

export default en
