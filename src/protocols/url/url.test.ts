import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatUrl, hostHeader, originOf, parseUrl, resolveReference, target, type Url, type UrlError } from './url.ts'

function read(text: string, base?: Url): Url {
  const url = parseUrl(text, base)
  if (!url.ok) throw new Error(`${text}: ${url.error}`)
  return url.value
}

/** Pieces that lead into every state of the parser; without `^`, which this platform still leaves bare in paths. */
const piece = fc.oneof(
  fc.constantFrom(
    'http:',
    'https:',
    'HTTP:',
    '/',
    '//',
    '\\',
    '?',
    '#',
    '@',
    ':',
    '.',
    '..',
    '%2e',
    '%2E%2e',
    '%',
    '%41',
  ),
  fc.constantFrom('a', 'B', 'shop.example', '127.1', '0x7f', '010', '256', '80', '443', '65536', '[::1]', '[1::]', '['),
  fc.constantFrom(' ', '\t', '\n', "'", '"', '<', '`', '{', '|', ';', '=', '\0', '\u007f', 'ä', '🙂', '%zz', '~', '+'),
)
const anyText = fc.array(piece, { maxLength: 9 }).map((pieces) => pieces.join(''))

/** What the platform's own parser makes of it; other schemes, and names beyond ASCII, are none of our business. */
function platform(text: string, base?: string): string | undefined {
  const url = URL.canParse(text, base) ? new URL(text, base) : undefined
  return url && /^https?:$/.test(url.protocol) ? url.href : undefined
}

describe('a URL', () => {
  it('reads as in the platform parser', () => {
    fc.assert(
      fc.property(fc.constantFrom('', 'http://', 'https://a'), anyText, (start, rest) => {
        const own = parseUrl(start + rest)
        if (!own.ok && own.error === 'idn-not-modelled') return
        expect(own.ok ? formatUrl(own.value) : undefined).toBe(platform(start + rest))
      }),
      { numRuns: 3000 },
    )
  })

  it('resolves a reference as the platform parser does', () => {
    const bases = ['https://shop.example/a/b?c=d#e', 'http://u:p@shop.example:8080/', 'http://[::1]/x/']
    fc.assert(
      fc.property(fc.constantFrom(...bases), anyText, (base, text) => {
        const own = resolveReference(read(base), text)
        if (!own.ok && own.error === 'idn-not-modelled') return
        expect(own.ok ? formatUrl(own.value) : undefined).toBe(platform(text, base))
      }),
      { numRuns: 3000 },
    )
  })

  it('has its parts', () => {
    expect(read('HTTPS://Ann:s%20c@Shop.Example:8443/a/./b/../c?q=1#top')).toEqual({
      scheme: 'https',
      username: 'Ann',
      password: 's%20c',
      host: 'shop.example',
      port: 8443,
      explicitPort: true,
      path: '/a/c',
      query: 'q=1',
      fragment: 'top',
    })
    expect(read('http://shop.example')).toEqual({
      scheme: 'http',
      host: 'shop.example',
      port: 80,
      explicitPort: false,
      path: '/',
    })
  })

  it.each([
    ['http://010.0.0.1/', '8.0.0.1'],
    ['http://0x7f.1/', '127.0.0.1'],
    ['http://2130706433/', '127.0.0.1'],
    ['http://10.1./', '10.0.0.1'],
    ['http://%31%30.0.0.1/', '10.0.0.1'],
    ['http://[2001:DB8:0:0:1::1]/', '2001:db8::1:0:0:1'],
    ['http://[::ffff:1.2.3.4]/', '::ffff:102:304'],
  ])('has an address for a host: %s', (text, host) => {
    expect(read(text).host).toBe(host)
  })

  it.each<[string, UrlError]>([
    ['', 'empty'],
    ['  ', 'empty'],
    ['shop.example/', 'no-scheme'],
    ['/cart', 'no-scheme'],
    ['localhost:8000', 'scheme-not-modelled'],
    ['ftp://shop.example/', 'scheme-not-modelled'],
    ['http://', 'host-missing'],
    ['http://:80/', 'host-missing'],
    ['http://user@/', 'host-missing'],
    ['http://a b/', 'host-invalid'],
    ['http://a%2fb/', 'host-invalid'],
    ['http://10.0.0.256/', 'host-ipv4'],
    ['http://1.2.3.4.5/', 'host-ipv4'],
    ['http://a.09/', 'host-ipv4'],
    ['http://[::1/', 'host-ipv6'],
    ['http://[1.2.3.4]/', 'host-ipv6'],
    ['http://[fe80::1%25eth0]/', 'host-ipv6'],
    ['http://a:65536/', 'port-invalid'],
    ['http://a:8o/', 'port-invalid'],
    ['http://bücher.example/', 'idn-not-modelled'],
  ])('is refused with a reason: %j is %s', (text, error) => {
    expect(parseUrl(text)).toEqual({ ok: false, error })
  })

  it('leaves the port of its scheme out of origin and Host', () => {
    expect(originOf(read('https://shop.example:443/a'))).toBe('https://shop.example')
    expect(originOf(read('http://u:p@shop.example:443/a'))).toBe('http://shop.example:443')
    expect(hostHeader(read('http://[::1]:8000/'))).toBe('[::1]:8000')
  })

  it('asks for path and query, never for the fragment', () => {
    expect(target(read('http://a/b?c#d'))).toBe('/b?c')
    expect(target(read('http://a/?#'))).toBe('/?')
    expect(target(read('http://a#d'))).toBe('/')
  })
})

describe('a reference', () => {
  const base = read('https://shop.example/a/b/c?d=e#f')

  it.each([
    ['g', 'https://shop.example/a/b/g'],
    ['./g/.', 'https://shop.example/a/b/g/'],
    ['../../../g', 'https://shop.example/g'],
    ['/g', 'https://shop.example/g'],
    ['\\g', 'https://shop.example/g'],
    ['//other.example', 'https://other.example/'],
    ['http:g', 'http://g/'],
    ['https:g', 'https://shop.example/a/b/g'],
    ['?y', 'https://shop.example/a/b/c?y'],
    ['#s', 'https://shop.example/a/b/c?d=e#s'],
    ['', 'https://shop.example/a/b/c?d=e'],
  ])('%j is resolved', (reference, expected) => {
    const url = resolveReference(base, reference)
    expect(url.ok && formatUrl(url.value)).toBe(expected)
  })
})

it('reaches the last port there is', () => {
  expect(parseUrl('http://a:65535/')).toMatchObject({ ok: true, value: { port: 65_535 } })
})
