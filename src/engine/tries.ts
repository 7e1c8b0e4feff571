import type { DeviceId } from '../model/topology.ts'
import type { Purpose } from '../model/trace.ts'
import type { Journey, MutableHop } from './journey.ts'

/** Somebody on the way (a proxy, a balancer) tried in vain to reach somebody. */
export interface Try {
  readonly asker: DeviceId
  /** How far it got: the device that refused, or where it was lost. */
  readonly reached: DeviceId
  /** What happened in it, with what the asker made of it. */
  readonly hops: ReadonlySet<number>
  /** Another try of the same asker followed. */
  readonly isReplaced: boolean
}

/** Failed tries that another try of the same asker followed, and all that happened within them. */
export function foldedAttempts(journey: Journey): ReadonlySet<number> {
  const last = lastOfAsker(journey)
  const folded = new Set<number>()
  journey.attempts.forEach((attempt, id) => {
    const isReplaced = attempt.failed && last.get(attempt.asker) !== id
    if (isReplaced || folded.has(attempt.parent)) folded.add(id)
  })
  return folded
}

function lastOfAsker({ attempts }: Journey): ReadonlyMap<number, number> {
  return new Map(attempts.map(({ asker }, id) => [asker, id]))
}

const reaching: ReadonlySet<Purpose> = new Set(['connect', 'tls', 'message', 'preflight', 'local'])

/** The tries in vain of everybody but the sender, in their order; those within another try in vain belong to it. */
export function triesOf(journey: Journey, sender: DeviceId, folded: ReadonlySet<number>): readonly Try[] {
  const last = lastOfAsker(journey)
  return journey.attempts.flatMap((attempt, id): Try[] => {
    if (!attempt.failed || folded.has(attempt.parent)) return []
    const own = journey.hops.filter((hop) => hop.attempt === id)
    const failedAt = attempt.failedAt === undefined ? undefined : journey.hops[attempt.failedAt]
    const asker = own[0]?.cause === undefined ? failedAt?.device : journey.hops[own[0].cause]?.device
    if (asker === undefined || asker === sender || !isForMessage(own[0] ?? failedAt)) return []
    const noticed = noticedBy(journey, asker, failedAt)
    const reached = lastReached(own, asker) ?? deviceNamedIn(noticed)
    if (reached === undefined || reached === asker) return []
    const within = journey.hops.filter((hop) => isWithin(journey, hop.attempt, id))
    const made = journey.hops.filter((hop) => hop.device === asker && isCausedBy(hop, attempt.failedAt))
    const hops = new Set([...within, ...noticed, ...made].map((hop) => hop.id))
    return [{ asker, reached, hops, isReplaced: last.get(attempt.asker) !== id }]
  })
}

const isCausedBy = ({ cause, leg }: MutableHop, at: number | undefined): boolean =>
  leg === 'response' && cause !== undefined && cause === at

const isForMessage = (hop: MutableHop | undefined): boolean => hop !== undefined && reaching.has(hop.purpose)

function lastReached(hops: readonly MutableHop[], asker: DeviceId): DeviceId | undefined {
  return hops.findLast(({ leg, device }) => leg === 'request' && device !== asker)?.device
}

/** The visits at which the asker noticed: that of a time-out, and that of the last packet that it waited for. */
function noticedBy({ hops }: Journey, asker: DeviceId, failedAt: MutableHop | undefined): readonly MutableHop[] {
  if (failedAt?.device !== asker) return []
  const sent = failedAt.cause === undefined ? undefined : hops[failedAt.cause]
  const isOwn = sent?.device === asker && sent.leg === 'request' && sent.purpose === failedAt.purpose
  return isOwn && !sent.packetIn ? [sent, failedAt] : [failedAt]
}

/** Where no packet left at all (nobody answers ARP), the failure names who was meant. */
function deviceNamedIn(hops: readonly MutableHop[]): DeviceId | undefined {
  const failures = hops.flatMap(({ steps }) => steps.filter(({ action }) => action === 'failed'))
  for (const value of failures.flatMap(({ data }) => Object.values(data))) if (value.t === 'device') return value.device
  return undefined
}

function isWithin({ attempts }: Journey, attempt: number, outer: number): boolean {
  for (let at = attempt; at > 0; at = attempts[at]?.parent ?? 0) if (at === outer) return true
  return false
}
