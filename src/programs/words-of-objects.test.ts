import { describe, expect, it } from 'vitest'
import { network } from '../testing/network.ts'
import apache from '../testing/recordings/apache.json' with { type: 'json' }
import dns from '../testing/recordings/dns.json' with { type: 'json' }
import haproxy from '../testing/recordings/failover_haproxy.json' with { type: 'json' }
import nftables from '../testing/recordings/firewall_nft.json' with { type: 'json' }
import nginx from '../testing/recordings/nginx_limits_gzip_headers.json' with { type: 'json' }
import { definitionOf } from './definitions.ts'

/** What every object answers to, though nobody put it there. */
const inherited = ['__proto__', 'constructor', 'toString', 'hasOwnProperty']

const textsOf = ({ cases }: { readonly cases: readonly object[] }): readonly string[] =>
  cases.flatMap((one) => ('real_config' in one && typeof one.real_config === 'string' ? [one.real_config] : []))

const zone = `$TTL 300
@ IN SOA ns.example.test. admin.example.test. 1 60 60 60 60
@ NS ns
ns A 192.0.2.1
www CNAME ns`

const told: readonly (readonly [program: string, kind: string, texts: readonly string[]])[] = [
  ['nginx', 'reverse-proxy', textsOf(nginx)],
  ['haproxy', 'load-balancer', textsOf(haproxy)],
  ['apache', 'web-server', textsOf(apache)],
  ['nftables', 'firewall', textsOf(nftables)],
  ['bind', 'dns', [zone, ...textsOf(dns)]],
  ['dnsmasq', 'dns', ['server=10.0.0.1\naddress=/a.b/10.0.0.2\nhost-record=a.b,10.0.0.3\ncname=x,y\nlocal=/l/']],
]

/** Each text with one of its words replaced, every word once. */
function* replaced(texts: readonly string[]): Generator<string> {
  const seen = new Set<string>()
  for (const text of texts) {
    for (const { 0: word, index } of text.matchAll(/[\w$%.-]+/g)) {
      const around = `${text.slice(Math.max(0, index - 12), index)}|${word}`
      if (seen.has(around)) continue
      seen.add(around)
      for (const other of inherited) yield text.slice(0, index) + other + text.slice(index + word.length)
    }
  }
}

describe('a word that every object answers to', () => {
  it.each(told)('is a word like any other to %s', async (program, kind, texts) => {
    const definition = definitionOf(program)
    const { configText } = (await definition?.configText?.()) ?? {}
    if (!configText) throw new Error(`${program} reads no text`)
    let count = 0
    for (const text of replaced(texts)) {
      count += 1
      const { config } = configText.read(text, definition?.profiles[0] ?? '')
      configText.print(config, { addressOf: (target) => target })
      if (count % 7 !== 0) continue
      const net = network().add('client', 'pc', { program: 'curl' }).add(kind, 'it', { program, config, bare: true })
      net.link('pc', 'it')
      net.get('pc', `http://${net.compiled().addressesOf(net.id('it'))[0] ?? ''}/__proto__`)
    }
    expect(count).toBeGreaterThan(50)
  })
})
