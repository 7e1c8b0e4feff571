import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../model/topology.ts'
import { configText as apacheText } from '../programs/apache/config-text.ts'
import type { ConfigText } from '../programs/contract/config-text.ts'
import { configText as haproxyText } from '../programs/haproxy/config-text.ts'
import { configText as nginxText } from '../programs/nginx/config-text.ts'
import { network, type NetworkBuilder } from '../testing/network.ts'
import type { ScheduleItem } from './run.ts'

const options = (numRuns: number): fc.Parameters<unknown> => ({ seed: 20_260_105, numRuns })
/** The journey's own bound, and what is being said when it is reached. */
const hopBound = 4010

const some = (lines: readonly string[], maxLength: number) => fc.array(fc.constantFrom(...lines), { maxLength })
const block = (head: fc.Arbitrary<string>, body: fc.Arbitrary<readonly string[]>) =>
  fc.tuple(head, body).map(([name, lines]) => `${name} {\n${lines.join('\n')}\n}`)

const behind = '10.0.1.11'
const gone = '10.0.1.77'

/** Lines that make a server ask others, itself among them, answer by itself, wait, keep or refuse. */
const nginxLines = [
  `proxy_pass http://${behind};`,
  `proxy_pass http://${behind}/b/;`,
  'proxy_pass http://group;',
  'proxy_pass http://127.0.0.1;',
  'proxy_pass http://10.0.1.10:8080;',
  `proxy_pass http://${gone};`,
  'proxy_next_upstream error timeout http_500 http_404;',
  'proxy_connect_timeout 1s;',
  'proxy_read_timeout 1s;',
  'proxy_cache c;',
  'proxy_cache_valid any 1s;',
  'proxy_cache_lock on;',
  'proxy_cache_use_stale updating error;',
  'proxy_intercept_errors on;',
  'error_page 404 502 504 /a/;',
  'error_page 500 = @n;',
  'rewrite ^/a(.*)$ /b$1 last;',
  'rewrite ^/b(.*)$ /a$1 last;',
  'rewrite ^ /a/ break;',
  'rewrite ^ http://www.example.com/;',
  'try_files $uri /a/ @n;',
  'try_files $uri =404;',
  'return 301 /a/;',
  'return 204;',
  'return 500;',
  'index a.html;',
  'autoindex on;',
  'limit_req zone=r burst=1;',
  'limit_req zone=r;',
  'limit_conn n 1;',
  'if ($uri ~ ^/a) { return 404; }',
  'set $x /b/;',
  'internal;',
  'deny all;',
  'gzip on;',
  'expires 1h;',
]
const location = block(
  fc.constantFrom('location /', 'location = /a/', 'location ^~ /a/', 'location ~ ^/b', 'location /b/', 'location @n'),
  some(nginxLines, 4),
)
const nginxServer = fc
  .tuple(
    fc.constantFrom('listen 80;', 'listen 80;\nlisten 8080;', 'listen 80;\nserver_name 10.0.1.10;'),
    some(nginxLines, 3),
    fc.array(location, { maxLength: 4 }),
  )
  .map((parts) => `server {\n${parts.flat().join('\n')}\n}`)
const nginxUpstream = block(
  fc.constant('upstream group'),
  some(
    [
      'least_conn;',
      'ip_hash;',
      'hash $request_uri consistent;',
      `server ${behind} weight=2;`,
      `server ${gone} max_fails=2 fail_timeout=2s;`,
      `server ${behind}:81 backup;`,
      'server 10.0.1.10:8080 down;',
      'zone z 64k;',
    ],
    5,
  ),
)
const nginxConf = fc
  .tuple(nginxUpstream, fc.array(nginxServer, { minLength: 1, maxLength: 3 }))
  .map(([group, servers]) =>
    [
      'http {',
      'proxy_cache_path /c keys_zone=c:1m inactive=2s;',
      'limit_req_zone $binary_remote_addr zone=r:1m rate=1r/s;',
      'limit_conn_zone $binary_remote_addr zone=n:1m;',
      group,
      ...servers,
      '}',
    ].join('\n'),
  )

const haproxyLines = [
  `server a ${behind}:80 check inter 500 rise 1 fall 1`,
  `server b ${gone}:80 check weight 3`,
  `server c ${behind}:81 backup`,
  'server d 10.0.1.10:80 maxconn 1',
  `server e ${behind}:80 cookie e slowstart 5s maxconn 1 maxqueue 1`,
  'balance static-rr',
  'balance leastconn',
  'balance source',
  'balance uri',
  'balance first',
  'balance random(2)',
  'cookie S insert indirect nocache',
  'option httpchk GET /',
  'option redispatch',
  'option allbackups',
  'retries 2',
  'retry-on all-retryable-errors',
  'http-request deny if { path /a/ }',
  'http-request redirect location /a/ if { path_beg /b }',
  'http-request return status 200 if METH_POST',
  'http-request set-path /b/',
  'http-response set-header X-A b',
  'timeout queue 300',
  'timeout server 500',
  'http-request tarpit if { path /a/ }',
]
const haproxyCfg = fc
  .tuple(
    some(haproxyLines, 8),
    some(haproxyLines, 4),
    fc.constantFrom('default_backend b', 'use_backend b if { path /a/ }'),
  )
  .map(([backend, frontend, choice]) =>
    [
      'defaults',
      ' mode http',
      ' timeout connect 500',
      ' timeout client 2s',
      ' timeout server 2s',
      'frontend f',
      ' bind :80',
      ` ${choice}`,
      ...frontend.filter((line) => line.startsWith('http-re')).map((line) => ` ${line}`),
      'backend b',
      ` server s ${behind}:80 check inter 2s`,
      ...backend.map((line) => ` ${line}`),
    ].join('\n'),
  )

const apacheConf = some(
  [
    `ProxyPass /a/ http://${behind}/`,
    'ProxyPass / balancer://g/',
    'ProxyPass /b/ http://10.0.1.10/a/',
    'ProxyPass /b/ !',
    'ProxyPassReverse / balancer://g/',
    `<Proxy balancer://g>\nBalancerMember http://${behind} retry=1\nBalancerMember http://${gone} status=+H\n</Proxy>`,
    `<Proxy balancer://g>\nBalancerMember http://${gone} loadfactor=3\nBalancerMember http://10.0.1.10\n</Proxy>`,
    'ProxyTimeout 1',
    'Redirect permanent /a/ /b/',
    'Redirect /b/ http://www.example.com/',
    'ErrorDocument 404 /b/',
    'ErrorDocument 503 "away"',
    'RewriteEngine on',
    'RewriteRule ^/a(.*)$ /b$1 [L]',
    'Header set X-A b',
    'Alias /a/ /var/www/b/',
    'DirectoryIndex a.html',
    'Require all denied',
  ],
  7,
).map((lines) => ['<VirtualHost *:80>', ...lines, '</VirtualHost>'].join('\n'))

const languages = {
  nginx: { kind: 'reverse-proxy', language: nginxText, text: nginxConf },
  haproxy: { kind: 'load-balancer', language: haproxyText, text: haproxyCfg },
  apache: { kind: 'web-server', language: apacheText, text: apacheConf },
} as const satisfies Record<string, { kind: string; language: ConfigText; text: fc.Arbitrary<string> }>

/** A server with this configuration between who asks and another server. */
function site(kind: string, program: string, config: JsonObject): NetworkBuilder {
  return network()
    .zone('lan', { cidr: '10.0.1.0/24' })
    .add('client', 'pc', { zone: 'lan', program: 'curl', config: { followRedirects: true } })
    .add(kind, 'middle', { zone: 'lan', program, bare: true, config, interfaces: at('10.0.1.10') })
    .add('web-server', 'last', { zone: 'lan', interfaces: at(behind) })
    .link('pc', 'middle', 'last')
}

const at = (address: string) => [{ network: 'z1', addresses: [address] }]

/** Requests that overlap: several in the same second, some at the same time. */
const anySchedule: fc.Arbitrary<readonly ScheduleItem[]> = fc.array(
  fc
    .record({
      at: fc.constantFrom(0, 0, 1, 400, 1500),
      method: fc.constantFrom('GET', 'GET', 'POST', 'HEAD'),
      path: fc.constantFrom('/', '/a/', '/b/x', '/a/../b?c=d'),
    })
    .map(({ at: begun, method, path }) => ({
      type: 'request' as const,
      at: begun,
      request: { type: 'http' as const, from: 'd1', method, url: `http://10.0.1.10${path}`, timeoutMs: 20_000 },
    })),
  { minLength: 1, maxLength: 5 },
)

describe.each(Object.entries(languages))('a pasted configuration of %s', (program, { kind, language, text }) => {
  it('ends every request in a verdict, keeps the bound, and overlapping requests repeat exactly', () => {
    fc.assert(
      fc.property(text, anySchedule, (pasted, schedule) => {
        const { config } = language.read(pasted, '')
        const [first, second] = [site(kind, program, config), site(kind, program, config)]
        const traces = first.run(schedule)
        expect(traces).toHaveLength(schedule.length)
        for (const { hops } of traces) expect(hops.length).toBeLessThan(hopBound)
        expect(second.run(schedule)).toEqual(traces)
        expect(second.world).toEqual(first.world)
        expect(JSON.parse(JSON.stringify(first.world))).toEqual(first.world)
      }),
      options(30),
    )
  }, 60_000)
})
