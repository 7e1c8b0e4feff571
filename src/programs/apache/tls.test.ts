import { describe, expect, it } from 'vitest'
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
