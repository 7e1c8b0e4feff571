import { describe, expect, it } from 'vitest'
import type { Adapter, RecordingFile } from '../testing/conformance/adapter.ts'
import { faults } from '../testing/conformance/families/e2e-chain-faults.ts'
import { e2eChainFamily } from '../testing/conformance/families/e2e-chain.ts'
import { tracePackets } from '../testing/conformance/families/trace-packets.ts'
import { judgeFamily } from '../testing/conformance/runner.ts'
import { e2eChain } from '../testing/e2e-chain.ts'
import chain from '../testing/recordings/e2e_chain.json' with { type: 'json' }
import packets from '../testing/recordings/trace_packets.json' with { type: 'json' }

/** Everything that differs from the recordings, in words; a case whose outcome is kept aside must be answered. */
function differencesIn(adapter: Adapter, file: unknown): readonly (string | undefined)[] {
  const { judgements } = judgeFamily(adapter, file as RecordingFile)
  return judgements
    .filter(({ result }) => result !== 'agreed' && result !== 'answered')
    .map(({ id, detail }) => `${id} ${detail}`)
}

describe('the recorded chain', () => {
  it('has settings for every recorded fault, and no others', () => {
    expect(Object.keys(faults).toSorted()).toEqual(chain.cases.map(({ input }) => input.title).toSorted())
  })

  it('ends under every fault as the real one did', () => {
    expect(differencesIn(e2eChainFamily, chain)).toEqual([])
  })

  it('passes its packets on in the order in which they were seen', () => {
    expect(differencesIn(tracePackets, packets)).toEqual([])
  })
})

describe('the packets of a request', () => {
  it('of a TLS session show its beginning and hide the rest from whoever is between', () => {
    const net = e2eChain()
    const trace = net.get('client', 'https://www.example.test/db/')
    const outside = trace.hops.filter(({ device, purpose }) => net.nameOf(device) === 'fw' && purpose !== 'lookup')
    const fromClient = outside.flatMap(({ packetIn }) => (packetIn?.ip.source === '198.51.100.10' ? packetIn : []))
    const hellos = fromClient.filter(({ message }) => message?.protocol === 'tls')
    expect(hellos.length).toBeGreaterThan(0)
    const back = trace.hops.flatMap(({ packetIn }) => (packetIn?.message?.protocol === 'tls' ? packetIn : []))
    expect(back.every(({ encrypted }) => encrypted === undefined)).toBe(true)
    const pages = fromClient.filter(({ message }) => message?.protocol === 'http')
    expect(pages.length).toBeGreaterThan(0)
    expect(pages.every(({ encrypted }) => encrypted !== undefined)).toBe(true)
  })

  it('of the page with everything are the course’s 16 stations, each passed once there and once back', () => {
    const net = e2eChain()
    const stations = net.get('client', 'http://www.example.test/db/').stations
    const names = stations.map(({ device }) => net.nameOf(device).replace(/\d$/, ''))
    const there = ['client', 'dns', 'net', 'fw', 'lb', 'px', 'web', 'app', 'db']
    expect(names).toEqual([...there, ...there.filter((one) => one !== 'dns' && one !== 'db').toReversed()])
  })
})
