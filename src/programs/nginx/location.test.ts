import { describe, expect, it } from 'vitest'
import { resolveSettings } from '../../protocols/fields/resolve.ts'
import { fromBytes, parseTarget } from '../common/uri.ts'
import { configOf } from './config.ts'
import { fields } from './fields.ts'
import { matchLocation } from './location.ts'
import { read } from './read.ts'
import { findServer, readHost } from './server-name.ts'

const configFrom = (text: string) => configOf(resolveSettings(fields, read(text).config, {}))

/** Which location of a server block serves a path: as it is written there. */
function locationFor(block: string, target: string): string | undefined {
  const [server] = configFrom(`server { ${block} }`).servers
  const found = matchLocation(server?.locations ?? [], parseTarget(target)?.path ?? '')
  return found && `${found.location.origin.args.join(' ')}${found.needsSlash ? ' needs a slash' : ''}`
}

describe('locations', () => {
  const nested =
    'location /a/ { location ~ x { } location /a/b/ { } } location ~ y { } location ^~ /c/ { location /c/d { } }'

  it.each([
    ['/a/1', '/a/'],
    ['/a/b/1', '/a/b/'],
    ['/a/b/x', '~ x'],
    ['/a/y', '~ y'],
    ['/a/xy', '~ x'],
    ['/c/y', '/c/'],
    ['/c/dy', '/c/d'],
    ['/x', undefined],
  ])('%s is served by %s, nested ones included', (target, location) => {
    expect(locationFor(nested, target)?.replace('^~ ', '')).toBe(location)
  })

  it.each([
    ['location /a/ { proxy_pass http://b; }', '/a/ needs a slash'],
    ['location /a/ { proxy_pass http://b; } location ~ a { }', '/a/ needs a slash'],
    ['location /a/ { proxy_pass http://b; } location /a { }', '/a'],
    ['location /a/ { proxy_pass http://b; } location = /a { }', '= /a'],
    ['location /a/ { proxy_pass http://b; } location / { }', '/a/ needs a slash'],
    ['location /a/ { return 200; } location / { }', '/'],
  ])('with %s, /a is served by %s', (block, location) => {
    expect(locationFor(block, '/a')).toBe(location)
  })
})

describe('the path that locations are matched with', () => {
  it.each([
    ['/a%2Fb', '/a/b'],
    ['/a//b///c', '/a/b/c'],
    ['/a/./b/../c', '/a/c'],
    ['/a/..', '/'],
    ['/a/b/.', '/a/b/'],
    ['/%2e%2e/a', undefined],
    ['/../a', undefined],
    ['/a%00b', undefined],
    ['/a%zz', undefined],
    ['/%C3%BCber', '/über'],
    ['http://other.test/x?y', '/x'],
    ['*', undefined],
  ])('%s is read as %s', (target, path) => {
    const parsed = parseTarget(target)
    expect(parsed && fromBytes(parsed.path)).toBe(path)
  })

  it('keeps its slashes where merge_slashes is off', () => {
    expect(parseTarget('/a//b/./c//', false)?.path).toBe('/a//b/c//')
  })
})

describe('server blocks', () => {
  const names = ['example.org', '*.example.org', 'mail.*', '.example.com', '*.a.example.org', '~^(?<who>\\w+)\\.test$']
  const { servers } = configFrom(names.map((name) => `server { listen 80; server_name "${name}"; }`).join(' '))

  it.each([
    ['example.org', 'example.org'],
    ['www.example.org', '*.example.org'],
    ['x.a.example.org', '*.a.example.org'],
    ['mail.example.net', 'mail.*'],
    ['example.com', '.example.com'],
    ['deep.www.example.com', '.example.com'],
    ['joe.test', names[5]],
    ['example.net', undefined],
  ])('%s is served by the name %s', (host, name) => {
    expect(findServer(servers, { address: '10.0.0.1', port: 80, host })?.name).toBe(name)
  })

  it.each([
    ['a.test:8080', 'a.test'],
    ['A.Test.', 'a.test'],
    ['[::1]:80', '[::1]'],
    ['a..test', undefined],
    ['a b', undefined],
    ['a/b', undefined],
    ['.', undefined],
    [':80', undefined],
  ])('the Host header %s names %s', (header, host) => {
    expect(readHost(header)).toBe(host)
  })

  it('are asked by address and port first, then by name, then the default one', () => {
    const config = configFrom(`
      server { listen 80; server_name a.test; }
      server { listen 10.0.0.1:80; server_name b.test; }
      server { listen 10.0.0.1:80 default_server; server_name c.test; }
      server { listen [::]:80; server_name d.test; }`)
    const found = (address: string, host: string) =>
      findServer(config.servers, { address, port: 80, host })?.server.names[0]?.name
    expect(found('10.0.0.1', 'a.test')).toBe('c.test')
    expect(found('10.0.0.1', 'b.test')).toBe('b.test')
    expect(found('10.0.0.2', 'b.test')).toBe('a.test')
    expect(found('2001:db8::1', 'a.test')).toBe('d.test')
    expect(findServer(config.servers, { address: '10.0.0.1', port: 81, host: 'a.test' })).toBeUndefined()
  })
})
