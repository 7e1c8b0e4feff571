import { describe, expect, it } from 'vitest'
import { get } from '../../protocols/http/headers.ts'
import { apacheWith } from '../../testing/apache-with.ts'
import { answer, Served } from '../../testing/served.ts'
import { print } from './print.ts'
import { apache } from './program.ts'
import { read } from './read.ts'
import { helloOptions, proxyTls, tlsRefusal } from './tls.ts'

const settings = (...tlsDirectives: string[]) => ({ tlsDirectives, certificateFiles: undefined })
const proxy = (...lines: string[]) => proxyTls(settings('SSLProxyEngine on', ...lines), 'shop.test')

describe('SSLProtocol', () => {
  it.each([
    ['all -TLSv1.3', ['1.0', '1.1', '1.2']],
    ['-all +TLSv1.2', ['1.2']],
    ['TLSv1.3', ['1.3']],
    ['+TLSv1.2 +TLSv1.3', ['1.2', '1.3']],
    ['all -SSLv3 -TLSv1 -TLSv1.1', ['1.2', '1.3']],
  ])('%s is %j', (words, versions) => {
    expect(helloOptions(settings(`SSLProtocol ${words}`)).versions).toEqual(versions)
  })
})

describe('Apache does not start', () => {
  it.each([
    ['SSLProtocol TLSv1.4', 'value'],
    ['SSLProtocol -all', 'value'],
    ['SSLProtocol constructor', 'value'],
    ['SSLProtocol SSLv3', 'value'],
    ['SSLCipherSuite NONSENSE', 'no-cipher'],
    ['SSLVerifyClient maybe', 'value'],
  ])('with %s', (line, why) => {
    expect(tlsRefusal(settings(line))).toMatchObject({ why, setting: 'tlsDirectives[0]' })
  })

  it('with a file that is missing', () => {
    const certificateFiles = [{ file: '/ca.crt', holds: 'missing' }] as const
    const lines = ['SSLCACertificateFile /ca.crt']
    expect(tlsRefusal({ tlsDirectives: lines, certificateFiles })).toMatchObject({ why: 'file-missing' })
  })
})

/** As recorded (recordings/tls_asked.json). */
describe('a server behind', () => {
  it('is not spoken to over TLS unless SSLProxyEngine is on', () => {
    expect(proxyTls(settings(), 'shop.test')).toBeUndefined()
  })

  it('must bear the name even where nobody verifies who issued its certificate', () => {
    expect(proxy()).toMatchObject({ verifyName: 'shop.test', trust: { anyIssuer: true, anyDate: false } })
  })

  it.each([
    ['SSLProxyCheckPeerName off', null],
    ['SSLProxyCheckPeerCN off', null],
    ['SSLProxyCheckPeerExpire off', 'shop.test'],
  ])('with %s must bear the name %s', (line, verifyName) => {
    expect(proxy(line)?.verifyName).toBe(verifyName)
  })

  it('with one authority between needs a depth of 2', () => {
    const verified = ['SSLProxyVerify require', 'SSLProxyCACertificateFile /ca.crt']
    expect(proxy(...verified)?.trust).toMatchObject({ authority: true, depth: 0 })
    expect(proxy(...verified, 'SSLProxyVerifyDepth 2')?.trust).toMatchObject({ depth: 1 })
  })
})

const engine = 'SSLProxyEngine on\n'

const statuses = (server: Served, count: number) => Array.from({ length: count }, () => server.status())

const group = (words = '', set = '') =>
  [
    '<Proxy balancer://u>',
    'BalancerMember https://10.0.0.7',
    `BalancerMember https://10.0.0.8 ${words}`,
    ...(set === '' ? [] : [`ProxySet ${set}`]),
    '</Proxy>',
    'ProxyPass / balancer://u/',
  ].join('\n')

/** Asked of Apache 2.4.71 with servers of its own that speak TLS, or none. */
describe('passing on over TLS', () => {
  it.each([
    ['takes the member out, and asks nobody else', '', '', [200, 500, 200, 200, 200]],
    ['takes it out whatever failonstatus says', '', 'failonstatus=503', [200, 500, 200, 200, 200]],
    ['takes nobody out who ignores errors', 'status=+I', '', [200, 500, 200, 500, 200]],
    ['takes nobody out for no time', 'retry=0', '', [200, 500, 200, 500, 200]],
  ])('that fails %s', (_, words, set, expected) => {
    const server = apacheWith(`${engine}${group(words, set)}`, { d8: 'closed' })
    expect(statuses(server, 5)).toEqual(expected)
  })

  it('that is not switched on is 500', () => {
    expect(statuses(apacheWith(group()), 3)).toEqual([500, 500, 500])
  })

  it('waits as long as for the answer', () => {
    const server = apacheWith(`${engine}ProxyPass / https://10.0.0.7/ connectiontimeout=1 timeout=3`, {
      d7: 'timed-out',
    })
    expect(server.status()).toBe(500)
    expect(server.steps.find(({ code }) => code === 'tls.no-answer')?.data['timeout']).toMatchObject({ value: 3000 })
  })

  it.each([
    ['https://10.0.0.7', '10.0.0.7'],
    ['https://10.0.0.7:443', '10.0.0.7'],
    ['https://10.0.0.7:8443', '10.0.0.7:8443'],
    ['https://10.0.0.7:80', '10.0.0.7'],
    ['http://10.0.0.7:443', '10.0.0.7:443'],
  ])('to %s names the host %s', (place, host) => {
    const server = apacheWith(`${engine}ProxyPass / ${place}/`)
    server.get()
    expect(get(server.passed[0]?.message.headers ?? [], 'Host')).toBe(host)
  })

  it('goes to 443 unless a port is set or the device speaks TLS elsewhere', () => {
    const config = { upstreams: [{ server: 'd7', tls: true }], tlsDirectives: ['SSLProxyEngine on'] }
    const server = new Served(apache, { config, behind: { d7: answer(200) } })
    server.get()
    expect(get(server.passed[0]?.message.headers ?? [], 'Host')).toBe('10.0.0.7')
  })

  it.each([
    ['https://10.0.0.7', 'https://10.0.0.7/x', 'http://www.example.test/x'],
    ['https://10.0.0.7', 'http://10.0.0.7/x', 'http://10.0.0.7/x'],
    ['https://10.0.0.7:8443', 'https://10.0.0.7:8443/x', 'http://www.example.test/x'],
    ['https://10.0.0.7:8443', 'https://10.0.0.7/x', 'https://10.0.0.7/x'],
  ])('to %s turns a redirect to %s into %s', (place, location, expected) => {
    const text = `${engine}ProxyPass / ${place}/\nProxyPassReverse / ${place}/`
    const server = apacheWith(text, { d7: answer(302, [['Location', location]]) })
    expect(get(server.get().headers, 'Location')).toBe(expected)
  })

  it('is written as it was read', () => {
    const lines = [
      '<Proxy balancer://u>',
      '  BalancerMember https://10.0.0.7/app lbset=1 status=+H timeout=3000ms',
      '  BalancerMember https://10.0.0.8:8443',
      '</Proxy>',
      'ProxyPass /api https://10.0.0.7/api nocanon',
      'ProxyPassMatch ^/x(.*) https://10.0.0.7$1',
      '<Location /shop>',
      '  ProxyPass https://10.0.0.8:8443/shop',
      '</Location>',
    ]
    const { config, notRead } = read(lines.join('\n'))
    expect(notRead).toEqual([])
    const printed = print(config, { addressOf: (server) => server })
    expect(printed.map(({ text }) => text)).toEqual(expect.arrayContaining(lines))
  })

  it('has no lines for a place of its own', () => {
    const text = '<LocationMatch ^/x>\nSSLVerifyClient require\n</LocationMatch>'
    expect(read(text).notRead.map(({ why }) => why.code)).toEqual(['apache.not-read.per-host'])
  })
})
