import web from '../common/web-messages.en.ts'
import routing from './routing-messages.en.ts'
import upstream from './upstream-messages.en.ts'

const en = {
  ...web,
  ...routing,
  ...upstream,

  'name-differs':
    'The handshake was made for {name}, the request is for {host}: a server that asks for certificates does not take it, 421',
  'no-client-certificate': 'The caller must show a certificate of its own and has none: nginx answers 400',
  'client-certificate-refused': 'The caller’s own certificate is not accepted: nginx answers 400',
  'client-certificate-accepted': 'The caller’s own certificate is accepted',
  'uri-too-long': 'The address in the request is longer than 8 KiB: answers 414',
  'server-unknown': 'No server name fits {host}: the default server answers 404',
  'location-matched': 'Path rule {location} is responsible for {path}',
  'location-none': 'No path rule is responsible for {path}: 404',
  'unset-proxy': 'No path rules are set: everything goes to the backend servers',
  'unset-static': 'No path rules and no backend servers are set: everything is looked for among the files',
  'unset-try': 'No path rules are set: files are served from here, everything else goes to the backend servers',
  'slash-redirect': 'The path rule ends with a slash, so it redirects to {path}',
  'body-too-large': 'The body has {size}, but only {limit} are allowed: 413',
  returned: 'The path rule answers with {status} at once',

  'no-file': 'There is no file {path} here: {status}',
  'method-not-allowed': 'A file can only be fetched with GET or HEAD, not with {method}: 405',
  'try-files-passed': 'There is no such file here, so the request goes to the backend servers',
  'precondition-failed': 'The caller wants another version than there is (If-Match): 412',
  'ranges-sent': 'Only {count} ranges of bytes were asked for: 206 with several parts',

  'cache-hit': 'Cache HIT: the answer is kept here for another {left}, so the request turns round',
  'cache-miss': 'Cache MISS: nothing is kept for this address, so the backend is asked',
  'cache-expired': 'Cache EXPIRED: what is kept is too old, so the backend is asked again',
  'cache-bypass': 'Cache BYPASS: {name} asks for a fresh answer',
  'cache-method': 'Only answers to GET and HEAD are kept, not those to {method}',
  'cache-stored': 'Keeps the answer for {time} ({by})',
  'cache-scarce': 'Cache MISS: asked for {uses,once,# times} so far; answers are kept only from {needed} times on',
  'cache-failure':
    'Cache HIT: the backend failed a short while ago, and {status} is still kept for {left}, so nobody is asked',
  'cache-locked': 'Another request is already fetching this answer (proxy_cache_lock): this one waits for it',
  'cache-lock-timeout':
    'The wait for the other request takes too long: the backend is asked, and this answer is not kept',
  'cache-updating':
    'Cache UPDATING: what is kept is too old, but another request is already fetching it anew, so the old answer goes out',
  'cache-stale-refreshed':
    'Cache STALE: what is kept is too old, but goes out at once; a new answer is fetched in the background',
  'cache-stale-failed': 'Cache STALE: no backend could be asked, so the old answer goes out (proxy_cache_use_stale)',
  'cache-stale-if-error': 'Cache STALE: no backend could be asked, and stale-if-error of the old answer lets it go out',
  'cache-stale-status':
    'Cache STALE: the backend answers {status}, so the old answer goes out instead (proxy_cache_use_stale)',
  'cache-revalidating': 'Asks with {headers} whether what is kept still holds',
  'cache-revalidated': 'Cache REVALIDATED: the backend says 304, so what is kept still holds and goes out',
  'cache-failure-stored': 'Remembers {status} for {time}, so that the backend is left alone for so long',
  'not-stored-cookie': 'Does not keep the answer: it sets a cookie (Set-Cookie)',
  'not-stored-vary': 'Does not keep the answer: it differs for every request (Vary: *)',
  'not-stored-header': 'Does not keep the answer: {header} forbids it',
  'not-stored-lifetime': 'Does not keep the answer: nothing says for how long it holds',
  'standard-request':
    'A cache by the standard would ask the backend again, for the request says {what}; nginx does not heed that',
  'standard-answer':
    'A cache by the standard would ask the backend again, for the kept answer says {what}; nginx does not heed that',
  'standard-keeps-not':
    'A cache by the standard would not keep this answer, for the request has {what}; nginx keeps it',
  'not-stored-incomplete': 'Does not keep the answer: fewer bytes came than were announced',
  'not-stored-unbuffered': 'Does not keep the answer: it is passed on unbuffered',
  'not-stored-told': 'Does not keep the answer: proxy_no_cache forbids it',

  'uri-rewritten': 'The path rule turns {from} into {to}',
  'headers-ignored': 'Leaves out the headers {names}: names with an underscore are ignored',
  'server-hidden': 'Answers in its own name: that {server} did the work stays hidden',
  'uncompressed-http10': 'Is not compressed: the caller speaks HTTP/1.0',
  'uncompressed-via': 'Is not compressed: the request came through another proxy (Via)',
  'uncompressed-small': 'Is not compressed: it is too small for that',
  'headers-lost': 'Does not add {names}: without “always” headers are not added to an answer with {status}',
} as const

export default en
