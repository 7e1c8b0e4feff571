import { describe, expect, it } from 'vitest'
import type { HttpRequestSpec } from '../model/request.ts'
import type { JsonObject } from '../model/topology.ts'
import { curlExit } from '../protocols/spelling.ts'
import { recordedEndpoints } from '../testing/conformance/families/django-app.ts'
import { baseRules, e2eChain, nginxWeb, proxy, type Change, type Tier } from '../testing/e2e-chain.ts'
import { stepOf } from '../testing/grammar.ts'
import type { NetworkBuilder } from '../testing/network.ts'

interface Fact {
  readonly fault: string
  readonly changes?: Partial<Record<Tier, Change>>
  readonly cable?: readonly [Tier, Tier]
  readonly path?: string
  readonly request?: Partial<HttpRequestSpec>
  /** curl's exit code, the status (0: none), seconds, and the device whose step made it so. */
  readonly ends: readonly [exit: number, status: number, seconds: number, because: Tier]
}

const config = (settings: JsonObject): Change => ({ config: settings })
const both = (first: Tier, second: Tier, change: Change) => ({ [first]: change, [second]: change })
const stopped: Change = { service: false }
const [, ...proxyRules] = baseRules
const record = (target: string) => config({ records: [{ name: 'www.example.test', type: 'A', target }] })
const proxies = (options: Parameters<typeof proxy>[0]) => both('px1', 'px2', config(proxy(options)))
const webs = { web1: '10.0.2.31:80', web2: '10.0.2.32:80' }
const onlyWeb = (tier: keyof typeof webs, readTimeout = 6) => proxies({ webs: [webs[tier]], readTimeout })
const slowPage = (durationMs: number) => both('app1', 'app2', config({ endpoints: recordedEndpoints(durationMs) }))

/** What the client sees (docs of the recordings, "Client sees"): the faults whose outcome is known from its table. */
const facts: readonly Fact[] = [
  {
    fault: 'DNS points at a public address nobody has',
    changes: { dns: record('203.0.113.99') },
    ends: [28, 0, 3, 'net'],
  },
  { fault: 'the DNS process is stopped', changes: { dns: stopped }, ends: [6, 0, 0, 'dns'] },
  {
    fault: 'the DNS machine is off, the client gives up before ARP does',
    changes: { dns: { power: false } },
    ends: [6, 0, 2, 'net'],
  },
  { fault: 'the line between internet and firewall is down', cable: ['net', 'fw'], ends: [7, 0, 0, 'net'] },
  { fault: 'no rule lets the web in', changes: { fw: config({ rules: proxyRules }) }, ends: [28, 0, 3, 'fw'] },
  { fault: 'the firewall forgets connections', changes: { fw: config({ stateful: false }) }, ends: [28, 0, 3, 'fw'] },
  { fault: 'no port is forwarded', changes: { fw: config({ portForwarding: [] }) }, ends: [28, 0, 3, 'fw'] },
  {
    fault: 'the firewall rejects as host unreachable',
    changes: { fw: config({ rules: [{ interfaceIn: 'wan', action: 'reject', rejectWith: 'host-unreachable' }] }) },
    ends: [7, 0, 0, 'fw'],
  },
  { fault: 'the balancer is stopped', changes: { lb: stopped }, ends: [7, 0, 0, 'lb'] },
  { fault: 'the balancer is off', changes: { lb: { power: false } }, ends: [28, 0, 3, 'fw'] },
  { fault: 'both proxies are stopped', changes: both('px1', 'px2', stopped), ends: [0, 503, 0, 'lb'] },
  { fault: 'one proxy is stopped and known to be', changes: { px1: stopped }, ends: [0, 200, 0, 'app1'] },
  {
    fault: 'the proxies ask an address nobody has',
    changes: proxies({ webs: ['10.0.2.98:80', '10.0.2.99:80'] }),
    ends: [0, 504, 2, 'fw'],
  },
  { fault: 'a file does not exist', path: '/static/nope.css', ends: [0, 404, 0, 'web1'] },
  { fault: 'the page does not exist', path: '/nope/', ends: [0, 404, 0, 'app1'] },
  { fault: 'the address lacks its slash', path: '/db', ends: [0, 301, 0, 'app1'] },
  {
    fault: 'both apps are stopped behind nginx',
    changes: { ...onlyWeb('web1'), ...both('app1', 'app2', stopped) },
    ends: [0, 502, 0, 'app2'],
  },
  {
    fault: 'both apps are stopped behind Apache',
    changes: { ...onlyWeb('web2'), ...both('app1', 'app2', stopped) },
    ends: [0, 503, 0, 'app2'],
  },
  {
    fault: 'both apps are stopped, but a file is asked for',
    path: '/static/a.css',
    changes: both('app1', 'app2', stopped),
    ends: [0, 200, 0, 'web1'],
  },
  {
    fault: 'one app is stopped behind Apache',
    changes: { ...onlyWeb('web2'), app2: stopped },
    ends: [0, 200, 0, 'app1'],
  },
  {
    fault: 'the app is slower than nginx waits, for each of two apps',
    path: '/slow/',
    changes: { ...onlyWeb('web1'), ...slowPage(6000) },
    ends: [0, 504, 4, 'app2'],
  },
  {
    fault: 'the app is slower than Apache waits',
    path: '/slow/',
    changes: { ...onlyWeb('web2'), ...slowPage(6000) },
    ends: [0, 502, 2, 'app1'],
  },
  {
    fault: 'the app is slower than the balancer waits, everybody else would',
    path: '/slow/',
    changes: {
      ...onlyWeb('web1', 20),
      ...slowPage(11_000),
      web1: config(nginxWeb({ readTimeout: 20 })),
    },
    ends: [0, 504, 9, 'app1'],
  },
  {
    fault: 'the client waits only two seconds',
    path: '/slow/',
    changes: slowPage(5000),
    request: { timeoutMs: 2000 },
    ends: [28, 0, 2, 'app1'],
  },
  {
    fault: 'ALLOWED_HOSTS lacks the name',
    changes: both('app1', 'app2', config({ allowedHosts: ['other.example.test'] })),
    ends: [0, 400, 0, 'app1'],
  },
  { fault: 'the database is stopped', changes: { db: stopped }, ends: [0, 500, 0, 'db'] },
  {
    fault: 'the database listens on its own machine only',
    changes: { db: config({ listenAddress: 'localhost' }) },
    ends: [0, 500, 0, 'db'],
  },
  { fault: 'the table is missing', changes: { db: config({ hasTables: false }) }, ends: [0, 500, 0, 'db'] },
  {
    fault: 'the database is off: silence, not a refusal',
    changes: { ...onlyWeb('web1'), db: { power: false } },
    ends: [0, 504, 4, 'app2'],
  },
  {
    fault: 'the database is off, but the page needs none',
    path: '/',
    changes: { db: { power: false } },
    ends: [0, 200, 0, 'app1'],
  },
  {
    fault: 'the certificate is for another name',
    changes: { lb: config({ certificateNames: 'other.example.test' }) },
    request: { url: 'https://www.example.test/db/' },
    ends: [60, 0, 0, 'client'],
  },
]

function chainWith({ changes = {}, cable }: Pick<Fact, 'changes' | 'cable'>): NetworkBuilder {
  const net = e2eChain()
  for (const [tier, change] of Object.entries(changes)) net.change(tier, change)
  return cable ? net.changeLink(...cable, { cut: true }) : net
}

describe('the client’s view of the chain', () => {
  it.each(facts.map((fact) => [fact.fault, fact] as const))('when %s', (_fault, fact) => {
    const net = chainWith(fact)
    const trace = net.get('client', `http://www.example.test${fact.path ?? '/db/'}`, fact.request)
    const { seen, because } = trace.verdict
    expect([
      curlExit(seen),
      seen.type === 'answer' ? seen.status : 0,
      Math.round(trace.durationMs / 1000),
      net.nameOf(trace.hops[because.hop]!.device),
    ]).toEqual(fact.ends)
  })

  it('remembers: right after both apps timed out a page that works is answered 502 at once', () => {
    const net = chainWith({ changes: { ...onlyWeb('web1'), ...slowPage(6000) } })
    net.get('client', 'http://www.example.test/slow/')
    const trace = net.get('client', 'http://www.example.test/')
    expect(trace.verdict.seen).toMatchObject({ type: 'answer', status: 502 })
    expect(stepOf(trace, trace.verdict.because)?.code).toBe('nginx.no-live-server')
    expect(trace.durationMs).toBeLessThan(100)
    net.wait(11_000)
    expect(net.get('client', 'http://www.example.test/').verdict.seen).toMatchObject({ status: 200 })
  })

  it('is gone when it hangs up: nginx stops at once, gunicorn works on', () => {
    const net = chainWith({ changes: slowPage(5000) })
    net.change('web1', { config: nginxWeb({ readTimeout: 60 }) }).change('web2', { config: { timeoutMs: 60_000 } })
    const trace = net.get('client', 'http://www.example.test/slow/', { timeoutMs: 2000 })
    const late = trace.hops
      .filter(({ at, steps }) => at > 2100 && steps.length > 0)
      .map(({ device }) => net.nameOf(device))
    expect(trace.durationMs).toBeCloseTo(2000, 0)
    expect(late).toEqual([])
    const worked = trace.hops.flatMap(({ steps }) => steps.map(({ code }) => code))
    expect(worked).toContain('django.answers')
  })

  it('gets better by itself: proxies that come back are found by their checks', () => {
    const net = chainWith({ changes: both('px1', 'px2', stopped) })
    expect(net.get('client', 'http://www.example.test/').verdict.seen).toMatchObject({ status: 503 })
    net.change('px1', { service: true }).change('px2', { service: true })
    expect(net.get('client', 'http://www.example.test/').verdict.seen).toMatchObject({ status: 503 })
    net.wait(600)
    expect(net.get('client', 'http://www.example.test/').verdict.seen).toMatchObject({ status: 200 })
  })
})
