import { describe, expect, it } from 'vitest'
import { fromBytes, parseTarget } from '../common/uri.ts'
import type { LocationRow } from './fields.ts'
import { defaultLocation, matchLocation } from './location.ts'
import recorded from './recorded/location.json' with { type: 'json' }
import rewrites from './recorded/rewrite.json' with { type: 'json' }
import { requestVariables, rewriteUri } from './rewrite.ts'
import { matchServerName } from './server-name.ts'

const matches = { '': 'prefix', '=': 'exact', '^~': 'prefix-first', '~': 'regex', '~*': 'regex-i' } as const

function row(modifier: string, path: string, upstreamUri?: string): LocationRow {
  const base = defaultLocation({ upstreams: [], files: undefined })
  return { ...base, match: matches[modifier as keyof typeof matches], path, upstreamUri, action: 'proxy' }
}

const configs: Readonly<Record<string, readonly { id: string; modifier: string; pattern: string }[]>> = recorded.configs

it.each(recorded.cases)('$id: $uri goes to $location in $config, as in nginx 1.22.1', ({ config, uri, location }) => {
  const locations = configs[config] ?? []
  const candidates = locations.map(({ modifier, pattern }, index) => ({ row: row(modifier, pattern), index }))
  const match = matchLocation(candidates, parseTarget(uri)!.path)
  expect(locations[match?.index ?? -1]?.id ?? null).toBe(location)
})

const proxied = rewrites.filter(({ status }) => status === 200)

it.each(proxied)('$id: $uri at $location reaches $proxyPass as $target', ({ location, proxyPass, uri, target }) => {
  const [, modifier = '', path = ''] = /^(?:(=|~\*?|\^~) )?(.*)$/.exec(location) ?? []
  const upstreamUri = /^http:\/\/[\w.:]+(.*)$/.exec(proxyPass)?.[1]
  const parsed = parseTarget(uri)!
  const match = matchLocation([{ row: row(modifier, path, upstreamUri), index: 0 }], parsed.path)!
  const request = { scheme: 'http', host: 'client.test', client: '127.0.0.1', method: 'GET' }
  expect(rewriteUri(match, parsed, requestVariables(match, parsed, request))).toBe(target)
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
})

describe('server names', () => {
  const names = ['example.org', '*.example.org', 'mail.*', '.example.com', '*.a.example.org']

  it.each([
    ['example.org', 0],
    ['www.example.org', 1],
    ['x.a.example.org', 4],
    ['mail.example.net', 2],
    ['example.com', 3],
    ['deep.www.example.com', 3],
    ['example.net', undefined],
  ])('%s is served by name %s', (host, index) => {
    expect(matchServerName(names, host)).toBe(index)
  })
})
