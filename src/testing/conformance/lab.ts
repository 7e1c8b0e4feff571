import type { JsonObject } from '../../model/topology.ts'
import { network, type NetworkBuilder } from '../network.ts'
import { scriptedRegistry, type Script } from './scripted.ts'

interface LabOptions {
  /** The device under test. */
  readonly kind: string
  readonly program: string
  readonly profile?: string
  readonly config: JsonObject
  /** Its address on the test network 10.20.0.0/24 (unset: 10.20.0.16, as in most recordings). */
  readonly address?: string
  /** Scripted servers by name, each with its address on the test network. */
  readonly origins?: Readonly<Record<string, string>>
  /** Ports on which every origin listens. */
  readonly ports?: readonly number[]
  readonly script?: Script
  readonly client?: { readonly program?: 'curl' | 'chromium'; readonly config?: JsonObject }
}

/** A place at these addresses of the recorders' network. */
export const at = (...addresses: readonly string[]) => ({ zone: 'net', interfaces: [{ network: 'z1', addresses }] })
const silent: Script = () => ({ status: 200 })

/**
 * The recorders' usual set-up: `server` under test, scripted origins beside it on 10.20.0.0/24, and a `client` on the
 * server's own host, which therefore reaches it as 127.0.0.1 as well as by its address. Nothing takes time but work.
 */
export function lab(options: LabOptions): NetworkBuilder {
  const { origins = {}, client = {}, address = '10.20.0.16' } = options
  const net = network(scriptedRegistry(options.script ?? silent, options.ports))
    .zone('net', { cidr: '10.20.0.0/24' })
    .add(options.kind, 'server', { bare: true, program: options.program, config: options.config, ...at(address) })
  if (options.profile !== undefined) {
    net.change('server', { program: { ...net.device('server').program, profile: options.profile } })
  }
  net.add('client', 'client', {
    program: client.program ?? 'curl',
    ...(client.config ? { config: client.config } : {}),
    runsOn: net.id('server'),
  })
  for (const [name, place] of Object.entries(origins)) {
    net.add('web-app', name, { bare: true, program: 'scripted', ...at(place) })
    net.cable('server', name, { latencyMs: 0 })
  }
  return net
}
