import { describe, expect, it } from 'vitest'
import { get } from '../../protocols/http/headers.ts'
import {
  answerOf,
  haproxySite,
  logOf,
  remembered,
  send,
  sendAt,
  servedBy,
  type Sending,
  type Site,
} from '../../testing/conformance/families/haproxy-site.ts'
import type { Script, ScriptedRequest } from '../../testing/conformance/scripted.ts'
import { network } from '../../testing/network.ts'

interface Arranged {
  readonly site: Site
  /** Every request that reached a server. */
  readonly asked: ScriptedRequest[]
}

/** A balancer with this configuration, and servers A to E that answer as told, else with their letter. */
function arrange(
  config: string,
  answer?: (letter: string, request: ScriptedRequest) => ReturnType<Script> | undefined,
): Arranged {
  const asked: ScriptedRequest[] = []
  const script: Script = (request) => {
    const letter = site.letterOf(request.device) ?? ''
    asked.push(request)
    return (
      answer?.(letter, request) ?? {
        status: 200,
        body: letter,
        delayMs: Number(get(request.message.headers, 'X-Takes') ?? 0),
      }
    )
  }
  const site: Site = haproxySite({ id: '', input: {}, real_config: config, observed: null }, script)
  expect(site.notRead).toEqual([])
  return { site, asked }
}

const servers = (...letters: readonly string[]) =>
  letters.map((letter) => `  server ${letter} 10.20.0.1${'ABCDE'.indexOf(letter) + 1}:8000`).join('\n')
const front = (rules = '') => `frontend f\n  bind :80\n${rules}\n  default_backend u\n`
const served = (site: Site, sendings: readonly Sending[]) => sendings.map((one) => servedBy(send(site, one)))
const target = (path: string): Sending => ({ target: path })
const codes = (site: Site, sending: Sending = {}) =>
  send(site, sending)
    .hops.flatMap(({ steps }) => steps)
    .filter(({ code }) => code.startsWith('haproxy.'))
    .map(({ code, setting }) => [code.slice('haproxy.'.length), setting])

const takes = (ms: number): Sending => ({ headers: [['X-Takes', String(ms)]] })

const raw = (bytes: string): Sending => ({ headers: [[':raw', bytes]] })

const turnsOfB = (list: readonly unknown[]) => list.filter((one) => one === 'B').length

describe('sections of a haproxy.cfg', () => {
  it('switch by content: the first rule that holds decides, else the default backend', () => {
    const { site } = arrange(`
${front('  acl static path_beg /img /css\n  use_backend s if static\n  use_backend s if { path_end .png } { method GET }')}
backend s
${servers('A')}
backend u
${servers('B')}`)
    expect(served(site, [target('/css/x'), target('/a.png'), target('/a')])).toEqual(['A', 'A', 'B'])
  })

  it('show the line that decided', () => {
    const { site } = arrange(`${front('  http-request deny if { path /admin }')}backend u\n${servers('A')}`)
    expect(codes(site, target('/admin'))).toEqual([['rule-denies', 'sections[1].rules[0]']])
    expect(codes(site)[0]).toEqual(['default-backend', 'sections[1].rules[1]'])
  })

  it('let a listen section be both ends, with a statistics page for who may see it', () => {
    const text = `listen all\n  bind :80\n  stats uri /stats\n  stats auth a:b\n${servers('A')}`
    const { site } = arrange(text)
    expect(served(site, [{}, target('/stats')])).toEqual(['A', 401])
    const authorization = { target: '/stats', headers: [['Authorization', 'Basic YTpi']] } as const
    expect(answerOf(send(site, authorization))?.body?.text).toContain('Statistics')
  })

  it('answer 503 where no rule names a backend', () => {
    const { site } = arrange(`frontend f\n  bind :80\n  use_backend u if { path /x }\nbackend u\n${servers('A')}`)
    expect(served(site, [target('/x'), target('/y')])).toEqual(['A', 503])
  })

  it('redirect with host, path and query', () => {
    const { site } = arrange(
      `${front('  http-request redirect scheme https code 301 unless { ssl_fc }')}backend u\n${servers('A')}`,
    )
    const answer = answerOf(send(site, { target: '/a?b=c', headers: [['Host', 'www.example.test']] }))
    expect(answer?.status).toBe(301)
    expect(answer && get(answer.headers, 'Location')).toBe('https://www.example.test/a?b=c')
  })

  it('change what the server gets to see, the rules of the frontend before those of the backend', () => {
    const { site, asked } = arrange(`
${front('  http-request set-header X-Path "%[path] by %[src]"\n  http-request set-path /front%[path]')}
backend u
  http-request replace-path ^/front(.*)$ /back\\1
  http-request del-header X-Secret
  http-response set-header X-By %s
${servers('A')}`)
    const trace = send(site, { target: '/x?q=1', headers: [['X-Secret', '1']] })
    const { message } = asked[0] ?? {}
    expect(message?.target).toBe('/back/x?q=1')
    expect(message && get(message.headers, 'X-Path')).toBe('/x by 127.0.0.1')
    expect(message && get(message.headers, 'X-Secret')).toBeUndefined()
    const answer = answerOf(trace)
    expect(answer && get(answer.headers, 'X-By')).toBe('A')
  })

  it('change every answer on its way out, the balancer’s own too', () => {
    const hsts = 'http-after-response set-header Strict-Transport-Security max-age=60'
    const { site } = arrange(`${front(`  ${hsts}\n  http-request deny if { path /no }`)}backend u\n${servers('A')}`)
    const seen = ['/', '/no'].map((path) => answerOf(send(site, target(path))))
    expect(seen.map((one) => one && [one.status, get(one.headers, 'Strict-Transport-Security')])).toEqual([
      [200, 'max-age=60'],
      [403, 'max-age=60'],
    ])
  })

  it('deny with words of their own, or without any', () => {
    const rules =
      '  http-request deny status 429 content-type text/plain string "slow down" if { path /a }\n  http-request silent-drop if { path /b }'
    const { site } = arrange(`${front(rules)}backend u\n${servers('A')}`)
    expect(answerOf(send(site, target('/a')))).toMatchObject({ status: 429, body: { text: 'slow down' } })
    expect(send(site, target('/b')).verdict.seen.type).toBe('timed-out')
  })

  it('send its own errors elsewhere', () => {
    const { site } = arrange(`${front('  errorloc303 503 http://sorry.example/')}backend u\n`)
    expect(answerOf(send(site))?.status).toBe(303)
  })

  it('tell TLS connections apart by the name that they ask for, without reading them', () => {
    const names = ['a.example', 'b.example']
    const rows = [
      {
        type: 'frontend',
        mode: 'tcp',
        binds: [':443'],
        rules: ['use_backend a if { req_ssl_sni -i a.example }', 'default_backend u'],
      },
      { type: 'backend', name: 'a', mode: 'tcp', servers: [{ server: 'd3' }] },
      { type: 'backend', name: 'u', mode: 'tcp', servers: [{ server: 'd4' }] },
    ]
    const secure = { https: true, certificateNames: names.join(' ') }
    const built = network()
      .zone('lan', { cidr: '192.168.1.0/24' })
      .add('client', 'browser', { zone: 'lan', program: 'curl' })
      .add('load-balancer', 'lb', { zone: 'lan', bare: true, config: { sections: rows } })
      .add('web-server', 'A', { zone: 'lan', config: secure })
      .add('web-server', 'B', { zone: 'lan', config: secure })
      .link('browser', 'lb', 'A')
      .link('lb', 'B')
    const [address = ''] = built.compiled().addressesOf(built.id('lb'))
    built.change('browser', { config: { hosts: names.map((name) => ({ name, address })) } })
    const reached = names.map((name) => {
      const { hops } = built.get('browser', `https://${name}/`)
      return ['A', 'B'].filter((server) => hops.some(({ device }) => device === built.id(server)))
    })
    expect(reached).toEqual([['A'], ['B']])
  })
})

describe('a limit of connections', () => {
  const limited = `${front()}backend u\n  timeout queue 1s\n${servers('A')} maxconn 1`

  it('lets requests wait in line, first come first served', () => {
    const { site } = arrange(limited)
    const traces = sendAt(site, [0, 10, 20], [takes(300), takes(300), takes(300)])
    expect(traces.map(({ durationMs }) => Math.round(durationMs / 100))).toEqual([3, 6, 9])
  })

  it('ends the wait of who has waited too long', () => {
    const { site } = arrange(limited)
    const traces = sendAt(site, [0, 10, 20], [takes(1500), takes(10), takes(10)])
    expect(traces.map((trace) => servedBy(trace))).toEqual(['A', 503, 503])
    expect(traces.map((trace) => logOf(site, trace).termination)).toEqual(['--', 'sQ', 'sQ'])
    expect(traces.map(({ durationMs }) => Math.round(durationMs / 100))).toEqual([15, 10, 10])
  })

  it('leaves nothing behind when the clients go away', () => {
    const { site } = arrange(limited)
    const { net } = site
    const request = {
      type: 'http',
      from: net.id('client'),
      method: 'GET',
      url: 'http://127.0.0.1/',
      timeoutMs: 100,
    } as const
    const slow = { ...request, headers: [['X-Takes', '900']] } as const
    net.run([0, 10, 20].map((at) => ({ type: 'request', at, request: slow })))
    expect(net.world.states[net.id('server')]?.state).toMatchObject({
      servers: { 'u/A': { connections: 0, queue: [] } },
      backends: { u: { queue: [] } },
      given: {},
    })
    expect(served(site, [{}])).toEqual(['A'])
  })
})

describe('cookies', () => {
  it('bring a client back to its server, and to another one when that is gone', () => {
    const { site } = arrange(`
${front()}
backend u
  cookie SRV insert indirect nocache
  option redispatch
  server A 10.20.0.11:8000 cookie a check inter 1s
  server B 10.20.0.12:8000 cookie b check inter 1s`)
    const first = answerOf(send(site))
    expect(first && get(first.headers, 'Set-Cookie')).toBe('SRV=a; path=/')
    expect(first && get(first.headers, 'Cache-Control')).toBe('private')
    const back: Sending = { headers: [['Cookie', 'x=1; SRV=b']] }
    expect(served(site, [back, back])).toEqual(['B', 'B'])
    site.net.change('B', { service: false }).wait(10_000)
    expect(served(site, [back])).toEqual(['A'])
    expect(codes(site, back).map(([code]) => code)).toContain('cookie-server-down')
  })

  it('with a prefix are the application’s own, which never sees it', () => {
    const config = `${front()}backend u\n  cookie SID prefix\n  server A 10.20.0.11:8000 cookie a\n  server B 10.20.0.12:8000 cookie b`
    const { site, asked } = arrange(config, (letter) => ({
      status: 200,
      body: letter,
      headers: [['Set-Cookie', 'SID=42; Path=/x']],
    }))
    const answer = answerOf(send(site, { headers: [['Cookie', 'SID=b~42']] }))
    expect(answer && get(answer.headers, 'Set-Cookie')).toBe('SID=b~42; Path=/x')
    expect(asked[0] && get(asked[0].message.headers, 'Cookie')).toBe('SID=42')
  })
})

describe('tries', () => {
  it('go to another server after a status that retry-on names', () => {
    const config = `${front()}backend u\n  retry-on 503\n  option redispatch 1\n${servers('A', 'B')}`
    const { site } = arrange(config, (letter) => (letter === 'A' ? { status: 503 } : undefined))
    const trace = send(site)
    expect(servedBy(trace)).toBe('B')
    expect(logOf(site, trace)).toEqual({ termination: '--', server: 'B', retries: '+1' })
  })

  it('pass a cut answer on as far as it came', () => {
    const { site } = arrange(`${front()}backend u\n${servers('A')}`, () => ({
      status: 200,
      headers: [['Content-Length', '100']],
      body: 'half',
    }))
    expect(logOf(site, send(site)).termination).toBe('SD')
  })
})

describe('servers that show errors', () => {
  it('are marked down by their answers, and the log says when', () => {
    const options = 'check inter 60s observe layer7 error-limit 2 on-error mark-down'
    const { site } = arrange(
      `${front()}backend u\n${servers('A', 'B').replaceAll(':8000', `:8000 ${options}`)}`,
      (letter) => (letter === 'B' ? { status: 500 } : undefined),
    )
    expect(served(site, [{}, {}, {}, {}, {}, {}])).toEqual(['A', 500, 'A', 500, 'A', 'A'])
    expect(remembered(site, 'state.log')).toHaveLength(1)
  })

  it('get their turns little by little once they are back', () => {
    const options = 'check inter 1s slowstart 16s'
    const { site } = arrange(`${front()}backend u\n${servers('A', 'B').replaceAll(':8000', `:8000 ${options}`)}`)
    site.net.change('B', { service: false }).wait(10_000)
    site.net.change('B', { service: true }).wait(3000)
    const early = turnsOfB(
      served(
        site,
        Array.from({ length: 16 }, () => ({})),
      ),
    )
    site.net.wait(20_000)
    const late = turnsOfB(
      served(
        site,
        Array.from({ length: 16 }, () => ({})),
      ),
    )
    expect(early).toBeLessThan(5)
    expect(late).toBe(8)
  })
})

describe('what is no request', () => {
  const config = `${front('  timeout http-request 1s')}backend u\n${servers('A')}`

  it.each([
    ['HTTP/0.9', 'GET /\r\n'],
    ['a blank in the path', 'GET /a b HTTP/1.1\r\nHost: a\r\n\r\n'],
    ['two different hosts', 'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n'],
    ['a header without a name', 'GET / HTTP/1.1\r\nHost: a\r\n: x\r\n\r\n'],
    ['two lengths', 'POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n'],
  ])('is answered 400: %s', (_name, bytes) => {
    const { site } = arrange(config)
    expect(served(site, [raw(bytes)])).toEqual([400])
  })

  it('is waited for where it may become one, then answered 408', () => {
    const { site } = arrange(config)
    const trace = send(site, raw('GET / HTTP/1.1\r\nHost: a'))
    expect([servedBy(trace), Math.round(trace.durationMs)]).toEqual([408, 1000])
    expect(logOf(site, trace).termination).toBe('cR')
  })

  it('is not said of HTTP/1.1 without a Host', () => {
    const { site } = arrange(config)
    expect(served(site, [{ headers: [[':no-host', '']] }])).toEqual(['A'])
  })
})
