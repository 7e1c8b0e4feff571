import type { RecordingFile } from './adapter.ts'
import { deliberateDifferences } from './deliberate-differences.ts'
import type { FamilyReport } from './runner.ts'

/** What a family is about, for the page; the recordings' own notes are for those who read recordings. */
const subjects: Readonly<Record<string, string>> = {
  apache: 'Apache: virtual hosts, files, failures behind, balancing, mapping, headers',
  browser_cookies_mixed_hsts: 'Chromium: cookies with SameSite, mixed content, HSTS, navigation errors',
  cache_conformance: "nginx's cache under the tests of http-tests/cache-tests",
  cors_chromium: 'Chromium: fetch across origins',
  cors_wpt_chromium: 'Chromium: fetch across origins, inputs from web-platform-tests',
  django_db: 'Django under gunicorn with SQLite and PostgreSQL: hosts, CSRF, TLS behind proxies, locks, failures',
  dns: 'BIND, unbound, dnsmasq and what curl makes of them',
  e2e_chain: 'the whole chain of the course with one fault at a time',
  failover_haproxy: 'HAProxy: retries, redispatch, checks over time, queue, cookies, termination codes',
  failover_nginx: 'nginx: attempts, ejection, next upstream, recovery',
  firewall_nft: 'nftables and routing: which probe gets through, what the server saw, what was counted',
  lb_haproxy: 'HAProxy: which server each request went to',
  lb_nginx: 'nginx: which server each request went to',
  nginx_cache: "nginx's cache over time",
  nginx_limits_gzip_headers: 'nginx: request limits, compression, headers',
  nginx_location: 'nginx: which location answers',
  nginx_proxy_pass_rewrite: 'nginx: proxy_pass, rewrite, return, error pages',
  nginx_server_name: 'nginx: which server block answers',
  nginx_static: 'nginx: files',
  tls: 'certificates, versions and callers’ certificates as curl and Chromium judge them',
  trace_packets: 'the order of packets through all hosts',
}

/** The versions that a file was recorded with, shortened: `nginx 1.22.1, curl 7.88.1`. */
function versionsOf(file: RecordingFile): string {
  const observed = file['observed_with']
  if (typeof observed !== 'object' || observed === null) return ''
  const named = Object.entries(observed).flatMap(([program, told]) => {
    const version = /\d+(?:\.\d+)+/.exec(String(told))?.[0]
    const name = /^[a-z_ ]+/i.exec(program)?.[0].trim().replace(/\d$/, '') ?? program
    return version === undefined ? [] : [`${name} ${version}`]
  })
  return [...new Set(named)].join(', ')
}

interface Row {
  readonly file: RecordingFile
  readonly report: FamilyReport
}

/** The page that shows how far the engine agrees with the real programs. */
export function renderAgreement(rows: readonly Row[]): string {
  const lines = rows.map(({ file, report }) => {
    const counted = report.judgements.filter(({ result }) => result !== 'answered')
    const agreed = counted.filter(({ result }) => result === 'agreed').length
    const aside = report.judgements.length - counted.length
    // Recordings that this project added bear it in their ids.
    const isOwn = file.cases.some(({ id }) => id.includes('-asked-'))
    const about = [subjects[report.family] ?? '', ...(isOwn ? ['asked once more for this project'] : [])].join('; ')
    const more = aside === 0 ? '' : ` (and ${aside} answered whose outcome is kept aside)`
    return `| \`${report.family}\` | ${about} | ${versionsOf(file)} | ${agreed} of ${counted.length}${more} |`
  })
  const listed = Object.entries(deliberateDifferences).map(([id, why]) => `- \`${id}\`: ${why}`)
  return `# How far the engine agrees with the real programs

\`npm run conformance\` builds a diagram from every recording, sends its requests through the public \`run\` with the
world carried along, and compares what happens with what was observed. Most recordings carry the configuration that
was really loaded; it comes in through the program's own reader, as a person would paste it. This page is written by
\`npm run conformance -- --write\`.

| family | about | recorded with | agreed |
| --- | --- | --- | --- |
${lines.join('\n')}

## Deliberate differences

${listed.length === 0 ? 'None: every recorded case agrees.' : listed.join('\n')}

## What the versions mean

A device behaves as the version in its settings was recorded to. Of 820 cases that were recorded with Debian 12 and
again with Debian 13 (nginx 1.26.3, HAProxy 3.0.11) 13 differ; the ones that matter here:

- nginx before 1.23: the order of an answer's headers decides between Cache-Control, Expires and X-Accel-Expires.
- nginx before 1.23.4: TLS 1.3 must be asked for with \`ssl_protocols\`.
- HAProxy 3.0 puts the points of consistent hashing elsewhere.
- Django 3.2 does not look at \`Origin\` when it checks for CSRF, 4.2 does; both are profiles.

## What is not modelled

- The bytes of HTTP/2 and HTTP/3; requests are told as HTTP/1.1.
- Loss and reordering within a TCP stream beyond retransmission after a time.
- Connections to servers behind that stay open for later requests (nginx's \`keepalive\`, Django's \`CONN_MAX_AGE\`):
  each request opens its own.
- What a configuration says in directives that are not read: the device then carries those lines, and every journey
  over it is marked as not fully modelled.
`
}
