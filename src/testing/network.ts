import { compile } from '../engine/compile.ts'
import { defaultRegistry, type Registry } from '../engine/registry.ts'
import { run, trace, type ScheduleItem } from '../engine/run.ts'
import type { HttpRequestSpec, Request } from '../model/request.ts'
import type { Device, JsonObject, Link, Topology, Zone } from '../model/topology.ts'
import type { Trace } from '../model/trace.ts'
import { freshWorld, type World } from '../model/world.ts'
import { frozen } from './frozen.ts'
import { assertGrammar } from './grammar.ts'

type DeviceOptions = Partial<Omit<Device, 'id' | 'kind' | 'name' | 'program' | 'config'>> & {
  readonly program?: string
  readonly config?: JsonObject
  /** Leaves out what the kind presets. */
  readonly bare?: boolean
}

/** Builds a diagram in the voice of who draws it, sends requests, and keeps the world between them. */
export class NetworkBuilder {
  topology: Topology = { devices: {}, links: {}, zones: {}, notes: {} }
  /** Frozen: a run that changes what it began with throws. */
  world: World = freshWorld()
  private readonly ids = new Map<string, string>()
  private readonly registry: Registry

  constructor(registry: Registry = defaultRegistry) {
    this.registry = registry
  }

  /** Adds a device of a kind, under a name that later calls use. */
  add(kind: string, name: string, options: DeviceOptions = {}): this {
    const { program, config = {}, bare = false, zone, ...rest } = options
    const choices = this.registry.kinds.get(kind)?.programs ?? []
    const choice = choices.find((one) => one.program === program) ?? choices[0]
    const programId = program ?? choice?.program ?? 'unknown'
    const id = `d${Object.keys(this.topology.devices).length + 1}`
    const device: Device = {
      id,
      kind,
      name,
      position: { x: 0, y: 0 },
      ...rest,
      ...(zone === undefined ? {} : { zone: this.id(zone) }),
      program: {
        id: programId,
        profile: this.registry.programs.get(programId)?.profiles[0] ?? '',
        configVersion: this.registry.programs.get(programId)?.migrations.length ?? 0,
      },
      config: { ...(bare ? {} : choice?.preset), ...config },
    }
    this.ids.set(name, id)
    this.topology = { ...this.topology, devices: { ...this.topology.devices, [id]: device } }
    return this
  }

  zone(name: string, options: Partial<Omit<Zone, 'id' | 'name'>> = {}): this {
    const id = `z${Object.keys(this.topology.zones).length + 1}`
    const zone: Zone = {
      id,
      name,
      exposure: 'private',
      position: { x: 0, y: 0 },
      size: { width: 100, height: 100 },
      ...options,
    }
    this.ids.set(name, id)
    this.topology = { ...this.topology, zones: { ...this.topology.zones, [id]: zone } }
    return this
  }

  /** Cables from each to the next: `link('browser', 'edge', 'web')`. */
  link(...names: readonly string[]): this {
    for (const [index, to] of names.slice(1).entries()) this.cable(names[index] ?? '', to)
    return this
  }

  /** One cable with its own settings. */
  cable(from: string, to: string, options: Partial<Omit<Link, 'id' | 'from' | 'to'>> = {}): this {
    const id = `l${Object.keys(this.topology.links).length + 1}`
    const link: Link = { id, from: this.id(from), to: this.id(to), ...options }
    this.ids.set(`${from}-${to}`, id)
    this.topology = { ...this.topology, links: { ...this.topology.links, [id]: link } }
    return this
  }

  /** Changes a device: what is given replaces what was there; config is merged. */
  change(name: string, patch: Partial<Omit<Device, 'id'>>): this {
    const device = this.device(name)
    const config = { ...device.config, ...patch.config }
    const changed: Device = { ...device, ...patch, config }
    this.topology = { ...this.topology, devices: { ...this.topology.devices, [device.id]: changed } }
    return this
  }

  changeLink(from: string, to: string, patch: Partial<Omit<Link, 'id'>>): this {
    const id = this.id(`${from}-${to}`)
    const link = this.topology.links[id]
    if (!link) throw new Error(`No cable ${from}-${to}`)
    this.topology = { ...this.topology, links: { ...this.topology.links, [id]: { ...link, ...patch } } }
    return this
  }

  id(name: string): string {
    const id = this.ids.get(name)
    if (id === undefined) throw new Error(`Nothing here is called ${name}`)
    return id
  }

  nameOf(id: string): string {
    return this.topology.devices[id]?.name ?? id
  }

  device(name: string): Device {
    const device = this.topology.devices[this.id(name)]
    if (!device) throw new Error(`No device ${name}`)
    return device
  }

  compiled() {
    return compile(this.topology, this.registry)
  }

  /** Sends an HTTP request and keeps the world that it leaves behind. */
  get(from: string, url: string, options: Partial<HttpRequestSpec> = {}): Trace {
    return this.send({ type: 'http', method: 'GET', url, ...options, from: this.id(from) })
  }

  send(request: Request): Trace {
    const result = trace(this.topology, request, this.world, this.registry)
    this.world = frozen(result.world)
    assertGrammar(result.trace)
    return result.trace
  }

  run(schedule: readonly ScheduleItem[]): readonly Trace[] {
    const result = run(this.topology, schedule, this.world, this.registry)
    this.world = frozen(result.world)
    for (const one of result.traces) assertGrammar(one)
    return result.traces
  }

  /** Lets time pass. */
  wait(ms: number): this {
    this.run([{ type: 'wait', at: 0, ms }])
    return this
  }

  freshStart(): this {
    this.world = freshWorld()
    return this
  }
}

export function network(registry?: Registry): NetworkBuilder {
  return new NetworkBuilder(registry)
}
