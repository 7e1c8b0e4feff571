import fc from 'fast-check'
import { kinds } from '../kinds/registry.ts'
import type { Request } from '../model/request.ts'
import type { Device, Fault, JsonObject, Link, StaticRoute, Topology, Zone } from '../model/topology.ts'
import { definitionOf } from '../programs/definitions.ts'
import { configOf } from './arbitrary.ts'

const addresses = [
  '10.0.1.10',
  '10.0.1.1',
  '10.9.0.2',
  '203.0.113.10',
  '198.51.100.10',
  '8.8.8.8',
  '127.0.0.1',
] as const
const names = ['www.example.com', 'missing.example.com'] as const

const ids = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`)
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 1 })
/** Once in `calm` times. */
const rarely = <T>(value: fc.Arbitrary<T>, calm: number) =>
  fc.oneof({ weight: calm - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value })

/** Drops what is `undefined`, as a document has it. */
function compact<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T
}

function configFor(program: string, preset: JsonObject, calm: number): fc.Arbitrary<JsonObject> {
  const any = configOf(definitionOf(program)?.fields ?? {})
  return rarely(any, Math.ceil(calm / 4)).map((config) => ({ ...preset, ...config }))
}

const fault: fc.Arbitrary<Fault> = fc.constantFrom<Fault>(
  { type: 'hung' },
  { type: 'slow', ms: 700 },
  { type: 'answers', status: 503 },
  { type: 'resets' },
  { type: 'closes' },
)

function routes(devices: readonly string[]): fc.Arbitrary<readonly StaticRoute[]> {
  const destination = fc.constantFrom('10.0.0.0/8', '10.0.1.0/24', '0.0.0.0/0', '203.0.113.10')
  const route = fc.record({
    destination,
    action: fc.constantFrom<StaticRoute['action']>('via', 'blackhole', 'unreachable', 'prohibit'),
    via: fc.constantFrom(...devices, ...addresses),
  })
  return fc.array(route, { maxLength: 2 })
}

const choices = kinds.flatMap((kind) => kind.programs.map((choice) => ({ kind: kind.id, ...choice })))

interface Surroundings {
  readonly devices: readonly string[]
  readonly zones: readonly string[]
  /** How seldom something is out of order: once in so many times. */
  readonly calm: number
  readonly kind?: string | undefined
}

function device(id: string, { devices, zones, calm, kind: only }: Surroundings): fc.Arbitrary<Device> {
  const fitting = choices.filter(({ kind }) => only === undefined || kind === only)
  return fc.constantFrom(...fitting).chain(({ kind, program, preset }) =>
    fc
      .record({
        zone: zones.length > 0 ? optional(fc.constantFrom(...zones)) : fc.constant(undefined),
        config: configFor(program, preset, calm),
        power: rarely(fc.constant(false), calm),
        service: rarely(fc.constant(false), calm),
        fault: rarely(fault, calm),
        gateway: rarely(fc.constantFrom(...devices, ...addresses), calm),
        routes: rarely(routes(devices), calm),
        runsOn: rarely(fc.constantFrom(...devices), calm),
      })
      .map(({ config, ...rest }) => {
        const definition = definitionOf(program)
        const ref = { id: program, profile: definition?.profiles[0] ?? '', configVersion: 0 }
        return compact({ id, kind, name: id, position: { x: 0, y: 0 }, program: ref, config, ...rest }) as Device
      }),
  )
}

function link(id: string, from: readonly string[], to: readonly string[], calm: number): fc.Arbitrary<Link> {
  return fc
    .record({
      from: fc.constantFrom(...from),
      to: fc.constantFrom(...to),
      latencyMs: optional(fc.integer({ min: 0, max: 300 })),
      lossPercent: rarely(fc.constantFrom(5, 50, 100), calm),
      cut: rarely(fc.constant(true), calm),
    })
    .map((one) => compact({ id, ...one }) as Link)
}

function zone(id: string): fc.Arbitrary<Zone> {
  const cidr = optional(fc.constantFrom('10.0.1.0/24', '10.0.0.0/8', '192.168.7.0/30', '2001:db8:7::/64'))
  const exposure = fc.constantFrom<Zone['exposure']>('private', 'dmz', 'public')
  const place = { name: id, position: { x: 0, y: 0 }, size: { width: 1, height: 1 } }
  return fc.record({ cidr, exposure }).map((one) => compact({ id, ...place, ...one }) as Zone)
}

function byId<T extends { readonly id: string }>(items: readonly T[]): Readonly<Record<string, T>> {
  return Object.fromEntries(items.map((item) => [item.id, item]))
}

/** The course's chain: what leads to what, by the numbers of the kinds. */
const chainKinds = kinds.map(({ id }) => id).concat('web-server')
const chainLinks = [
  ['client', 'dns-server'],
  ['client', 'internet'],
  ['internet', 'firewall'],
  ['firewall', 'load-balancer'],
  ['load-balancer', 'reverse-proxy'],
  ['reverse-proxy', 'web-server'],
  ['web-server', 'web-app'],
  ['web-app', 'database'],
] as const

const calmSite = 60

/** A working site with any programs and settings, and now and then a fault: requests get far. */
const anySite: fc.Arbitrary<Topology> = fc.constantFrom(['z1'], ['z1', 'z2'], []).chain((zones) => {
  const devices = ids('d', chainKinds.length)
  const idOf = (kind: string) => `d${chainKinds.indexOf(kind) + 1}`
  const links = chainLinks.map(([from, to], index) => link(`l${index + 1}`, [idOf(from)], [idOf(to)], calmSite))
  return fc.record({
    devices: fc
      .tuple(...chainKinds.map((kind, index) => device(devices[index] ?? '', { devices, zones, kind, calm: calmSite })))
      .map(byId),
    links: fc.tuple(...links, link('l99', devices, devices, calmSite)).map(byId),
    zones: fc.tuple(...zones.map(zone)).map(byId),
    notes: fc.constant({}),
  })
})

/** Anything that can be drawn with the product's kinds and programs, sensible or not. */
const anyDrawing: fc.Arbitrary<Topology> = fc
  .record({ devices: fc.integer({ min: 1, max: 8 }), zones: fc.integer({ min: 0, max: 2 }) })
  .chain((count) => {
    const devices = ids('d', count.devices)
    const zones = ids('z', count.zones)
    return fc.record({
      devices: fc
        .tuple(
          ...devices.map((id, index) =>
            device(id, { devices, zones, calm: 12, kind: index === 0 ? 'client' : undefined }),
          ),
        )
        .map(byId),
      links: fc
        .integer({ min: 0, max: 12 })
        .chain((links) => fc.tuple(...ids('l', links).map((id) => link(id, devices, devices, 12))))
        .map(byId),
      zones: fc.tuple(...zones.map(zone)).map(byId),
      notes: fc.constant({}),
    })
  })

/** Any diagram of the product's kinds and programs. */
export const anyTopology: fc.Arbitrary<Topology> = fc.oneof(anyDrawing, anySite)

/** Any request that one of these devices could be told to send. */
export function anyRequest(devices: readonly string[]): fc.Arbitrary<Request> {
  const from = fc.oneof({ weight: 9, arbitrary: fc.constant(devices[0] ?? '') }, fc.constantFrom(...devices))
  const host = fc.oneof(
    { weight: 3, arbitrary: fc.constant('www.example.com') },
    fc.constantFrom(...addresses, ...names),
  )
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        type: fc.constant('http' as const),
        from,
        method: fc.constantFrom('GET', 'POST'),
        url: fc.tuple(fc.constantFrom('http', 'https'), host).map(([scheme, name]) => `${scheme}://${name}/api/`),
        connectTimeoutMs: fc.constantFrom(500, 5000),
        timeoutMs: fc.constantFrom(2000, 60_000),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constant('dns' as const),
        from,
        name: fc.constantFrom(...names),
        recordType: fc.constantFrom('A' as const, 'MX' as const),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ type: fc.constant('tcp' as const), from, host, port: fc.constantFrom(80, 443, 5432) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ type: fc.constant('ping' as const), from, host, ttl: fc.constantFrom(1, 2, 64) }),
    },
  )
}
