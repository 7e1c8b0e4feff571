import type { Link, Topology } from '../model/topology.ts'
import type { Journey } from './journey.ts'

/**
 * What passes between two devices on one machine (a program and its file, or two that share a host) travels over no
 * network, but it is drawn as a cable: the visits at both of its ends name it, so that the journey can be seen there.
 */
export function nameLocalLinks(journey: Journey, topology: Topology): void {
  const links = new Map<string, Link>()
  for (const link of Object.values(topology.links)) {
    links.set(`${link.from} ${link.to}`, link)
    links.set(`${link.to} ${link.from}`, link)
  }
  for (const hop of journey.hops) {
    const cause = hop.cause === undefined ? undefined : journey.hops[hop.cause]
    if (!cause || !hop.packetIn || hop.via !== undefined || cause.device === hop.device) continue
    const link = links.get(`${cause.device} ${hop.device}`)
    if (!link) continue
    hop.via = link.id
    hop.previous = cause.device
    cause.out ??= link.id
    cause.next ??= hop.device
  }
}
