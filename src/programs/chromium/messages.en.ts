import client from '../common/client-messages.en.ts'

const en = {
  ...client,

  'typed-https': 'No scheme was typed: tries https first',
  'typed-http': 'No scheme was typed, and this is no name of the public net (or has a port): takes http',
  'upgrades-http': 'Public name: tries https first, although http is written',
  'falls-back': 'https has not worked: tries http',
  'address-bar-method': 'An address bar only sends GET; this {method} is sent as the developer tools would',
  'bad-port': 'Port {port} belongs to another service: the browser does not talk to it',
  'mixed-blocked': 'The page is secure, {url} is not: the browser does not send this (mixed content)',
  'mixed-upgraded': 'The page is secure, so this is asked for by https instead of http',
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
  'only-get': 'Only a form or a script can send {method}; this sends GET',
  'form-method': 'A form knows GET and POST only, not {method}: sends GET',
  'headers-left-out': 'A page must not set {headers}: leaves that out without a word',
  'refused-method': 'A script must not send {method}: the browser refuses',
  'refused-header': 'The header {header} is not valid: the browser refuses',
  'refused-no-cors-method':
    'In no-cors mode a script may only send GET, HEAD and POST, not {method}: the browser refuses',
  'refused-body': '{method} must not have a body: the browser refuses',
  'refused-url-credentials': 'A page must not ask for a URL with a user name in it: the browser refuses',
  'refused-no-cors-redirect': 'In no-cors mode redirects must be followed: the browser refuses',
  'same-origin-only': 'The script wants its own origin only, and {origin} is another one: not sent',
  'redirect-refused': 'The script wants no redirect, and {status} is one: it gets an error',
  'redirect-manual': 'Does not follow the redirect, as the script wants: it only learns that there was one',
  readable: 'The script may read status, content and the headers {headers}',
  'readable-no-header': 'The script may read status and content, but no header',
  'frame-refused': 'The server does not want this page in a frame of that other page ({header}): it stays blank',
  'resource-policy': 'The server forbids pages elsewhere to embed this (Cross-Origin-Resource-Policy: {policy})',
  'orb-type':
    'The answer comes from another origin and is {type}, which no page can embed: the browser keeps it back (opaque-response blocking)',
  'orb-nosniff':
    'The answer comes from another origin and is {type}, and the server forbids to take it for anything else (nosniff): the browser keeps it back (opaque-response blocking)',
  'orb-content':
    'The answer comes from another origin and looks like HTML, XML or JSON, nothing to embed: the browser keeps it back (opaque-response blocking)',
  'script-never': 'The browser uses nothing of type {type} as a script',
  'script-nosniff': 'The type {type} is no script, and nosniff forbids to try all the same: it is not run',
  'style-nosniff': 'The type {type} is no style sheet, and nosniff forbids to try all the same: it is not applied',
  opaque: 'Asked without CORS (no-cors): the script learns neither status nor content',
  stays: '{status} has no content: the tab stays at the page that it shows',
  downloads: 'The answer is a file to keep (Content-Disposition): Chromium downloads it, the tab stays',
  'downloads-type': 'Chromium does not show the type {type}: it downloads the file, the tab stays',
  'downloads-binary': 'The content is no text and its type unknown: Chromium downloads it, the tab stays',
  'no-download':
    'The answer would be a file to keep, but with status {status} instead of 2xx: Chromium shows an error page of its own',
  'own-error-page': '{status} came without content: Chromium shows an error page of its own',
  'local-network':
    'A page of the public net reaches {address} in the local net: Chromium asks the person first, and refuses pages without https; taken as allowed here',
  'cache-none': 'Has no answer to this in its own cache: asks the net',
  'cache-elsewhere':
    'Has an answer to this in its own cache, but for pages of another site: keeps those apart and asks the net',
  'cache-used-max-age': 'Still has the answer in its own cache, {age} old and fresh for {time} (max-age): asks nobody',
  'cache-used-expires': 'Still has the answer in its own cache, {age} old and fresh for {time} (Expires): asks nobody',
  'cache-used-heuristic':
    'Still has the answer in its own cache, {age} old; nothing says how long it is fresh, so takes a tenth of the time since its last change, {time}: asks nobody',
  'cache-used-lasting':
    'Still has the answer in its own cache; {status} holds until something else is said: asks nobody',
  'cache-used-late':
    'The answer in its own cache is {age} old and was fresh for {time}, but may be shown for another {grace} while a new one is fetched (stale-while-revalidate): shows it and asks the net in the background',
  'cache-stale': 'The answer in its own cache is {age} old, but was fresh for {time} only',
  'cache-unknown': 'The answer in its own cache is {age} old, and nothing says how long it is fresh',
  'cache-no-cache': 'The answer in its own cache must not be used without asking (no-cache)',
  'cache-vary': 'The answer in its own cache is for a request with other headers (Vary: {headers})',
  'cache-reload': 'The request wants the answer in its own cache checked (max-age=0), as with “reload”',
  'cache-bypass': 'The request wants nothing from the browser’s own cache (no-cache): asks the net',
  'cache-asks': 'Asks the net whether the stored answer still holds ({headers})',
  'cache-asks-anew':
    'Cannot ask whether it still holds (it was no 200, or has no ETag and no Last-Modified for that): fetches it anew',
  'cache-confirmed': 'The stored answer still holds (304): takes it, with the new headers',
  'cache-kept': 'Keeps the answer in its own cache, fresh for {time}',
  'cache-kept-lasting': 'Keeps the answer in its own cache; {status} holds until something else is said',
  'cache-kept-to-ask': 'Keeps the answer in its own cache, but will ask before using it again',
  'cache-kept-in-vain':
    'Keeps the answer in its own cache, but cannot use it again: it says neither how long it is fresh nor what to ask by',
  'cache-not-kept': 'Does not keep the answer in its own cache (no-store)',
  'cache-not-kept-status': 'Does not keep an answer {status} in its own cache',
  'cache-forgets': 'This may have changed what is there: forgets the stored answer',
  'cache-parts':
    'Has the whole answer in its own cache; taking a part (Range) out of it is not modelled here: asks the net',
  'cache-off-uses': 'With its own cache on, the browser would not have asked, but used its answer ({age} old)',
  'cache-off-late':
    'With its own cache on, the browser would have shown its answer ({age} old) at once and asked in the background only',
  'cache-off-asks':
    'With its own cache on, the browser would only have asked whether its answer ({age} old) still holds ({headers})',
  'hsts-upgraded': '{host} has said to be asked by https only (HSTS): takes https',
  'hsts-kept': 'Remembers for {time}: {host} only by https (HSTS)',
  'hsts-forgotten': '{host} takes its wish for https back (HSTS, max-age=0)',
  'hsts-ignored': 'Ignores Strict-Transport-Security: it counts only if valid, over https and with a name',
  'cookies-sent': 'Sends the cookies {names} along',
  'cookies-omitted':
    'This server has cookies here, but a script sends them to its own origin only, unless told (credentials)',
  'cookie-path': 'Cookie {name} stays: it is for another path',
  'cookie-secure': 'Cookie {name} stays: it is Secure and only goes over https',
  'cookie-partition':
    'Cookie {name} stays: it is Partitioned and only meant for pages of the site under which it was set',
  'cookie-third-party': 'Cookie {name} stays: third-party cookies are blocked',
  'cookie-strict': 'Cookie {name} stays: SameSite=Strict, and another site asks',
  'cookie-lax': 'Cookie {name} stays: with SameSite=Lax another site only takes it along by a link or a GET form',
  'cookie-unset': 'Cookie {name} stays: without SameSite it counts as Lax, and another site asks',
  'cookie-lax-grace':
    'Cookie {name} has no SameSite and is less than 2 minutes old: Chromium still lets it go with a POST from another site',
  'cookie-kept': 'Keeps the cookie {name} until the browser is closed',
  'cookie-kept-for': 'Keeps the cookie {name} for {time}',
  'cookie-deleted': 'The cookie {name} has run out: it is deleted',
  'cookie-refused-control-character': 'Does not keep the cookie {name}: it has a character that is not allowed',
  'cookie-refused-empty': 'Does not keep a cookie {name} without name and value',
  'cookie-refused-too-long': 'Does not keep the cookie {name}: more than 4096 characters',
  'cookie-refused-foreign-domain': 'Does not keep the cookie {name}: its Domain is not the server’s',
  'cookie-refused-public-suffix': 'Does not keep the cookie {name}: under its Domain anybody may have a name',
  'cookie-refused-secure-over-http': 'Does not keep the cookie {name}: it is Secure, but came over http',
  'cookie-refused-same-site-none-without-secure': 'Does not keep the cookie {name}: SameSite=None needs Secure',
  'cookie-refused-secure-prefix': 'Does not keep the cookie {name}: with __Secure- it must be Secure',
  'cookie-refused-http-prefix': 'Does not keep the cookie {name}: with __Http- it must be Secure and HttpOnly',
  'cookie-refused-partitioned-without-secure': 'Does not keep the cookie {name}: Partitioned needs Secure',
  'cookie-refused-host-prefix':
    'Does not keep the cookie {name}: with __Host- it must be Secure, have Path=/ and no Domain',
  'cookie-refused-displaces-secure': 'Does not keep the cookie {name}: over http it may not displace a Secure one',
  'cookie-refused-third-party': 'Does not keep the cookie {name}: third-party cookies are blocked',
  'cookie-refused-same-site': 'Does not keep the cookie {name}: embedded in another site only SameSite=None is kept',
} as const

export default en
