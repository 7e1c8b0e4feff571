import { describe, expect, it } from 'vitest'
import type { Packet } from '../../model/packet.ts'
import { answerTo, firewall, firewallWiring, hosts, ping, tcp, udp, type Passage } from '../../testing/firewall.ts'
import { flowsOf } from './flow-table.ts'

const { client, server, lan, public_vip: publicAddress, fw_wan: firewallAddress } = hosts

const codes = (passage: Passage) => passage.steps.map((step) => step.code)
const settings = (passage: Passage) => passage.steps.map((step) => step.setting)
const https = () => tcp(client, publicAddress, [40_000, 443])

function portUnreachable(from: string, about: Packet): Packet {
  const { ip, transport } = about
  if (transport.type !== 'tcp' && transport.type !== 'udp') throw new Error('no ports')
  const { type: protocol, sourcePort, destinationPort } = transport
  const flow = { protocol, source: ip.source, sourcePort, destination: ip.destination, destinationPort }
  return {
    ip: { source: from, destination: ip.source, ttl: 64 },
    transport: { type: 'icmp', code: 'port-unreachable', about: flow },
  }
}

describe('a firewall that nobody has set up', () => {
  it('forwards port 443 to what its cable leads to, says which rule let it in, and remembers it', () => {
    const fw = firewall({})
    const there = fw.pass(https())
    expect(there.out?.ip).toMatchObject({ source: client, destination: server })
    expect(codes(there)).toEqual(['forwarded-port', 'rule-accepted'])
    expect(settings(there)).toEqual(['portForwarding[1]', 'rules[1]'])
    expect(flowsOf(fw.state.tracking)).toMatchObject([{ confirmed: true, replied: false }])
  })

  it('lets the answer back without asking a rule, and shows the public address as its sender', () => {
    const fw = firewall({})
    const there = fw.pass(https())
    const back = fw.pass(answerTo(there.out ?? https()))
    expect(back.out).toEqual(answerTo(https()))
    expect(codes(back)).toEqual(['answer-established-by', 'translated-back'])
    expect(settings(back)).toEqual(['stateful', 'portForwarding[1]'])
  })

  it('sends the rest of a connection after its first packet', () => {
    const fw = firewall({})
    const there = fw.pass(https())
    fw.pass(answerTo(there.out ?? https()))
    const message = fw.pass(tcp(client, publicAddress, [40_000, 443], ['PSH', 'ACK']))
    expect(message.out?.ip.destination).toBe(server)
    expect(codes(message)).toEqual(['forwarded-as-before', 'established-by'])
  })

  it('drops by the default policy, in a step of its own, what no rule fits', () => {
    const passage = firewall({}).pass(tcp(client, server, [40_000, 22]))
    expect(passage.verdict).toBe('drop')
    expect(passage.steps).toMatchObject([{ action: 'denied', code: 'policy-dropped', setting: 'policy' }])
  })

  it('forgets a connection whose first packet it dropped', () => {
    const fw = firewall({})
    fw.pass(tcp(client, server, [40_000, 22]))
    expect(fw.state.tracking).toMatchObject({ flows: {}, forth: {}, back: {} })
  })

  it('lets the inside out and hides it', () => {
    const fw = firewall({})
    const there = fw.pass(tcp(lan, client, [50_000, 80]))
    expect(there.out?.ip.source).toBe(firewallAddress)
    expect(codes(there)).toEqual(['rule-accepted', 'masqueraded'])
    const back = fw.pass(answerTo(there.out ?? https()))
    expect(back.out?.ip.destination).toBe(lan)
    expect(codes(back)).toEqual(['answer-readdressed', 'answer-established-by'])
  })

  it('drops what is meant for the firewall itself and says that nothing leads on', () => {
    const passage = firewall({}).pass(tcp(client, firewallAddress, [40_000, 22]))
    expect(passage.verdict).toBe('drop')
    expect(codes(passage)).toEqual(['input-policy-dropped'])
  })

  it('answers pings, and whoever is inside', () => {
    expect(codes(firewall({}).pass(ping(client, firewallAddress)))).toEqual(['input-echo'])
    expect(codes(firewall({}).pass(tcp(lan, hosts.fw_lan, [40_000, 22])))).toEqual(['input-inside'])
  })
})

describe('settings of a firewall', () => {
  it('a rule that is switched off keeps its number and does nothing', () => {
    const rules = [
      { action: 'drop', enabled: false },
      { name: 'web', protocol: 'tcp', ports: '443' },
    ]
    const passage = firewall({ rules }).pass(tcp(client, server, [40_000, 443]))
    expect(passage.steps).toMatchObject([{ code: 'rule-accepted', setting: 'rules[1]' }])
    expect(passage.steps[0]?.message.data['rule']).toMatchObject({
      message: { code: 'nftables.rule-named', data: { number: { value: 2 }, name: { text: 'web' } } },
    })
  })

  it('a rule may name devices instead of addresses', () => {
    const fw = firewall({ rules: [{ from: 'd1', to: 'd3' }] })
    expect(fw.pass(tcp(client, server, [40_000, 80])).verdict).toBe('accept')
    expect(fw.pass(tcp(hosts.client2, server, [40_000, 80])).verdict).toBe('drop')
    expect(fw.pass(tcp(client, hosts.server2, [40_000, 80])).verdict).toBe('drop')
  })

  it('a rule may name the interface a packet comes in or leaves by', () => {
    const fw = firewall({ rules: [{ interfaceIn: 'lan', interfaceOut: 'dmz' }] })
    expect(fw.pass(tcp(lan, server, [40_000, 80])).verdict).toBe('accept')
    expect(fw.pass(tcp(client, server, [40_000, 80])).verdict).toBe('drop')
    expect(fw.pass(tcp(lan, client, [40_000, 80])).verdict).toBe('drop')
  })

  it('a rule for new connections does not fit their answers', () => {
    const fw = firewall({ stateful: false, rules: [{ state: 'new' }] })
    const there = fw.pass(tcp(client, server, [40_000, 80]))
    expect(there.verdict).toBe('accept')
    expect(fw.pass(answerTo(there.out ?? https())).verdict).toBe('drop')
  })

  it('a rule with ports fits no ping', () => {
    expect(firewall({ rules: [{ ports: '1-65535' }] }).pass(ping(client, server)).verdict).toBe('drop')
  })

  it('rejecting with a TCP reset fits TCP only', () => {
    const fw = firewall({ rules: [{ action: 'reject', rejectWith: 'tcp-reset' }] })
    expect(fw.pass(tcp(client, server, [40_000, 80])).with).toBe('tcp-reset')
    expect(codes(fw.pass(udp(client, server, [40_000, 53])))).toEqual(['policy-dropped'])
  })

  it('the default policy may let everything through', () => {
    const passage = firewall({ policy: 'accept', rules: [] }).pass(tcp(client, server, [40_000, 22]))
    expect(passage.verdict).toBe('accept')
    expect(passage.steps).toMatchObject([{ action: 'permitted', code: 'policy-accepted', setting: 'policy' }])
  })

  it('without memory the answer is asked for its rule, and has none', () => {
    const fw = firewall({ stateful: false })
    const there = fw.pass(https())
    const back = fw.pass(answerTo(there.out ?? https()))
    expect(back.verdict).toBe('drop')
    expect(codes(back)).toEqual(['policy-dropped'])
  })

  it('without masquerading private addresses go out as they are', () => {
    expect(firewall({ masquerade: false }).pass(tcp(lan, client, [50_000, 80])).out?.ip.source).toBe(lan)
  })

  it('a forwarding that is switched off leaves the packet to the firewall itself', () => {
    const portForwarding = [{ port: 443, to: 'd3', enabled: false }]
    expect(codes(firewall({ portForwarding }).pass(https()))).toEqual(['input-policy-dropped'])
  })

  it('a forwarding to a device without an address says so', () => {
    const portForwarding = [{ port: 443, to: 'd77' }]
    expect(codes(firewall({ portForwarding }).pass(https()))).toEqual(['no-target-address', 'input-policy-dropped'])
  })

  it('a forwarding of UDP leaves TCP alone', () => {
    const fw = firewall({ portForwarding: [{ port: 53, protocol: 'udp', to: 'd3' }], policy: 'accept', rules: [] })
    expect(fw.pass(udp(client, publicAddress, [40_000, 53])).out?.ip.destination).toBe(server)
    expect(fw.pass(tcp(client, publicAddress, [40_000, 53])).verdict).toBe('drop')
  })

  it('its own door may be opened', () => {
    const passage = firewall({ inputPolicy: 'accept' }).pass(tcp(client, firewallAddress, [40_000, 22]))
    expect(passage.verdict).toBe('accept')
    expect(codes(passage)).toEqual(['input-policy-accepted'])
  })

  it('hairpin NAT puts the firewall between two neighbours', () => {
    const neighbour = tcp(hosts.server2, publicAddress, [40_000, 443])
    const plain = firewall({ policy: 'accept' }).pass(neighbour)
    expect(plain.out?.ip).toMatchObject({ source: hosts.server2, destination: server })
    const fw = firewall({ policy: 'accept', hairpin: true })
    const there = fw.pass(neighbour)
    expect(there.out?.ip).toMatchObject({ source: '10.0.1.1', destination: server })
    expect(codes(there)).toContain('hairpin-masqueraded')
    const back = fw.pass(answerTo(there.out ?? neighbour))
    expect(back.out).toEqual(answerTo(neighbour))
    const next = fw.pass(tcp(hosts.server2, publicAddress, [40_000, 443], ['PSH', 'ACK']))
    expect(next.out?.ip).toMatchObject({ source: '10.0.1.1', destination: server })
    expect(codes(next)).toContain('masqueraded-as-before')
  })
})

describe('what the firewall remembers', () => {
  it('two devices inside that use the same port go out by different ones', () => {
    const fw = firewall({ rules: [{ interfaceOut: 'wan' }] })
    const first = fw.pass(tcp(lan, client, [50_000, 80]))
    const second = fw.pass(tcp(server, client, [50_000, 80]))
    expect(first.out?.transport).toMatchObject({ sourcePort: 50_000 })
    expect(second.out?.transport).toMatchObject({ sourcePort: 50_001 })
    expect(fw.pass(answerTo(second.out ?? https())).out?.ip.destination).toBe(server)
    expect(fw.pass(answerTo(first.out ?? https())).out?.ip.destination).toBe(lan)
  })

  it('an answer that comes after the memory has run out is a stranger', () => {
    const fw = firewall({ rules: [{ protocol: 'udp', ports: '53' }] })
    const question = udp(client, server, [40_000, 53])
    const there = fw.pass(question)
    fw.wait(29_999)
    expect(fw.pass(answerTo(there.out ?? question)).verdict).toBe('accept')
    fw.wait(30_000)
    expect(fw.pass(answerTo(there.out ?? question)).verdict).toBe('drop')
  })

  it('an open TCP connection is kept for five days', () => {
    const fw = firewall({})
    const there = fw.pass(https())
    fw.pass(answerTo(there.out ?? https()))
    fw.pass(tcp(client, publicAddress, [40_000, 443], ['ACK']))
    fw.wait(431_000_000)
    expect(codes(fw.pass(tcp(client, publicAddress, [40_000, 443], ['PSH', 'ACK'])))).toContain('established-by')
  })

  it('what the default policy let through has no rule to name', () => {
    const fw = firewall({ policy: 'accept', rules: [] })
    const there = fw.pass(tcp(client, server, [40_000, 80]))
    expect(codes(fw.pass(answerTo(there.out ?? https())))).toEqual(['answer-established'])
    expect(codes(fw.pass(tcp(client, server, [40_000, 80], ['PSH', 'ACK'])))).toEqual(['established'])
  })

  it('a ping is let back, a ping the other way is not', () => {
    const fw = firewall({ rules: [{ protocol: 'icmp', from: 'd1' }] })
    const there = fw.pass(ping(client, server))
    expect(there.verdict).toBe('accept')
    expect(fw.pass(ping(server, client)).verdict).toBe('drop')
    expect(fw.pass(ping(server, client, 'echo-reply')).verdict).toBe('accept')
  })

  it('a reset out of nowhere belongs to no connection and is not let through as one', () => {
    const fw = firewall({ rules: [{ state: 'established' }] })
    expect(fw.pass(tcp(server, client, [80, 40_000], ['RST'])).verdict).toBe('drop')
  })

  it('an error about a forwarded connection is let back and tells of the public address', () => {
    const fw = firewall({})
    const there = fw.pass(https())
    const error = portUnreachable(server, there.out ?? https())
    const back = fw.pass(error)
    expect(codes(back)).toEqual(['related', 'translated-back'])
    expect(back.out).toEqual(portUnreachable(publicAddress, https()))
  })

  it('an error about a hidden connection reaches whoever is behind it', () => {
    const fw = firewall({})
    const asked = tcp(lan, client, [50_000, 80])
    const there = fw.pass(asked)
    const back = fw.pass(portUnreachable('198.51.100.77', there.out ?? asked))
    expect(back.out).toEqual(portUnreachable('198.51.100.77', asked))
  })

  it('an error about a connection it does not know is stopped', () => {
    expect(firewall({}).pass(portUnreachable(server, https())).verdict).toBe('drop')
  })

  it('the refusal of a forwarded connection comes from the public address', () => {
    const rules = [{ action: 'reject', rejectWith: 'tcp-reset', protocol: 'tcp' }]
    const fw = firewall({ rules })
    expect(fw.pass(https()).with).toBe('tcp-reset')
    const reset = fw.send(tcp(server, client, [443, 40_000], ['RST', 'ACK']))
    expect(reset.out?.ip).toMatchObject({ source: publicAddress, destination: client })
    expect(flowsOf(fw.state.tracking)).toEqual([])
  })

  it('counts what each setting decided', () => {
    const fw = firewall({})
    const there = fw.pass(https())
    fw.pass(answerTo(there.out ?? https()))
    fw.pass(tcp(client, server, [40_001, 22]))
    expect(fw.state.counters).toEqual({ 'portForwarding[1]': 1, 'rules[1]': 1, stateful: 1, policy: 1 })
  })

  it('is plain data', () => {
    const fw = firewall({})
    const there = fw.pass(https())
    fw.pass(answerTo(there.out ?? https()))
    expect(JSON.parse(JSON.stringify(fw.state))).toEqual(fw.state)
  })
})

describe('a firewall between two inside networks', () => {
  it('publishes nothing and lets in what its cables lead to', () => {
    const services = { d3: [{ port: 5432, protocol: 'tcp', speaks: 'sql', tls: false }] } as const
    const fw = firewall({}, firewallWiring({ sides: ['dmz', 'lan'], services }))
    expect(fw.settings.portForwarding).toEqual([])
    expect(fw.pass(tcp(lan, server, [40_000, 5432])).verdict).toBe('accept')
    expect(fw.pass(tcp(lan, server, [40_000, 22])).verdict).toBe('drop')
  })
})

describe('what a firewall remembers', () => {
  it('of a connection that nobody has answered: it is still new, and is led where it was led the first time', () => {
    const fw = firewall({})
    fw.pass(https())
    const again = fw.pass(https())
    expect(codes(again)[0]).toBe('forwarded-as-before')
    expect(flowsOf(fw.state.tracking)).toMatchObject([{ confirmed: true, replied: false }])
    fw.pass(answerTo(again.out ?? https()))
    expect(flowsOf(fw.state.tracking)).toMatchObject([{ confirmed: true, replied: true }])
  })

  it('of a datagram lasts thirty seconds, the last of them not included', () => {
    const fw = firewall({ rules: [{ action: 'accept', protocol: 'udp' }], masquerade: false })
    const question = udp(lan, client, [40_000, 53])
    fw.pass(question)
    fw.wait(29_999)
    expect(codes(fw.pass(answerTo(question)))[0]).toBe('answer-established-by')
    const other = firewall({ rules: [{ action: 'accept', protocol: 'udp', interfaceIn: 'lan' }], masquerade: false })
    other.pass(question)
    other.wait(25_000)
    other.pass(udp(lan, client, [41_000, 53]))
    other.wait(5000)
    expect(other.pass(answerTo(question)).verdict).toBe('drop')
  })

  it('begins with no FIN out of nowhere, which is invalid, but with an ACK, which is picked up', () => {
    const rules = ['ct state invalid drop', 'accept']
    const chains = [{ name: 'c', hook: 'forward', type: 'filter', rules }]
    const fw = firewall({ mode: 'ruleset', chains })
    const verdicts = (['FIN', 'ACK'] as const).map(
      (flag, index) => fw.pass(tcp(lan, client, [40_000 + index, 80], [flag])).verdict,
    )
    expect(verdicts).toEqual(['drop', 'accept'])
  })
})
