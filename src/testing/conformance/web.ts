import type { JsonObject } from '../../model/topology.ts'
import { network, type NetworkBuilder } from '../network.ts'
import { scriptedRegistry, type Script } from './scripted.ts'

interface WebOptions {
  /** Names that lead to the origin. */
  readonly names: readonly string[]
  readonly script: Script
  readonly ports?: readonly number[]
  readonly tlsPorts?: readonly number[]
  readonly config?: JsonObject
}

const place = (address: string) => ({ zone: 'net', interfaces: [{ network: 'z1', addresses: [address] }] })

/**
 * The set-up in which browsers were recorded: Chromium, and on its own machine one scripted server under many names,
 * which a DNS server knows. Nothing takes time.
 */
export function web({ names, script, ports = [80], tlsPorts = [443], config = {} }: WebOptions): NetworkBuilder {
  const records = names.map((name) => ({ name, type: 'A', target: '10.20.0.11' }))
  const net = network(scriptedRegistry(script, ports, tlsPorts))
    .zone('net', { cidr: '10.20.0.0/24' })
    .add('web-app', 'origin', { bare: true, program: 'scripted', ...place('10.20.0.11') })
    .add('dns-server', 'dns', { bare: true, program: 'bind', config: { records }, ...place('10.20.0.53') })
  net.add('client', 'browser', {
    program: 'chromium',
    config: { resolvers: [net.id('dns')], ...config },
    runsOn: net.id('origin'),
  })
  return net.cable('origin', 'dns', { latencyMs: 0 })
}
