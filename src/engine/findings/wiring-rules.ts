import type { Finding } from '../../model/finding.ts'
import { address, code, device as deviceValue, number } from '../../model/message.ts'
import type { DeviceId } from '../../model/topology.ts'
import type { Compiled } from '../compile.ts'
import { whoReaches } from './reach.ts'
import { deviceIds, finding, isCabled, say, type Rule } from './rule.ts'

const unconnected: Rule = {
  id: 'unconnected',
  check(compiled) {
    const cabled = new Set(Object.values(compiled.topology.links).flatMap((link) => [link.from, link.to]))
    return deviceIds(compiled)
      .filter((id) => !cabled.has(id) && compiled.device(id).runsOn === undefined)
      .map((id) => finding('warning', { type: 'device', id }, say('finding-unconnected', { device: deviceValue(id) })))
  },
}

const islands = new WeakMap<Compiled, Map<DeviceId, ReadonlySet<DeviceId>>>()

/** Everybody that cables join, faults and rules aside; the same set for all of them. */
function cabledWith(compiled: Compiled, start: DeviceId): ReadonlySet<DeviceId> {
  const known = islands.get(compiled) ?? new Map<DeviceId, ReadonlySet<DeviceId>>()
  islands.set(compiled, known)
  const island = known.get(start)
  if (island) return island
  const found = new Set([start])
  for (const id of found) {
    const wiring = compiled.wiringOf(id)
    for (const other of [...wiring.leadsTo, ...wiring.ledFrom]) found.add(other.id)
  }
  for (const id of found) known.set(id, found)
  return found
}

function originates(compiled: Compiled, id: DeviceId): boolean {
  return compiled.program(id)?.sends === true
}

const noWay: Rule = {
  id: 'no-way',
  check(compiled) {
    const web = deviceIds(compiled).filter((id) => compiled.program(id)?.serves === 'http')
    if (web.length === 0) return []
    return deviceIds(compiled)
      .filter((id) => originates(compiled, id))
      .filter((id) => {
        const reached = cabledWith(compiled, id)
        return reached.size > 1 && !web.some((one) => reached.has(one))
      })
      .map((id) => finding('error', { type: 'device', id }, say('finding-no-way', { device: deviceValue(id) })))
  },
}

const noResolver: Rule = {
  id: 'no-resolver',
  check(compiled) {
    if (!deviceIds(compiled).some((id) => compiled.program(id)?.serves === 'dns')) return []
    return deviceIds(compiled)
      .filter((id) => originates(compiled, id) && cabledWith(compiled, id).size > 1)
      .filter((id) => compiled.wiringOf(id).nearest('dns') === undefined)
      .map((id) => finding('hint', { type: 'device', id }, say('finding-no-resolver', { device: deviceValue(id) })))
  },
}

/** The picture's trap: a device that only answers stands in the way to the internet (DESIGN 6). */
const notARouter: Rule = {
  id: 'not-a-router',
  check(compiled) {
    const publicNets = deviceIds(compiled).filter((id) => compiled.traits.isPublicNet(compiled.device(id)))
    const free = whoReaches(compiled, publicNets)
    return deviceIds(compiled).flatMap((id): readonly Finding[] => {
      if (!originates(compiled, id)) return []
      // The way over routers only is the shortest; who has it needs no look at its routes, unless a gateway was set.
      if (free.has(compiled.host(id)) && compiled.device(compiled.host(id)).gateway === undefined) return []
      const gateway = compiled.routesOf(id).find((route) => route.origin === 'default')?.gateway
      const owner = gateway === undefined ? undefined : compiled.ownerOf(gateway)
      if (owner === undefined || compiled.traits.forwards(compiled.device(owner))) return []
      const [internet] = publicNets
      const data = { device: deviceValue(id), other: deviceValue(owner) }
      const fixes =
        internet === undefined || isCabled(compiled, id, internet)
          ? []
          : [{ type: 'add-link', from: id, to: internet, label: say('fix-link-internet') } as const]
      return [finding('error', { type: 'device', id: owner }, say('finding-not-a-router', data), fixes)]
    })
  },
}

const sharedFile: Rule = {
  id: 'shared-file',
  check(compiled) {
    return deviceIds(compiled)
      .filter((id) => compiled.program(id)?.embedded && machinesLedFrom(compiled, id) > 1)
      .map((id) => finding('warning', { type: 'device', id }, say('finding-shared-file', { device: deviceValue(id) })))
  },
}

/** Programs that run on one machine share its files. */
function machinesLedFrom(compiled: Compiled, id: DeviceId): number {
  return new Set(compiled.wiringOf(id).ledFrom.map((peer) => compiled.host(peer.id))).size
}

const notModelled: Rule = {
  id: 'not-modelled',
  check(compiled) {
    return deviceIds(compiled)
      .filter((id) => compiled.program(id) === undefined || compiled.kind(id) === undefined)
      .map((id) => {
        const data = { device: deviceValue(id), program: code(compiled.device(id).program.id) }
        return finding('warning', { type: 'device', id }, say('finding-not-modelled', data))
      })
  },
}

/** A chain of web services that leads back into itself: a request would never come to an end. */
const loop: Rule = {
  id: 'loop',
  check(compiled) {
    return deviceIds(compiled)
      .filter((id) => compiled.program(id)?.serves === 'http' && leadsBack(compiled, id))
      .map((id) => finding('error', { type: 'device', id }, say('finding-loop', { device: deviceValue(id) })))
  },
}

function leadsBack(compiled: Compiled, start: DeviceId): boolean {
  const seen = new Set<DeviceId>()
  const open = webTargets(compiled, start)
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === start) return true
    if (seen.has(id)) continue
    seen.add(id)
    open.push(...webTargets(compiled, id))
  }
  return false
}

function webTargets(compiled: Compiled, id: DeviceId): DeviceId[] {
  return compiled
    .wiringOf(id)
    .leadsTo.filter((peer) => peer.serves === 'http')
    .map((peer) => peer.id)
}

const noAddress: Rule = {
  id: 'no-address',
  check(compiled) {
    return deviceIds(compiled).flatMap((id) =>
      (compiled.interfaces.get(id) ?? [])
        .filter((one) => one.addresses.length === 0)
        .map((one) => {
          const data = { device: deviceValue(id), interface: code(one.name) }
          return finding('error', { type: 'device', id }, say('finding-no-address', data))
        }),
    )
  },
}

/** A database's network port on a cable to the internet: anybody may try passwords there. */
const publicDatabase: Rule = {
  id: 'public-database',
  check(compiled) {
    return deviceIds(compiled)
      .filter((id) => compiled.program(id)?.serves === 'sql')
      .flatMap((id) =>
        compiled
          .interfacesOf(id)
          .filter((one) => one.public)
          .map((one) => {
            const data = { device: deviceValue(id), address: address(one.addresses[0] ?? '') }
            return finding('error', { type: 'device', id }, say('finding-public-database', data))
          }),
      )
  },
}

/** A pasted configuration with lines that have no effect here. */
const notRead: Rule = {
  id: 'not-read',
  check: (compiled) =>
    deviceIds(compiled).flatMap((id) => {
      const count = compiled.device(id).notRead?.length ?? 0
      if (count === 0) return []
      const words = say('finding-not-read', { device: deviceValue(id), count: number(count) })
      return [finding('warning', { type: 'device', id }, words)]
    }),
}

export const wiringRules: readonly Rule[] = [
  notRead,
  unconnected,
  noWay,
  noResolver,
  notARouter,
  sharedFile,
  notModelled,
  loop,
  noAddress,
  publicDatabase,
]
