import { describe, expect, it, vi } from 'vitest'
import type { Finding } from '../model/finding.ts'
import type { JsonObject } from '../model/topology.ts'
import { network, type NetworkBuilder } from '../testing/network.ts'
import { Compiled } from './compile.ts'
import en from './findings/texts.en.ts'
import { loadRules } from './rules.ts'
import { validate } from './validate.ts'

await loadRules()

type Code = keyof typeof en

interface Fact {
  readonly code: Code
  readonly subject: string
  readonly wrong: () => NetworkBuilder
  readonly right: () => NetworkBuilder
}

const pair = () => network().add('client', 'pc').add('web-server', 'web')
/** As in the course's picture: the line to the internet goes through the DNS server. */
const picture = () =>
  network()
    .add('client', 'pc')
    .add('dns-server', 'dns')
    .add('internet', 'internet')
    .add('web-server', 'web')
    .link('pc', 'dns', 'internet', 'web')
const files = () =>
  network()
    .zone('lan')
    .add('web-app', 'one', { zone: 'lan' })
    .add('web-app', 'two', { zone: 'lan' })
    .add('database', 'file', { zone: 'lan', program: 'sqlite' })
const proxies = () =>
  network()
    .zone('lan')
    .add('reverse-proxy', 'a', { zone: 'lan' })
    .add('reverse-proxy', 'b', { zone: 'lan' })
    .add('reverse-proxy', 'c', { zone: 'lan' })
    .link('a', 'b', 'c')
const zones = (...cidrs: readonly string[]) => {
  const net = network()
  for (const cidr of cidrs) net.zone(cidr, { cidr })
  return net
}
const lan = (address: string, other = '10.0.1.20') =>
  network()
    .zone('lan', { cidr: '10.0.1.0/24' })
    .add('client', 'pc', { zone: 'lan', interfaces: [{ network: 'z1', addresses: [address] }] })
    .add('web-server', 'web', { zone: 'lan', interfaces: [{ network: 'z1', addresses: [other] }] })
    .link('pc', 'web')
const small = (cidr: string) =>
  network()
    .zone('lan', { cidr })
    .add('client', 'pc', { zone: 'lan' })
    .add('web-server', 'web', { zone: 'lan' })
    .link('pc', 'web')
const database = (kind: string) =>
  network().add('database', 'db', { program: 'postgresql' }).add(kind, 'other').link('other', 'db')
const online = (address: string) =>
  network()
    .add('web-server', 'web', { interfaces: [{ network: 'l1', addresses: [address] }] })
    .add('internet', 'internet')
    .link('internet', 'web')

/** The DNS server hangs on the first client's cable, and a client forwards nothing. */
const neighbours = () =>
  network()
    .add('client', 'first')
    .add('client', 'second')
    .add('internet', 'internet')
    .add('dns-server', 'dns')
    .link('first', 'internet')
    .link('second', 'internet')
    .link('first', 'dns')
const cabled = (kind: string, program: string) =>
  network().add('database', 'file', { program }).add(kind, 'other').add('web-app', 'app').link('other', 'file')

const facts: readonly Fact[] = [
  { code: 'finding-unconnected', subject: 'pc', wrong: pair, right: () => pair().link('pc', 'web') },
  {
    code: 'finding-not-read',
    subject: 'web',
    wrong: () =>
      pair()
        .link('pc', 'web')
        .change('web', { notRead: [{ line: 1, text: 'perl_set $x y;' }] }),
    right: () => pair().link('pc', 'web'),
  },
  {
    code: 'finding-no-way',
    subject: 'pc',
    wrong: () => pair().add('dns-server', 'dns').link('pc', 'dns'),
    right: () => pair().add('dns-server', 'dns').link('pc', 'dns').link('pc', 'web'),
  },
  {
    code: 'finding-no-resolver',
    subject: 'pc',
    wrong: () => pair().add('dns-server', 'dns').link('pc', 'web'),
    right: () => pair().add('dns-server', 'dns').link('pc', 'web').link('pc', 'dns'),
  },
  { code: 'finding-not-a-router', subject: 'dns', wrong: picture, right: () => picture().link('pc', 'internet') },
  {
    code: 'finding-shared-file',
    subject: 'file',
    wrong: () => files().link('one', 'file').link('two', 'file'),
    right: () => files().link('one', 'file').link('two', 'file').change('two', { runsOn: 'd1' }),
  },
  {
    code: 'finding-not-modelled',
    subject: 'pc',
    wrong: () => pair().change('pc', { program: { id: 'lynx', profile: '2.9', configVersion: 0 } }),
    right: pair,
  },
  { code: 'finding-loop', subject: 'a', wrong: () => proxies().link('c', 'a'), right: proxies },
  {
    code: 'finding-no-address',
    subject: 'web',
    wrong: () => small('10.0.1.0/32'),
    right: () => small('10.0.1.0/31'),
  },
  {
    code: 'finding-public-database',
    subject: 'db',
    wrong: () => database('internet'),
    right: () => database('web-app'),
  },
  {
    code: 'finding-duplicate-address',
    subject: 'web',
    wrong: () => lan('10.0.1.20'),
    right: () => lan('10.0.1.10'),
  },
  {
    code: 'finding-outside-zone',
    subject: 'pc',
    wrong: () => lan('10.0.2.10'),
    right: () => lan('10.0.1.10'),
  },
  {
    code: 'finding-overlapping-zones',
    subject: '10.0.1.128/25',
    wrong: () => zones('10.0.1.0/24', '10.0.1.128/25'),
    right: () => zones('10.0.1.0/24', '10.0.2.0/24'),
  },
  {
    code: 'finding-private-on-public-cable',
    subject: 'web',
    wrong: () => online('192.168.1.10'),
    right: () => online('203.0.113.80'),
  },
  {
    code: 'finding-resolver-out-of-reach',
    subject: 'second',
    wrong: neighbours,
    right: () => neighbours().link('dns', 'internet'),
  },
  {
    code: 'finding-database-of-no-use',
    subject: 'other-file',
    wrong: () => cabled('reverse-proxy', 'sqlite'),
    right: () => cabled('web-app', 'sqlite'),
  },
]

const found = (net: NetworkBuilder, code: Code) =>
  validate(net.topology).filter((finding) => finding.code === `net.${code}`)
const subjectOf = ({ subject }: Finding) => (subject.type === 'diagram' ? 'diagram' : subject.id)

/** What the store's command does with a cable that a finding proposes. */
function apply(net: NetworkBuilder, { fixes }: Finding): NetworkBuilder {
  for (const fix of fixes) {
    const isCable = fix.type === 'add-link'
    expect(isCable).toBe(true)
    if (isCable) net.link(net.nameOf(fix.from), net.nameOf(fix.to))
  }
  return net
}

/** What the check says of an nginx that waits longer for a connection than for an answer. */
function hintOnWaiting(config: JsonObject): Finding | undefined {
  const net = network().add('web-server', 'web', { config })
  return validate(net.topology).find(({ code }) => code === 'nginx.finding.connect-longer')
}

/** How often routes are asked for to check so many clients on one internet. */
const looksAtRoutes = (count: number) => {
  const net = network().add('internet', 'net').add('web-server', 'web').link('net', 'web')
  for (let index = 0; index < count; index++) net.add('client', `c${index}`).link(`c${index}`, 'net')
  const routes = vi.spyOn(Compiled.prototype, 'routesOf')
  validate(net.topology)
  const { length } = routes.mock.calls
  routes.mockRestore()
  return length
}

describe('the check', () => {
  it.each(facts.map((fact) => [fact.code, fact] as const))(
    'reports %s where it is so, and not elsewhere',
    (code, fact) => {
      const wrong = fact.wrong()
      expect(found(wrong, code).map(subjectOf)).toContain(wrong.id(fact.subject))
      expect(found(fact.right(), code)).toEqual([])
    },
  )

  it('has a fact for each of its codes', () => {
    const codes = Object.keys(en).filter((code) => code.startsWith('finding-'))
    expect(facts.map((fact) => fact.code).toSorted()).toEqual(codes.toSorted())
  })

  it('offers a fix that mends what it found', () => {
    const net = picture()
    const [finding] = found(net, 'finding-not-a-router')
    expect(finding?.fixes).toHaveLength(1)
    expect(found(apply(net, finding!), 'finding-not-a-router')).toEqual([])
  })

  it('offers the cable to a DNS server that cannot be asked, and only to those who cannot', () => {
    const net = neighbours()
    const found = validate(net.topology).filter(({ code }) => code === 'net.finding-resolver-out-of-reach')
    expect(found.map(subjectOf)).toEqual([net.id('second')])
    expect(
      net.send({ type: 'dns', from: net.id('second'), name: 'a.example', recordType: 'A' }).verdict.seen.type,
    ).toBe('timed-out')
    const mended = validate(apply(net, found[0]!).topology)
    expect(mended.map(({ code }) => code)).not.toContain('net.finding-resolver-out-of-reach')
  })

  it.each(['web-server', 'reverse-proxy', 'load-balancer', 'dns-server', 'client', 'firewall'])(
    'says that a %s has no use for a database file, and offers the application’s cable',
    (kind) => {
      const net = cabled(kind, 'sqlite')
      const [finding] = found(net, 'finding-database-of-no-use')
      expect(finding?.fixes).toMatchObject([{ type: 'add-link', from: net.id('app'), to: net.id('file') }])
    },
  )

  it('has nothing against a firewall before a database that is asked over the network', () => {
    expect(found(cabled('firewall', 'postgresql'), 'finding-database-of-no-use')).toEqual([])
  })

  it('offers the application’s cable in the place of the one that is of no use', () => {
    const net = cabled('client', 'sqlite')
    const [finding] = found(net, 'finding-database-of-no-use')
    expect(finding?.fixes[0]).toMatchObject({ instead: finding?.subject.type === 'link' ? finding.subject.id : '' })
  })

  it('does not offer the cable to a DNS server to who would then take it for the way out', () => {
    const net = network()
      .add('client', 'pc', { config: { resolvers: ['d2'] } })
      .add('dns-server', 'dns')
      .add('internet', 'internet')
      .add('web-server', 'web')
      .link('pc', 'web')
      .link('dns', 'internet')
    const [finding] = found(net, 'finding-resolver-out-of-reach')
    expect(finding?.fixes).toEqual([])
  })

  it('offers no fix that only turns a finding round: of two equal rules one is always behind the other', () => {
    const web = { protocol: 'tcp', ports: '443' }
    const rules = [{ ...web, action: 'drop' }, web]
    const net = network().add('firewall', 'fw', { config: { rules } }).add('web-server', 'web').link('fw', 'web')
    const finding = validate(net.topology).find(({ code }) => code === 'nftables.rule-never-matches')
    const offered = finding?.fixes.map(({ label }) => label.code)
    expect(offered).toEqual(['nftables.fix-switch-off-rule', 'nftables.fix-remove-rule'])
  })

  it('does not offer to clear what nobody set', () => {
    expect(hintOnWaiting({ connectTimeoutMs: 90_000 })?.fixes).toHaveLength(1)
    expect(hintOnWaiting({ readTimeoutMs: 1000 })?.fixes).toEqual([])
  })

  it('takes no longer for each of many clients than for one', () => {
    expect(looksAtRoutes(40)).toBe(looksAtRoutes(2))
  })

  it('says nothing of an empty diagram', () => {
    expect(validate(network().topology)).toEqual([])
  })

  it('puts errors first, then warnings, then hints', () => {
    const net = lan('10.0.1.20').add('client', 'lonely').add('dns-server', 'dns')
    const order = validate(net.topology).map(({ severity }) => ['error', 'warning', 'hint'].indexOf(severity))
    expect(new Set(order).size).toBeGreaterThan(1)
    expect(order).toEqual(order.toSorted((a, b) => a - b))
  })

  it('answers at once for a diagram that did not change', () => {
    const { topology } = picture()
    expect(validate(topology)).toBe(validate(topology))
  })
})
