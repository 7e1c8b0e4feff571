import type { Finding } from '../../model/finding.ts'
import { device as deviceValue } from '../../model/message.ts'
import { compareIds, type DeviceId } from '../../model/topology.ts'
import type { Compiled } from '../compile.ts'
import { whoReaches } from './reach.ts'
import { deviceIds, finding, isCabled, say, type Rule } from './rule.ts'

/** A DNS server that hangs on somebody else's cable: no router leads there, so it is asked in vain. */
const resolverOutOfReach: Rule = {
  id: 'resolver-out-of-reach',
  check(compiled) {
    const publicNets = deviceIds(compiled).filter((id) => compiled.traits.isPublicNet(compiled.device(id)))
    const outside = whoReaches(compiled, publicNets)
    const reaches = new Map<DeviceId, ReadonlySet<DeviceId>>()
    const canAsk = (id: DeviceId, resolver: DeviceId) => {
      const known = reaches.get(resolver) ?? whoReaches(compiled, [resolver])
      reaches.set(resolver, known)
      return known.has(compiled.host(id))
    }
    return deviceIds(compiled).flatMap((id): readonly Finding[] => {
      if (compiled.program(id)?.sends !== true) return []
      const [first, ...others] = resolversOf(compiled, id)
      if (first === undefined || [first, ...others].some((one) => canAsk(id, one))) return []
      const data = { device: deviceValue(id), other: deviceValue(first) }
      // Who has no way to the internet yet would from then on take the DNS server for one.
      const isInTheWay = publicNets.length > 0 && !outside.has(compiled.host(id))
      const helps = !isInTheWay && hasCable(compiled, id) && compiled.program(first)?.serves === 'dns'
      const fixes =
        helps && !isCabled(compiled, id, first)
          ? [{ type: 'add-link', from: id, to: first, label: say('fix-link-resolver', data) } as const]
          : []
      return [finding('warning', { type: 'device', id }, say('finding-resolver-out-of-reach', data), fixes)]
    })
  },
}

const hasCable = (compiled: Compiled, id: DeviceId): boolean =>
  Object.values(compiled.topology.links).some(({ from, to }) => from === id || to === id)

/** The devices of the diagram that a device's settings name as DNS servers, derived ones too. */
function resolversOf(compiled: Compiled, id: DeviceId): readonly DeviceId[] {
  const settings = compiled.settingsOf(id)
  return Object.entries(compiled.program(id)?.fields ?? {}).flatMap(([name, { spec }]) => {
    const names = spec.type === 'list' && spec.item.type === 'target' && spec.item.serves === 'dns'
    const value: unknown = names ? settings[name] : undefined
    const servers: readonly unknown[] = Array.isArray(value) ? value : []
    return servers.filter((one): one is DeviceId => typeof one === 'string' && one in compiled.topology.devices)
  })
}

/** A database on the cable of something that knows no databases: only an application asks one. */
const databaseOfNoUse: Rule = {
  id: 'database-of-no-use',
  check(compiled) {
    const apps = deviceIds(compiled).filter((id) => compiled.program(id)?.asksDatabases)
    return Object.values(compiled.topology.links)
      .toSorted((a, b) => compareIds(a.id, b.id))
      .flatMap(({ id, from, to }): readonly Finding[] => {
        const database = [to, from].find((one) => serves(compiled, one))
        const other = database === to ? from : to
        if (database === undefined || !isOfNoUse(compiled, other, database)) return []
        const data = { device: deviceValue(database), other: deviceValue(other) }
        const [app, second] = apps
        const label = app === undefined ? undefined : say('fix-link-app', { other: deviceValue(app) })
        const fixes =
          app === undefined || label === undefined || second !== undefined || isCabled(compiled, app, database)
            ? []
            : [{ type: 'add-link', from: app, to: database, instead: id, label } as const]
        return [finding('warning', { type: 'link', id }, say('finding-database-of-no-use', data), fixes)]
      })
  },
}

const serves = (compiled: Compiled, id: DeviceId): boolean =>
  compiled.topology.devices[id] !== undefined && compiled.program(id)?.serves === 'sql'

/** Over a network a router passes on what others ask; a file is only read where it lies. */
function isOfNoUse(compiled: Compiled, id: DeviceId, database: DeviceId): boolean {
  const program = compiled.topology.devices[id] && compiled.program(id)
  if (!program || program.asksDatabases || program.serves === 'sql') return false
  return compiled.program(database)?.embedded === true || !program.forwards
}

/** What is asked of others in vain. */
export const serviceRules: readonly Rule[] = [resolverOutOfReach, databaseOfNoUse]
