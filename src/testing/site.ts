import type { JsonObject } from '../model/topology.ts'
import type { Step, Trace } from '../model/trace.ts'
import { stepOf } from './grammar.ts'
import { network, type NetworkBuilder } from './network.ts'

type Part = 'browser' | 'dns' | 'proxy' | 'app' | 'data'
type Parts = { readonly [K in Part]?: { readonly program?: string; readonly config?: JsonObject } }

/** One network with everything in it: a client asks a proxy with TLS, which asks an app, which asks its database. */
export function site(parts: Parts = {}): NetworkBuilder {
  const zone = 'lan'
  return network()
    .zone(zone, { cidr: '192.168.1.0/24' })
    .add('client', 'browser', { zone, ...parts.browser })
    .add('dns-server', 'dns', { zone, ...parts.dns })
    .add('reverse-proxy', 'proxy', { zone, ...parts.proxy })
    .add('web-app', 'app', { zone, ...parts.app })
    .add('database', 'data', { zone, program: 'postgresql', ...parts.data })
    .link('browser', 'dns')
    .link('browser', 'proxy', 'app', 'data')
}

/** The codes of all steps on one device, in order. */
export function codesOn(built: NetworkBuilder, name: string, { hops }: Trace): readonly string[] {
  return hops.filter((hop) => hop.device === built.id(name)).flatMap((hop) => hop.steps.map((step) => step.code))
}

/** Where and why it ended so: the device's name and the step. */
export function reasonOf(
  built: NetworkBuilder,
  trace: Trace,
): readonly [device: string, code: Step['code'] | undefined] {
  const { because } = trace.verdict
  return [built.nameOf(trace.hops[because.hop]?.device ?? ''), stepOf(trace, because)?.code]
}
