import type { DeviceId } from '../model/topology.ts'
import type { Hop, Purpose, Station } from '../model/trace.ts'
import type { Journey, MutableHop } from './journey.ts'

/**
 * The course's stations, derived from what happened: the name look-up is one; then each device that the message
 * visits, in the order of its first byte, there and back. Handshakes, retries, checks and bridge passes fold into
 * the station where they belong (DESIGN 6).
 */
export function stationsOf(journey: Journey): readonly Station[] {
  const sender = journey.hops[0]?.device
  if (sender === undefined) return []
  const folded = foldedAttempts(journey)
  const main = journey.hops.filter((hop) => !folded.has(hop.attempt) && !hop.bridged && hop.purpose !== 'check')
  const asked = main.findLast((hop) => hop.device === sender && hop.leg === 'request' && hop.packetOut)
  const there = devicesThere(afterPreflight(main, asked), sender, lookUpStation(main))
  const back = withoutTurn(devicesBack(main, sender, asked), there)
  const stations = [
    ...there.map((device): Station => ({ device, leg: 'request', hops: [] })),
    ...back.map((device): Station => ({ device, leg: 'response', hops: [] })),
  ]
  // What was cut short in the middle has no way back, though the handshake had one.
  return assignHops(journey, stations, folded, asked?.purpose).filter(({ hops }) => hops.length > 0)
}

/** Failed tries that another try of the same asker followed: they belong to the asker's own station. */
function foldedAttempts(journey: Journey): ReadonlySet<number> {
  const last = new Map<number, number>()
  journey.attempts.forEach((attempt, id) => last.set(attempt.asker, id))
  const folded = new Set<number>()
  journey.attempts.forEach((attempt, id) => {
    const isReplaced = attempt.failed && last.get(attempt.asker) !== id
    if (isReplaced || folded.has(attempt.parent)) folded.add(id)
  })
  return folded
}

/** A preflight that was followed by its message is not the journey; it may have gone to another server. */
function afterPreflight(hops: readonly MutableHop[], asked: MutableHop | undefined): readonly MutableHop[] {
  if (!asked || asked.purpose === 'preflight') return hops
  const preflight = hops.findLast((hop) => hop.device === asked.device && hop.purpose === 'preflight')
  return preflight ? hops.filter((hop) => hop.id > preflight.id) : hops
}

function devicesThere(
  hops: readonly MutableHop[],
  sender: DeviceId,
  resolver: DeviceId | undefined,
): readonly DeviceId[] {
  const requests = hops.filter((hop) => hop.leg === 'request' && hop.device !== sender)
  const message = requests.filter((hop) => hop.purpose !== 'lookup' && hop.purpose !== 'error')
  const visited = message.map((hop) => hop.device)
  if (visited.length > 0) return [...new Set([sender, ...(resolver === undefined ? [] : [resolver]), ...visited])]
  // Only the look-up got anywhere: then its way is the journey (a DNS question, or a name server out of reach).
  const lookUp = requests.filter((hop) => hop.purpose === 'lookup')
  return [...new Set([sender, ...lookUp.map((hop) => hop.device)])]
}

/** Who answered the question for the name, or where it got lost. */
function lookUpStation(hops: readonly MutableHop[]): DeviceId | undefined {
  const questions = hops.filter((hop) => hop.purpose === 'lookup' && hop.leg === 'request' && hop.packetIn)
  return questions.findLast((hop) => !isPassedOn(hop))?.device ?? questions.at(-1)?.device
}

function isPassedOn(hop: Hop | MutableHop): boolean {
  const { packetIn, packetOut } = hop
  return packetIn !== undefined && packetOut !== undefined && packetIn.message === packetOut.message
}

/** Where it turned round is one station, whether it answered by passing on or by itself (a firewall's rejection). */
function withoutTurn(back: readonly DeviceId[], there: readonly DeviceId[]): readonly DeviceId[] {
  return back.length > 1 && back[0] === there.at(-1) ? back.slice(1) : back
}

/** What answers the last thing that was sent, so that a handshake before it is not taken for the way back. */
const answersTo: Readonly<Partial<Record<Purpose, readonly Purpose[]>>> = {
  message: ['message'],
  preflight: ['preflight'],
  tls: ['tls', 'error'],
  connect: ['connect', 'error', 'local'],
  ping: ['ping', 'error'],
  lookup: ['lookup', 'error'],
}

function devicesBack(
  hops: readonly MutableHop[],
  sender: DeviceId,
  asked: MutableHop | undefined,
): readonly DeviceId[] {
  const purposes = (asked && answersTo[asked.purpose]) ?? []
  const answers = hops.filter(
    (hop) =>
      hop.leg === 'response' &&
      purposes.includes(hop.purpose) &&
      carriesAnswer(hop) &&
      (asked?.purpose === 'message' || hop.id > (asked?.id ?? 0)),
  )
  // Who is passed twice (a firewall between the inner networks too) stands where the answer leaves for good.
  const found = new Set(answers.map((hop) => hop.device).toReversed())
  return senderLast(new Set([...found].toReversed()), sender, hops)
}

/** The sender is last where anything ended with it: an answer, an error, or a wait in vain. */
function senderLast(found: Set<DeviceId>, sender: DeviceId, hops: readonly MutableHop[]): readonly DeviceId[] {
  found.delete(sender)
  const ends = hops.some((hop) => hop.device === sender && hop.leg === 'response')
  return ends ? [...found, sender] : [...found]
}

function carriesAnswer(hop: MutableHop): boolean {
  return hop.packetIn !== undefined || hop.packetOut !== undefined
}

/** Every hop belongs to the station of its device and direction; what has none, to the one before it. */
function assignHops(
  journey: Journey,
  stations: readonly Station[],
  folded: ReadonlySet<number>,
  asked: Purpose | undefined,
): readonly Station[] {
  const lists = stations.map((): number[] => [])
  let current = 0
  for (const hop of journey.hops) {
    current = folded.has(hop.attempt)
      ? (askerStation(journey, hop, stations, folded) ?? current)
      : stationOf(hop, stations, current, asked)
    lists[current]?.push(hop.id)
  }
  return stations.map((station, index) => ({ ...station, hops: lists[index] ?? [] }))
}

const handshakes: ReadonlySet<Purpose> = new Set(['connect', 'tls', 'lookup', 'preflight'])

function stationOf(hop: MutableHop, stations: readonly Station[], current: number, asked: Purpose | undefined): number {
  // A handshake's answer belongs to the way there of whoever asked, unless it got no further than that.
  const isHandshake = hop.purpose !== asked && handshakes.has(hop.purpose)
  const exact = stations.findIndex((one) => one.device === hop.device && one.leg === hop.leg)
  const there = stations.findIndex((one) => one.device === hop.device && one.leg === 'request')
  if (isHandshake && there >= 0) return there
  if (exact >= 0) return exact
  return there >= 0 ? there : current
}

function askerStation(
  journey: Journey,
  hop: MutableHop,
  stations: readonly Station[],
  folded: ReadonlySet<number>,
): number | undefined {
  let at: MutableHop | undefined = hop
  while (at && folded.has(at.attempt)) at = at.cause === undefined ? undefined : journey.hops[at.cause]
  const device = at?.device
  const index = stations.findIndex((one) => one.device === device && one.leg === 'request')
  return index >= 0 ? index : undefined
}
