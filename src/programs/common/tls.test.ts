import { describe, expect, it } from 'vitest'
import { codesOn, reasonOf, site } from '../../testing/site.ts'
import { soundCertificate } from './tls-fields.ts'
import { certificateFor, commonVersion } from './tls.ts'

const url = 'https://www.example.com/'

/** As recorded (cases/tls.json): which fault each client names first. */
describe.each(['chromium', 'curl'])('%s', (program) => {
  const seen = (config: Record<string, string>) =>
    site({ browser: { program }, proxy: { config } }).get('browser', url).verdict.seen

  it.each([
    ['expired', { certificateState: 'expired' }],
    ['not-yet-valid', { certificateState: 'not-yet-valid' }],
    ['self-signed', { certificateIssuer: 'self-signed' }],
    ['untrusted', { certificateIssuer: 'unknown-ca' }],
    ['incomplete-chain', { certificateIssuer: 'missing-intermediate' }],
    ['expired', { certificateIssuer: 'expired-intermediate' }],
    ['not-a-ca', { certificateIssuer: 'not-a-ca' }],
    ['wrong-purpose', { certificateUse: 'client-only' }],
    ['wrong-name', { certificateNames: 'shop.example.com' }],
    ['wrong-name', { certificateNames: '*.www.example.com' }],
  ])('does not take a certificate that is %s', (detail, config) => {
    expect(seen(config)).toEqual({ type: 'bad-certificate', detail })
  })

  it('takes one for *.example.com', () => {
    expect(seen({ certificateNames: '*.example.com' })).toMatchObject({ status: 200 })
  })

  it('of two faults names its own first', () => {
    const detail = program === 'curl' ? 'expired' : 'wrong-name'
    expect(seen({ certificateState: 'expired', certificateNames: 'other.test' })).toEqual({
      type: 'bad-certificate',
      detail,
    })
  })
})

it.each([
  ['certificateState', { certificateState: 'expired' }],
  ['certificateIssuer', { certificateIssuer: 'unknown-ca' }],
  ['certificateNames', { certificateNames: 'shop.example.com' }],
])('names the setting of the server that would mend it: %s', (setting, config) => {
  const built = site({ proxy: { config } })
  const { hops, verdict } = built.get('browser', url)
  const step = hops[verdict.because.hop]?.steps[verdict.because.step]
  expect(hops[verdict.because.hop]?.device).toBe(built.id('browser'))
  expect(step).toMatchObject({ action: 'denied', setting })
  expect(hops[step?.settingAt ?? -1]?.device).toBe(built.id('proxy'))
})

it('a certificate that nothing is set for covers every name that the DNS knows', () => {
  const built = site()
  const trace = built.get('browser', url)
  expect(codesOn(built, 'browser', trace)).toContain('tls.certificate-accepted')
  expect(codesOn(built, 'proxy', trace)).toContain('tls.hello-answered')
})

it('what is sent after the handshake is encrypted between the two ends', () => {
  const built = site()
  const { hops } = built.get('browser', url)
  const request = hops.find((hop) => hop.device === built.id('browser') && hop.packetOut?.message?.protocol === 'http')
  expect(request?.packetOut?.encrypted).toEqual({ serverName: 'www.example.com', version: 'TLS 1.3' })
})

it('TLS to a port that speaks plain HTTP is a protocol error, found where the client reads the answer', () => {
  const built = site({ proxy: { config: { https: false, httpPort: 443 } } })
  const trace = built.get('browser', url)
  expect(trace.verdict.seen).toEqual({ type: 'protocol-error' })
  expect(reasonOf(built, trace)).toEqual(['browser', 'tls.not-tls'])
})

it('plain HTTP to the TLS port is answered with 400', () => {
  expect(site().get('browser', 'http://www.example.com:443/').verdict.seen).toMatchObject({ status: 400 })
})

it('a handshake that nobody answers ends with the patience of the client', () => {
  const built = site()
  built.change('proxy', { fault: { type: 'hung' } })
  const trace = built.get('browser', url, { timeoutMs: 3000 })
  expect(trace.verdict.seen).toEqual({ type: 'timed-out', detail: 'handshake' })
  expect(codesOn(built, 'browser', trace)).toContain('tls.no-answer')
})

it('without a DNS server the certificate covers the server’s own addresses', () => {
  const built = site()
  const wiring = { ...built.compiled().wiringOf(built.id('proxy')), knownNames: () => [], addresses: ['192.0.2.7'] }
  const unset = soundCertificate
  expect(certificateFor(unset, wiring, 0)).toMatchObject({ names: ['192.0.2.7'], trusted: true })
})

it.each([
  [{ lowest: '1.2', highest: '1.3' }, ['1.2', '1.3'], '1.3'],
  [{ lowest: '1.0', highest: '1.2' }, ['1.2', '1.3'], '1.2'],
  [{ lowest: '1.0', highest: '1.1' }, ['1.2', '1.3'], undefined],
  [{ lowest: '1.3', highest: '1.3' }, ['1.2'], undefined],
] as const)('of %j and %j the highest that both speak is %s', (offered, spoken, expected) => {
  expect(commonVersion(offered, spoken)).toBe(expected)
})

describe('nginx with a key that does not fit or is too short', () => {
  it('does not start', () => {
    for (const config of [{ certificateKey: 'other' }, { certificateUse: 'weak-key' }]) {
      expect(site({ proxy: { config } }).get('browser', url).verdict.seen.type).toBe('refused')
    }
  })
})
