const en = {
  'any-path': 'No endpoint is set, so the app answers {method} {path} as it answers every path',
  endpoint: 'The endpoint {path} answers {method}',
  preflight: 'Answers the browser’s question in advance (preflight) itself; no endpoint sees it',
  options: 'Answers with the methods that this path knows: {allowed}',
  'append-slash': 'There is such a path with a slash at the end only: sends the browser to {path}',
  'not-found': 'No endpoint fits the path {path}: 404',
  'method-not-allowed': '{method} is not allowed here, only {allowed}: 405',
  'host-malformed': '{host} is no well-formed host name: 400',
  'host-not-allowed': 'The name {host} is not in ALLOWED_HOSTS ({allowed}): 400',
  'not-http': 'What came in is no HTTP request: 400',
  works: 'Works on it for {time}',
  answers: 'Answers with status {status} and {type}',
  'asks-database': 'Needs data and asks {database}',
  'tells-database': 'Stores data in {database}',
  'no-database': 'Needs a database, but none is connected',
  'database-unreachable': 'No connection to {database} after {time}',
  'database-broke-off': 'The database ended the connection without a result',
  'database-not-sql': 'What answered is no database',
  'database-error': 'The database reports an error: {error}',
  'database-rows': 'Has got the result: {rows}',
  'server-error': 'Nothing in the code catches the database’s failure: 500',
  'worker-timeout': 'gunicorn has waited for its worker for {limit} and ends it: the caller gets no answer',

  'finding.database-missing': 'An endpoint uses the database, but none is connected: it answers 500',
  'finding.no-database': 'This app has no database, so it can keep nothing',
  'finding.hosts': 'ALLOWED_HOSTS fits none of the names that the DNS knows ({names}): each request by name gets 400',
  'finding.cors-open':
    'Every website may send requests with the cookies of its visitors: name the origins that you trust',
} as const

export default en
