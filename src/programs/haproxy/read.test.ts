import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../model/topology.ts'
import { schemaOf } from '../../protocols/fields/schema.ts'
import { configOf } from '../../testing/arbitrary.ts'
import { configText } from './config-text.ts'
import { directiveNames } from './directives.ts'
import { fields } from './fields.ts'
import { serverWords } from './server-line.ts'
import { lineOf, timeOf, wordsOf } from './syntax.ts'

const context = { addressOf: (target: string) => (target.startsWith('d') ? '10.0.0.1' : target) }
const read = (text: string) => configText.read(text, '2.6')
const print = (config: JsonObject) =>
  configText
    .print(config, context)
    .map(({ text }) => text)
    .join('\n')
const unread = (text: string) =>
  read(text).notRead.map(({ line, why }) => `${line} ${why.code.slice('haproxy.'.length)}`)

/** From the configuration manual of 2.6, section 2.7. */
const fromTheManual = `
    # Simple configuration for an HTTP proxy listening on port 80 on all
    # interfaces and forwarding requests to a single backend "servers" with a
    # single server "server1" listening on 127.0.0.1:8000
    global
        daemon
        maxconn 256

    defaults
        mode http
        timeout connect 5000ms
        timeout client 50000ms
        timeout server 50000ms

    frontend http-in
        bind *:80
        default_backend servers

    backend servers
        server server1 127.0.0.1:8000 maxconn 32
`

describe('a haproxy.cfg', () => {
  it('of the manual is read whole', () => {
    const { config, notRead } = read(fromTheManual)
    expect(notRead).toEqual([])
    expect(config).toMatchObject({
      sections: [
        { type: 'global', directives: ['daemon', 'maxconn 256'] },
        { type: 'defaults', mode: 'http' },
        { type: 'frontend', name: 'http-in', binds: ['*:80'], rules: ['default_backend servers'] },
        { type: 'backend', servers: [{ name: 'server1', server: '127.0.0.1', port: 8000, options: 'maxconn 32' }] },
      ],
    })
  })

  it('has words of its lines in quotes, after backslashes and before comments', () => {
    const line = String.raw`http-request set-header X "a 'b' \"c\"" if { path_reg ^/x\d+\ y } # why`
    const words = wordsOf(line) ?? []
    expect(words).toEqual([
      'http-request',
      'set-header',
      'X',
      `a 'b' "c"`,
      'if',
      '{',
      'path_reg',
      String.raw`^/x\d+ y`,
      '}',
    ])
    expect(wordsOf(lineOf(words))).toEqual(words)
    expect(wordsOf('log "never closed')).toBeUndefined()
  })

  it.each([
    ['250', 250],
    ['5s', 5000],
    ['1m', 60_000],
    ['2d', 86_400_000],
    ['1500us', 2],
    ['soon', undefined],
  ])('reads the time %s', (word, ms) => {
    expect(timeOf(word)).toBe(ms)
  })

  it.each([
    ['a line before any section', 'balance roundrobin', '1 not-read.outside'],
    ['a directive that is not modelled', 'backend b\n  filter trace', '2 not-read.unknown'],
    ['an argument that is not modelled', 'backend b\n  balance rdp-cookie', '2 not-read.argument'],
    ['a word of a server', 'backend b\n  server a 10.0.0.1:80 send-proxy', '2 not-read.word'],
    ['a server by its name', 'backend b\n  server a app.example:80', '2 not-read.place'],
    ['a section that is not modelled', 'resolvers r\n  nameserver n 10.0.0.1:53', '1 not-read.section'],
    ['a rule whose condition is unknown', 'frontend f\n  use_backend b if nobody_said', '2 not-read.argument'],
    ['an environment variable', 'frontend f\n  bind "$HOST:80"', '2 not-read.environment'],
    ['a server in a frontend', 'frontend f\n  server a 10.0.0.1:80', '2 not-read.misplaced'],
    ['a quote that never ends', 'frontend f\n  log "x', '2 not-read.quote'],
    ['a hashed password', 'userlist l\n  user a password $5$x', '2 not-read.user'],
  ])('names %s', (_name, text, expected) => {
    expect(unread(text)[0]).toBe(expected)
  })

  it('keeps no private key, and does not repeat it', () => {
    const key = '-----BEGIN PRIVATE KEY-----\nMIIEsecret\n-----END PRIVATE KEY-----'
    const reading = read(`frontend f\n  bind :80\n${key}\n  mode http`)
    expect(JSON.stringify(reading)).not.toContain('MIIEsecret')
    expect(reading.config).toMatchObject({ sections: [{ binds: [':80'], mode: 'http' }] })
  })

  it('lets a later default-server count for the servers after it only', () => {
    const text = 'backend b\n server a 10.0.0.1:80\n default-server maxconn 5\n server c 10.0.0.2:80'
    expect(read(text).config).toMatchObject({
      sections: [{ servers: [{ name: 'a' }, { name: 'c', options: 'maxconn 5' }] }],
    })
  })
})

/** Lines that are read, as a person may write them. */
const lines: Readonly<Record<string, readonly string[]>> = {
  frontend: [
    'bind :80',
    'bind 10.0.0.1:443 ssl crt /etc/site.pem alpn h2,http/1.1',
    'mode http',
    'acl admin path_beg -i /admin',
    'http-request deny deny_status 429 if { src 10.0.0.0/8 } || { hdr(host) -m end .example }',
    'http-request set-header X-Proto "%[ssl_fc,iif(https,http)] by us"',
    'redirect scheme https code 301 unless { ssl_fc }',
    'use_backend b if METH_POST',
    'default_backend b',
    'option forwardfor except 127.0.0.0/8',
    'timeout client 30s',
    'log global',
  ],
  backend: [
    'balance uri whole depth 2',
    'balance leastconn',
    'hash-type consistent djb2 avalanche',
    'cookie SRV insert indirect nocache',
    'option httpchk GET /health',
    'http-check expect ! status 500-599',
    'option redispatch 1',
    'retry-on 503 empty-response',
    'default-server inter 3s fall 5',
    'server a 10.0.0.1:80 check weight 3 cookie a',
    'server b [2001:db8::1]:80 backup disabled ssl verify none',
    'server c 10.0.0.3 maxconn 10',
    'stats uri /stats',
  ],
  defaults: ['mode http', 'timeout connect 1s', 'retries 2', 'balance random(3)', 'option httplog'],
  global: ['daemon', 'nbthread 4', 'maxconn 2000'],
}

const section = fc
  .constantFrom(...Object.keys(lines))
  .chain((type) =>
    fc.record({
      heading: fc.constantFrom(type === 'global' || type === 'defaults' ? type : `${type} s`),
      body: fc.array(fc.constantFrom(...(lines[type] ?? [])), { maxLength: 8 }),
    }),
  )
  .map(({ heading, body }) => [heading, ...body.map((line) => `  ${line}`)].join('\n'))

const cfg = fc.array(section, { minLength: 1, maxLength: 6 }).map((all) => all.join('\n'))

const punctuation = 'frontend backend server if { } ! or 10.0.0.1:80 %[ 5s " \' \\ # -m ,'.split(' ')
const words = fc.constantFrom(...directiveNames.flatMap((name) => name.split(' ')), ...serverWords, ...punctuation)
const noise = fc
  .array(
    fc.oneof(
      fc.array(words, { maxLength: 8 }).map((some) => some.join(' ')),
      fc.string({ maxLength: 40 }),
    ),
    { maxLength: 12 },
  )
  .map((all) => all.join('\n'))

const runs = { seed: 20_260_105, numRuns: 300 }

describe('reading and printing', () => {
  it('gives the same settings again, and every line of it is read', () => {
    fc.assert(
      fc.property(cfg, (text) => {
        const first = read(text)
        const second = read(print(first.config))
        expect(second.config).toEqual(first.config)
        expect(second.notRead).toEqual([])
      }),
      runs,
    )
  })

  it('never throws, whatever the text, and makes nothing that a document may not hold', () => {
    fc.assert(
      fc.property(noise, (text) => {
        const { config } = read(`frontend f\n${text}`)
        expect(v.safeParse(schemaOf(fields), config).success).toBe(true)
        expect(read(print(config)).config).toEqual(config)
      }),
      runs,
    )
  })

  it('prints any settings, the simple form too, and each line names a setting that is there', () => {
    fc.assert(
      fc.property(configOf(fields), (config) => {
        const printed = configText.print(config, context)
        const known = Object.keys(fields)
        const paths = printed.flatMap(({ setting }) => (setting === undefined ? [] : [setting.replace(/[.[].*$/, '')]))
        expect(paths.filter((path) => !known.includes(path))).toEqual([])
      }),
      runs,
    )
  })

  it('prints the simple form as the text that behaves so', () => {
    const config = { mode: 'http', forwardedProto: true, checkType: 'http', servers: [{ server: 'd3', weight: 3 }] }
    const text = print(config)
    expect(read(text).notRead).toEqual([])
    expect(text).toContain('server s1 10.0.0.1:80 weight 3 check inter 2000ms rise 2 fall 3')
    expect(text).toContain('http-request set-header X-Forwarded-Proto https if { ssl_fc }')
  })

  it('prints what HAProxy needs to start: a certificate where TLS ends, a port for checks where clients keep theirs', () => {
    const servers = [{ server: 'd3' }]
    expect(print({ mode: 'http', certificateNames: '*.shop.test', servers })).toContain(
      'bind :443 ssl crt /etc/haproxy/certs/shop.test.pem',
    )
    expect(print({ servers })).toContain('server s1 10.0.0.1 check port 80 inter')
    expect(print({ servers, frontends: [{ port: 8443 }] })).toContain('server s1 10.0.0.1:8443 check inter')
    const sections = [{ type: 'frontend', name: 'f', binds: [':443 ssl', ':444 ssl crt /own.pem'] }]
    const once = print({ sections })
    expect(once).toContain('bind :443 ssl crt /etc/haproxy/certs/site.pem')
    expect(once).toContain('bind :444 ssl crt /own.pem')
    expect(print(read(once).config)).toBe(once)
  })
})
