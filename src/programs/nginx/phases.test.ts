import { describe, expect, it } from 'vitest'
import type { HttpResponseMessage } from '../../model/packet.ts'
import type { Header } from '../../model/request.ts'
import { get } from '../../protocols/http/headers.ts'
import { answer, Served, type Behaviour } from '../../testing/served.ts'
import { nginx } from './program.ts'
import { read } from './read.ts'

const files = [
  { path: '/srv/index.html', text: 'ROOT' },
  { path: '/srv/docs/index.html', text: 'DOCS' },
  { path: '/srv/docs/a.txt', text: 'AAAA' },
  { path: '/srv/secret', text: 'S', unreadable: true },
  { path: '/srv/users', text: 'ann:{PLAIN}right\nbob:$apr1$x' },
]

/** An nginx set up by the text of one server block, with one server behind at 10.0.0.7:8000. */
function serving(
  block: string,
  { http = '', behind = answer(200) }: { http?: string; behind?: Behaviour } = {},
): Served {
  const text = `${http} server { listen 80; server_name example.test; root /srv; ${block} }`
  const { config, notRead } = read(text)
  expect(notRead).toEqual([])
  return new Served(nginx, { config: { ...config, files }, behind: { d7: behind } })
}

const basic = (words: string): readonly Header[] => [['Authorization', `Basic ${btoa(words)}`]]
const host: Header = ['Host', 'example.test']
const brief = ({ status, headers, body }: HttpResponseMessage) =>
  `${status} ${get(headers, 'Location') ?? (body?.text?.includes('<html>') === false ? body.text : '')}`.trim()
const ask = (server: Served, target: string, method = 'GET', headers: readonly Header[] = []) =>
  brief(server.get({ target, method, headers: [host, ...headers] }))

describe('rewriting', () => {
  const block = String.raw`
    rewrite ^/old/(.*)$ /new/$1;
    rewrite ^/perm/(.*)$ /new/$1 permanent;
    location /new/ { return 200 "new $uri $args"; }
    location /loop { rewrite ^ /loop last; }
    location /brk/ { rewrite ^/brk/(.*)$ /docs/$1 break; }
    location /two/ { rewrite ^/two/(.*)$ /three/$1; rewrite ^/three/(.*)$ /docs/$1; }
    location /args/ { rewrite ^/args/(.*)$ /new/x?a=$1 last; }
    location /drop/ { rewrite ^/drop/(.*)$ /new/$1? last; }
    location /enc/ { rewrite ^/enc/(.*)$ /new/?p=$1 redirect; }
    location /named/ { rewrite ^/named/(?<id>.+)$ /new/n-$id last; }
    location /if { set $a 1; if ($request_method = POST) { return 405; } if ($arg_x) { return 200 "x $arg_x $a"; } return 200 none; }
    location /moved { return 301 /there; }
    location /gone { return 410; }
    location /inner { internal; return 200 inner; }
    location /in { rewrite ^ /inner last; }`

  it.each([
    ['/old/a?x=1', '200 new /new/a x=1'],
    ['/perm/a?x=1', '301 http://example.test/new/a?x=1'],
    ['/loop', '500'],
    ['/brk/a.txt', '200 AAAA'],
    ['/two/a.txt', '200 AAAA'],
    ['/args/b?c=d', '200 new /new/x a=b&c=d'],
    ['/drop/a?x=1', '200 new /new/a'],
    ['/enc/a%20b?z=1', '302 http://example.test/new/?p=a%20b&z=1'],
    ['/named/7', '200 new /new/n-7'],
    ['/if', '200 none'],
    ['/if?x=2', '200 x 2 1'],
    ['/moved', '301 http://example.test/there'],
    ['/gone', '410'],
    ['/inner', '404'],
    ['/in', '200 inner'],
  ])('%s is answered %s', (target, expected) => {
    expect(ask(serving(block), target)).toBe(expected)
  })

  it('names the very line that decided', () => {
    const server = serving(block)
    ask(server, '/if', 'POST')
    expect(server.settingOf('if-true')).toBe('servers[0].locations[8].directives[1]')
    expect(server.settingOf('returned')).toBe('servers[0].locations[8].directives[1]')
  })
})

describe('error pages and files', () => {
  const block = String.raw`
    error_page 404 /docs/a.txt;
    location /x { return 404; }
    location /n { error_page 404 = @named; return 404; }
    location @named { return 203 "named $uri"; }
    location /c { error_page 404 =201 /docs/a.txt; }
    location /r { error_page 404 http://other.test/; return 404; }
    location /u { error_page 404 /missing; }
    location /t { try_files $uri /docs$uri @named; }
    location /s { try_files $uri =503; }
    location /d { try_files $uri $uri/ /index.html; }
    location /p { proxy_intercept_errors on; proxy_pass http://10.0.0.7:8000; }
    location /q { proxy_pass http://10.0.0.7:8000; }
    location /files/ { alias /srv/docs/; }
    location /list/ { alias /srv/; index none; autoindex on; }`

  it.each([
    ['/x', '404 AAAA'],
    ['/else', '404 AAAA'],
    ['/n', '203 named /n'],
    ['/c', '201 AAAA'],
    ['/r', '302 http://other.test/'],
    ['/u', '404'],
    ['/t', '203 named /t'],
    ['/s', '503'],
    ['/docs', '301 http://example.test/docs/'],
    ['/d/none', '200 ROOT'],
    ['/p', '404 AAAA'],
    ['/q', '404 ok'],
    ['/secret', '403'],
    ['/files/a.txt', '200 AAAA'],
    ['/files/', '200 DOCS'],
    ['/list/', '200'],
  ])('%s is answered %s', (target, expected) => {
    expect(ask(serving(block, { behind: answer(404) }), target)).toBe(expected)
  })
})

describe('who may come in', () => {
  const block = String.raw`
    location /deny { deny all; }
    location /own { allow 198.51.100.0/24; deny all; return 200 never; }
    location /late { deny all; return 200 first; }
    location /auth { auth_basic "My realm"; auth_basic_user_file /srv/users; }
    location /any { satisfy any; allow 198.51.100.7; deny all; auth_basic x; auth_basic_user_file /srv/users; }
    location /read { limit_except GET { deny all; } }`

  it.each([
    ['/deny', 'GET', [], '403'],
    ['/own', 'GET', [], '200 never'],
    ['/late', 'GET', [], '200 first'],
    ['/auth', 'GET', [], '401'],
    ['/auth', 'GET', basic('ann:wrong'), '401'],
    ['/auth', 'GET', basic('ann:right'), '404'],
    ['/auth', 'GET', basic('bob:any'), '404'],
    ['/any', 'GET', [], '404'],
    ['/read', 'POST', [], '403'],
    ['/read', 'HEAD', [], '404'],
  ] as const)('%s with %s %j is answered %s', (target, method, headers, expected) => {
    expect(ask(serving(block), target, method, headers)).toBe(expected)
  })

  it('says so where a password can only be assumed to fit', () => {
    const server = serving(block)
    ask(server, '/auth', 'GET', basic('bob:any'))
    expect(server.codes).toContain('password-assumed')
  })
})

describe('limits', () => {
  it('let so many requests through as the rate and the burst allow', () => {
    const http = 'limit_req_zone $binary_remote_addr zone=z:1m rate=2r/s;'
    const limited = serving('limit_req zone=z burst=1 nodelay; limit_req_status 429;', { http })
    const at = (ms: number) => {
      limited.clock = ms
      return limited.status({ headers: [host] })
    }
    expect([0, 50, 100, 400, 600, 700, 1500].map(at)).toEqual([200, 200, 429, 429, 200, 429, 200])
    expect(limited.settingOf('rate-within')).toBe('servers[0].directives[1]')
  })

  it('count each key for itself, and none that is empty', () => {
    const http = 'limit_req_zone $arg_key zone=z:1m rate=1r/m;'
    const limited = serving('limit_req zone=z;', { http })
    expect(
      ['/?key=a', '/?key=a', '/?key=b', '/', '/'].map((target) => limited.status({ target, headers: [host] })),
    ).toEqual([200, 503, 200, 200, 200])
  })
})

it('proxy_intercept_errors takes what comes from behind from status 300 on', () => {
  const block = `proxy_intercept_errors on; error_page 299 300 404 =200 /docs/a.txt;
    location / { proxy_pass http://10.0.0.7:8000; } location /docs/ { }`
  const seen = [299, 300, 404].map((status) => ask(serving(block, { behind: answer(status) }), '/'))
  expect(seen).toEqual(['299 ok', '200 AAAA', '200 AAAA'])
})

it('of two blocks with the same name, or names that fit alike, the first one answers', () => {
  const text = `server { listen 80; server_name other.test; return 200 default; }
    server { listen 80; server_name example.test *.example.test; return 200 first; }
    server { listen 80; server_name example.test *.example.test; return 200 second; }`
  const server = new Served(nginx, { config: read(text).config })
  expect(ask(server, '/')).toBe('200 first')
  expect(brief(server.get({ headers: [['Host', 'a.example.test']] }))).toBe('200 first')
})
