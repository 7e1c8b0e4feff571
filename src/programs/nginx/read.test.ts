import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../model/topology.ts'
import { schemaOf } from '../../protocols/fields/schema.ts'
import { fields } from './fields.ts'
import { print } from './print.ts'
import { read } from './read.ts'

const context = { addressOf: (target: string) => target }
const printed = (text: string): string =>
  print(read(text).config, context)
    .map((line) => line.text)
    .join('\n')
const complaints = (text: string) => read(text).notRead.map(({ line, why }) => `${line} ${why.code.split('.').at(-1)}`)

const pathsIn = (config: JsonObject) =>
  print(config, context).flatMap(({ text }) => (text.includes('/etc/ssl') ? [text.trim()] : []))
const paths = (name: string) => [
  `ssl_certificate /etc/ssl/certs/${name}.crt;`,
  `ssl_certificate_key /etc/ssl/private/${name}.key;`,
]

/** From nginx's own documentation: beginner's guide, reverse proxy, load balancing, rate limits. */
const documented = `
user  www www;
worker_processes  2;
events { worker_connections 2048; }
http {
    include       mime.types;
    default_type  application/octet-stream;
    log_format main '$remote_addr - $remote_user [$time_local] "$request" $status';
    limit_req_zone $binary_remote_addr zone=one:10m rate=1r/s;
    map $http_upgrade $connection_upgrade {
        default upgrade;
        ''      close;
    }
    upstream backend {
        least_conn;
        server 10.0.0.11:8080 weight=5 max_fails=3 fail_timeout=30s;
        server 10.0.0.12:8080;
        server backup1.example.com:8080 backup;
    }
    server {
        listen 80;
        listen 443 ssl;
        server_name example.com www.example.com;
        ssl_certificate     www.example.com.crt;
        ssl_certificate_key www.example.com.key;
        location / {
            root   /data/www;
            try_files $uri $uri/ /index.html;
        }
        location /images/ { root /data; autoindex on; }
        location ~ \\.(gif|jpg|png)$ { root /data/images; }
        location /search/ { limit_req zone=one burst=5 nodelay; proxy_pass http://backend; }
        location /app/ {
            proxy_pass http://backend/;
            proxy_set_header Host $host;
            if ($request_method = POST) { return 405; }
        }
        error_page 500 502 503 504 /50x.html;
    }
}`

describe('nginx.conf', () => {
  it('of the documentation is read whole, into rows that the form shows', () => {
    expect(complaints(documented)).toEqual([])
    const { config } = read(documented)
    expect(config).toMatchObject({
      configuration: 'full',
      mainDirectives: ['user www www;', 'worker_processes 2;', 'events { worker_connections 2048; }'],
      upstreamGroups: [
        {
          name: 'backend',
          method: 'least_conn',
          servers: [
            { server: '10.0.0.11', port: 8080, weight: 5, maxFails: 3, failTimeoutMs: 30_000 },
            { server: '10.0.0.12', port: 8080 },
            { host: 'backup1.example.com', port: 8080, backup: true },
          ],
        },
      ],
      servers: [
        {
          listen: ['80', '443 ssl'],
          names: ['example.com', 'www.example.com'],
          locations: [
            { directives: ['root /data/www;', 'try_files $uri $uri/ /index.html;'] },
            { path: '/images/' },
            { match: 'regex', path: '\\.(gif|jpg|png)$' },
            { path: '/search/' },
            {
              path: '/app/',
              directives: [
                'proxy_pass http://backend/;',
                'proxy_set_header Host $host;',
                'if ($request_method = POST) { return 405; }',
              ],
            },
          ],
        },
      ],
    })
  })

  it('is printed with the setting that each line comes from', () => {
    const lines = print(read(documented).config, context)
    const settingOf = (part: string) => lines.find(({ text }) => text.includes(part))?.setting
    expect(settingOf('max_fails=3')).toBe('upstreamGroups[0].servers[0]')
    expect(settingOf('listen 443 ssl')).toBe('servers[0].listen[1]')
    expect(settingOf('autoindex on')).toBe('servers[0].locations[1].directives[1]')
    expect(settingOf('limit_req_zone')).toBe('httpDirectives[3]')
    expect(lines.map(({ text }) => text).join('\n')).toContain('\n      root /data/www;')
  })

  it('is printed with paths for a certificate where TLS has none, because nginx would not start', () => {
    expect(pathsIn({ https: true, certificateNames: '*.shop.test' })).toEqual(paths('shop.test'))
    const { config } = read('server { listen 443 ssl; server_name ~^x$ a.test; }')
    expect(pathsIn(config)).toEqual(paths('a.test'))
    expect(pathsIn(read(documented).config)).toEqual([])
    const once = printed('server { listen 443 ssl; }')
    expect(printed(once)).toBe(once)
  })

  it('says line by line what it does not understand', () => {
    const text = `server {
  listen 80;
  fastcgi_pass 127.0.0.1:9000;
  made_up on;
  location / {
    upstream x { server a; }
    proxy_pass;
    return 200 "a"b;
  }
  listen unix:/run/x.sock;
  include conf.d/missing.conf;
}
upstream u { server unix:/a; server 10.0.0.1 slow_start=3s; }
location / { }`
    expect(complaints(text)).toEqual([
      '3 not-modelled',
      '4 unknown',
      '6 wrong-place',
      '7 arguments',
      '8 after-quote',
      '8 arguments',
      '10 listen',
      '11 include-missing',
      '13 server',
      '13 option',
      '14 wrong-place',
    ])
    expect(complaints('server {\n listen 80\n}\n}')).toEqual(['2 end-missing', '4 brace-unexpected'])
    expect(complaints('server {\n listen 80;')).toEqual(['1 brace-missing'])
  })

  it('says once that HTTP/2 is not spoken here, and reads the rest of the line', () => {
    const text = `server {
  listen 443 ssl http2;
  listen [::]:443 ssl http2;
}
server { listen 8443 ssl http2 default_server; }`
    expect(complaints(text)).toEqual(['2 http2'])
    expect(read(text).config).toMatchObject({
      servers: [{ listen: ['443 ssl', '[::]:443 ssl'] }, { listen: ['8443 ssl default_server'] }],
    })
  })

  it('may come as several files, as nginx -T prints them', () => {
    const text = `# configuration file /etc/nginx/nginx.conf:
events {}
http {
  include mime.types;
  include /etc/nginx/conf.d/*.conf;
  include sites/a;
}

# configuration file /etc/nginx/conf.d/b.conf:
server { server_name b.test; }

# configuration file /etc/nginx/conf.d/a.conf:
server { server_name a.test; bad; }

# configuration file /etc/nginx/sites/a:
server { server_name site.test; }
`
    const reading = read(text)
    expect(reading.config).toMatchObject({
      servers: [{ names: ['a.test'] }, { names: ['b.test'] }, { names: ['site.test'] }],
    })
    expect(reading.notRead).toMatchObject([{ line: 13, text: 'server { server_name a.test; bad; }' }])
  })

  it('keeps no private key', () => {
    const text = 'server { ssl_certificate_key "data:-----BEGIN PRIVATE KEY-----\\nMIIE\\n-----END PRIVATE KEY-----"; }'
    const reading = read(text)
    expect(JSON.stringify(reading.config)).not.toContain('PRIVATE')
    expect(complaints(text)).toEqual(['1 private-key'])
  })
})

const word = fc.oneof(
  fc.constantFrom(
    'a',
    '$host',
    '"x y"',
    "'q'",
    '/path',
    '~',
    '^/a{2}',
    '${x}y',
    '=',
    '404',
    '10s',
    'on',
    '\\.php$',
    '""',
  ),
  fc.string({ maxLength: 6 }).map((text) => JSON.stringify(text)),
)
const name = fc.constantFrom(
  'listen',
  'server_name',
  'root',
  'return',
  'rewrite',
  'set',
  'proxy_pass',
  'add_header',
  'error_page',
  'gzip',
  'weight',
  'unknown',
  'hash',
  'least_conn',
  'zone',
  'server',
  'ssl_certificate_key',
)
const line = fc.tuple(name, fc.array(word, { maxLength: 3 })).map(([first, rest]) => `${[first, ...rest].join(' ')};`)
const blockName = fc.constantFrom(
  'server',
  'location /x',
  'location ~ "a b"',
  'if ($a)',
  'upstream u',
  'map $a $b',
  'http',
  'events',
)
const text: fc.Arbitrary<string> = fc.letrec<{ block: string; body: string }>((tie) => ({
  block: fc.tuple(blockName, tie('body')).map(([head, body]) => `${head} {\n${body}\n}`),
  body: fc
    .array(fc.oneof({ maxDepth: 4, depthSize: 'small' }, line, tie('block')), { maxLength: 5 })
    .map((parts) => parts.join('\n')),
})).body

describe('reading', () => {
  it('takes any text, and what it keeps may be stored', () => {
    const storable = schemaOf(fields)
    const check = (any: string) => {
      const { config, notRead } = read(any)
      expect(v.is(storable, config)).toBe(true)
      for (const { line: number } of notRead) expect(number).toBeGreaterThan(0)
    }
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), text), check), { numRuns: 400 })
  })

  it('gives the same settings again from what it prints', () => {
    fc.assert(
      fc.property(text, (any) => {
        const { config } = read(any)
        const again = read(printed(any))
        expect(again.config).toEqual(config)
        expect(again.notRead).toEqual([])
      }),
      { numRuns: 400 },
    )
  })
})
