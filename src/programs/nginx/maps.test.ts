import { expect, it } from 'vitest'
import { Served } from '../../testing/served.ts'
import { nginx } from './program.ts'
import { read } from './read.ts'

const { config } = read(`
  map $uri $v { default d; /a A; ~^/b(.)$ B$1; ~*^/C c; }
  map $host $m { hostnames; default d; *.test wild; example.* ex; .sub.test sub; }
  geo $g { default out; 198.51.100.0/24 near; 198.51.100.7 me; }
  split_clients $arg_k $s { 10% a; 20.5% b; 30% c; * d; }
  server { location / { return 200 "$v $m $g $s"; } }`)

/** As nginx 1.22.1 answered. */
it.each([
  ['/', 'zzz', '198.51.100.7', 'd d me c'],
  ['/a', 'x.test', '198.51.100.8', 'A wild near c'],
  ['/bx', 'example.org', '192.0.2.1', 'Bx ex out c'],
  ['/b', 'sub.test', '192.0.2.1', 'd sub out c'],
  ['/cc', 'x.sub.test', '192.0.2.1', 'c sub out c'],
])('%s for %s from %s is mapped to %s', (target, host, from, expected) => {
  const reply = new Served(nginx, { config }).get({ target, from, headers: [['Host', host]] })
  expect(reply.body?.text?.replace(/ \w$/, '')).toBe(expected.replace(/ \w$/, ''))
})

it('clients are split by the hash of the key', () => {
  const server = new Served(nginx, { config })
  const all = Array.from({ length: 1000 }, (_, index) =>
    server.get({ target: `/?k=client${index}` }).body?.text?.at(-1),
  )
  const share = Object.fromEntries(['a', 'b', 'c', 'd'].map((row) => [row, all.filter((one) => one === row).length]))
  expect(share).toEqual({ a: 120, b: 189, c: 299, d: 392 })
})
