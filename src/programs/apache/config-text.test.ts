import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { code } from '../../model/message.ts'
import { configText } from './config-text.ts'

const read = (text: string) => configText.read(text, '2.4')
const again = (text: string) => {
  const { config } = read(text)
  const printed = configText.print(config, { addressOf: (target) => target })
  return { config, printed: read(printed.map((line) => line.text).join('\n')).config }
}

// From the manual: "Reverse Proxy Guide" and mod_proxy_balancer, with free addresses.
const balanced = `
Listen 80
<Proxy "balancer://myset">
    BalancerMember "http://192.0.2.10:8080" loadfactor=3
    BalancerMember "http://192.0.2.11:8080" status=+H
    ProxySet lbmethod=bytraffic
</Proxy>
ProxyPass "/images/"  "balancer://myset/"
ProxyPassReverse "/images/"  "balancer://myset/"
`

const host = (name: string) => `<VirtualHost *:80>\nServerName ${name}\nRedirect /a http://${name}/b\n</VirtualHost>\n`

describe('an Apache configuration', () => {
  it('becomes members, their group, and what is passed on', () => {
    expect(read(balanced)).toEqual({
      config: {
        httpPort: 80,
        upstreams: [
          { server: '192.0.2.10', port: 8080, group: 'myset', weight: 3 },
          { server: '192.0.2.11', port: 8080, group: 'myset', backup: true },
        ],
        balancers: [{ name: 'myset', method: 'bytraffic' }],
        proxyPass: [{ path: '/images/', group: 'myset', upstreamUri: '/' }],
      },
      notRead: [],
    })
  })

  it('one virtual host is the server; several are told apart by their names', () => {
    expect(read(host('one.test')).config).toMatchObject({ serverName: 'one.test', redirects: [{ path: '/a' }] })
    expect(read(host('one.test') + host('two.test')).config).toMatchObject({
      virtualHosts: [
        { key: '1', name: 'one.test' },
        { key: '2', name: 'two.test' },
      ],
      redirects: [{ host: '1' }, { host: '2' }],
    })
  })

  it.each([
    ['RewriteEngine On', 'apache.not-read.unknown'],
    ['ProxyPass / fcgi://192.0.2.1/', 'apache.not-read.proxied'],
    ['Alias /a /srv/elsewhere', 'apache.not-read.outside'],
    ['<FilesMatch x>\nRequire all denied\n</FilesMatch>', 'apache.not-read.container'],
    ['ProxyTimeout soon', 'apache.not-read.value'],
    ['AllowEncodedSlashes constructor', 'apache.not-read.value'],
    ['ProxyVia constructor', 'apache.not-read.value'],
    ['Redirect constructor /a /b', 'apache.not-read.value'],
    ['Header constructor X y', 'apache.not-read.value'],
    ['ProxySet balancer://b constructor=1', 'apache.not-read.value'],
  ])('names %j as not read', (text, code) => {
    expect(read(text).notRead.map(({ line, why }) => [line, why.code])).toEqual([[1, code]])
  })

  it('is printed so that Apache loads it: a place to listen, TLS with paths, and everything passed on', () => {
    const config = { https: true, serverName: 'shop.test', upstreams: [{ server: '10.0.0.1', retryMs: 1500 }] }
    const lines = configText.print(config, { addressOf: (target) => target }).map(({ text }) => text)
    expect(lines).toEqual([
      'Listen 80',
      'Listen 443 https',
      'ServerName shop.test',
      '<Proxy balancer://backend>',
      '  BalancerMember http://10.0.0.1 retry=2',
      '</Proxy>',
      'ProxyPass / balancer://backend/',
      'ProxyPassReverse / balancer://backend/',
      '<VirtualHost *:443>',
      '  SSLEngine On',
      '  SSLCertificateFile /etc/ssl/certs/shop.test.crt',
      '  SSLCertificateKeyFile /etc/ssl/private/shop.test.key',
      '</VirtualHost>',
    ])
    const first = read(lines.join('\n'))
    expect(first.notRead).toEqual([])
    expect(again(lines.join('\n')).printed).toEqual(first.config)
  })

  // As observed with Apache 2.4.71: `ProxyPass /index.html !` leaves / to the server behind, and keeps /index.html/x.
  it('keeps each file and, where it is the start page, its directory to itself, and reads that again', () => {
    const files = [{ path: '/index.html' }, { path: '/docs/a (1).txt' }, { path: '/docs/index.html' }]
    const config = { files, redirects: [{ path: '/old', to: '/new' }], upstreams: [{ server: '10.0.0.1' }] }
    const lines = configText.print(config, { addressOf: (target) => target })
    const staying = lines.filter(({ text }) => text.endsWith(' !'))
    expect(staying).toEqual([
      { text: 'ProxyPass /old !', setting: 'redirects[0]' },
      { text: String.raw`ProxyPassMatch "^/(?:index\\.html)?$" !`, setting: 'files[0]' },
      { text: String.raw`ProxyPassMatch "^/docs/a \\(1\\)\\.txt$" !`, setting: 'files[1]' },
      { text: String.raw`ProxyPassMatch "^/docs/(?:index\\.html)?$" !`, setting: 'files[2]' },
    ])
    expect(read(lines.map(({ text }) => text).join('\n')).config).toMatchObject({
      proxyPass: [
        { path: '/old', action: 'static' },
        { pattern: String.raw`^/(?:index\.html)?$`, action: 'static' },
        { pattern: String.raw`^/docs/a \(1\)\.txt$`, action: 'static' },
        { pattern: String.raw`^/docs/(?:index\.html)?$`, action: 'static' },
        { path: '/' },
      ],
    })
  })

  it('calls a Require that Apache has not modelled, and only what is none not readable', () => {
    const text = '<Location /a>\nRequire ip 10.0.0.0/8\nRequire not host a.test\nRequire nonsense\n</Location>'
    expect(read(text).notRead.map(({ line, why }) => [line, why.code, why.data['directive']])).toEqual([
      [2, 'apache.not-read.unknown', code('Require ip')],
      [3, 'apache.not-read.unknown', code('Require not')],
      [4, 'apache.not-read.value', code('Require')],
    ])
  })

  it('never throws, and prints what it has read so that it reads the same', () => {
    const line = fc.constantFrom(
      'Listen 8080',
      'ProxyPass /api http://10.0.0.1:8000/x connectiontimeout=2',
      'ProxyPassReverse /api http://10.0.0.1:8000/x',
      'ProxyPass /static !',
      'Redirect permanent /old /new',
      'DocumentRoot /srv/www',
      'Alias /a/ /var/www/html/b/',
      'Header always set X-A "b c"',
      'RequestHeader unset Cookie',
      'RequestHeader edit* X-A "a b" "$1"',
      'RequestHeader set X-B "%{NAME}e 50%%" env=!NAME',
      'SetEnv NAME "a b"',
      'ProxyPassMatch ^/m/(.*)$ http://10.0.0.1/$1',
      'ProxyPassReverse /other http://inside.test/',
      'ProxyPassReverseCookiePath /in /out',
      'ProxyVia Full',
      'AllowEncodedSlashes NoDecode',
      'BalancerMember balancer://u http://10.0.0.2/app route=a lbset=1 status=+R-D timeout=3',
      'ProxySet balancer://u stickysession=S nofailover=On timeout=2',
      'ProxyPass /u balancer://u/x nocanon',
      '<Location /place>',
      '</Location>',
      '<Location /deny>',
      'Require all denied',
      '</Location>',
      '<VirtualHost *:80>',
      'ServerName a.test',
      '</VirtualHost>',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof({ weight: 6, arbitrary: line }, fc.string()), { maxLength: 16 }), (lines) => {
        const { config, printed } = again(lines.join('\n'))
        // What Apache needs to start is printed where the text left it out; else nothing is added.
        expect(printed).toEqual({ upstreams: [], httpPort: 80, ...config })
      }),
    )
  })
})
