import type { DeviceId } from '../model/topology.ts'
import type { Hop, Purpose, Station } from '../model/trace.ts'
import { exchangesOf } from './exchanges.ts'
import type { Journey, MutableHop } from './journey.ts'
import { foldedAttempts, triesOf, type Try } from './tries.ts'

/** A station while the hops are dealt out. */
interface Draft {
  readonly device: DeviceId
  readonly leg: Hop['leg']
  /** A try in vain has hops of its own; what else its device did belongs to another station. */
  readonly tried?: Try
}

/** One exchange of the sender, with what is needed to deal out its hops. */
interface Pass {
  readonly journey: Journey
  readonly hops: readonly MutableHop[]
  readonly sender: DeviceId
  readonly folded: ReadonlySet<number>
  readonly tries: readonly Try[]
  /** The last thing that the sender sent. */
  readonly asked: MutableHop | undefined
  /** The hop at which it turned round: what is later is the way back. −1 where nothing came back. */
  readonly turn: number
}

/**
 * The course's stations, derived from what happened, one exchange of the sender (a preflight, a redirect) after the
 * other: the name look-up is one; then each device that the message visits, in the order of its first byte, there and
 * back, with whom somebody tried in vain between. Handshakes, retries, checks and bridge passes fold into the station
 * where they belong (DESIGN 6).
 */
export function stationsOf(journey: Journey): readonly Station[] {
  const sender = journey.hops[0]?.device
  if (sender === undefined) return []
  const folded = foldedAttempts(journey)
  const tries = triesOf(journey, sender, folded)
  return exchangesOf(journey, sender, folded).flatMap((hops, index) =>
    stationsOfPass(passOf(journey, hops, sender, folded, tries)).map((station) =>
      index === 0 ? station : { ...station, pass: index },
    ),
  )
}

function passOf(
  journey: Journey,
  hops: readonly MutableHop[],
  sender: DeviceId,
  folded: ReadonlySet<number>,
  tries: readonly Try[],
): Pass {
  const asked = mainOf(hops, folded).findLast(
    (hop) => hop.device === sender && hop.leg === 'request' && hop.packetOut !== undefined,
  )
  const turn = turnOf(journey, mainOf(hops, folded), sender, asked)
  return { journey, hops, sender, folded, tries, asked, turn }
}

/** The hops that make stations: none of a try that another one replaced, of a bridge or of a health check. */
function mainOf(hops: readonly MutableHop[], folded: ReadonlySet<number>): readonly MutableHop[] {
  return hops.filter((hop) => !folded.has(hop.attempt) && !hop.bridged && hop.purpose !== 'check')
}

function stationsOfPass(pass: Pass): readonly Station[] {
  const { hops, sender, folded, tries } = pass
  const main = mainOf(hops, folded)
  const there = devicesThere(main, sender, lookUpStation(main))
  const back = withoutTurn(devicesBack(pass, main), there)
  const drafts = [
    ...withTries(
      there.map((device): Draft => ({ device, leg: 'request' })),
      tries.filter(({ isReplaced, hops: own }) => isReplaced && hops.some(({ id }) => own.has(id))),
    ),
    ...back.map((device): Draft => ({ device, leg: 'response' })),
  ]
  const inVain = new Set(tries.filter(({ isReplaced }) => !isReplaced).map(({ reached }) => reached))
  const lists = dealOut(pass, drafts)
  // What was cut short in the middle has no way back, though the handshake had one.
  return drafts
    .map(({ device, leg, tried }, index): Station => {
      const isTried = tried !== undefined || (leg === 'request' && inVain.has(device))
      return { device, leg, hops: lists[index] ?? [], ...(isTried ? { tried: true } : {}) }
    })
    .filter((station) => station.hops.length > 0)
}

/** Puts those that somebody tried in vain behind who tried, in their order. */
function withTries(there: readonly Draft[], tries: readonly Try[]): readonly Draft[] {
  return there.flatMap((draft) => [
    draft,
    ...tries
      .filter(({ asker }) => asker === draft.device)
      .map((tried): Draft => ({ device: tried.reached, leg: 'request', tried })),
  ])
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

function answersIn(hops: readonly MutableHop[], asked: MutableHop | undefined): readonly MutableHop[] {
  const purposes = (asked && answersTo[asked.purpose]) ?? []
  return hops.filter(
    (hop) =>
      hop.leg === 'response' &&
      purposes.includes(hop.purpose) &&
      carriesAnswer(hop) &&
      (asked?.purpose === 'message' || hop.id > (asked?.id ?? 0)),
  )
}

const carriesAnswer = (hop: MutableHop): boolean => hop.packetIn !== undefined || hop.packetOut !== undefined

/**
 * From the end of the answer's way back through what caused what, to the last packet that was still on its way there.
 * Answers before it (a refusal that another try followed, the first of two results of a database) led to a question.
 */
function turnOf(
  journey: Journey,
  hops: readonly MutableHop[],
  sender: DeviceId,
  asked: MutableHop | undefined,
): number {
  const answers = answersIn(hops, asked)
  let at = answers.findLast((hop) => hop.device === sender) ?? answers.at(-1)
  while (at?.leg === 'response') at = at.cause === undefined ? undefined : journey.hops[at.cause]
  return at?.id ?? -1
}

function devicesBack({ asked, sender, turn }: Pass, hops: readonly MutableHop[]): readonly DeviceId[] {
  const answers = answersIn(hops, asked).filter(({ id }) => id > turn)
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

/** Every hop belongs to the station of its device and direction; what has none, to the one before it. */
function dealOut(pass: Pass, drafts: readonly Draft[]): readonly (readonly number[])[] {
  const lists = drafts.map((): number[] => [])
  let current = 0
  for (const hop of pass.hops) {
    const own = drafts.findIndex(({ tried }) => tried?.hops.has(hop.id))
    if (own < 0)
      current = pass.folded.has(hop.attempt)
        ? (askerStation(pass, hop, drafts) ?? current)
        : stationOf(pass, hop, drafts, current)
    lists[own < 0 ? current : own]?.push(hop.id)
  }
  return lists
}

const handshakes: ReadonlySet<Purpose> = new Set(['connect', 'tls', 'lookup', 'preflight'])

const place = (drafts: readonly Draft[], device: DeviceId | undefined, leg: Hop['leg']): number =>
  drafts.findIndex((one) => one.device === device && one.leg === leg && !one.tried)

function stationOf({ asked, turn }: Pass, hop: MutableHop, drafts: readonly Draft[], current: number): number {
  // A handshake's answer belongs to the way there of whoever asked, unless it got no further than that.
  const isHandshake = hop.purpose !== asked?.purpose && handshakes.has(hop.purpose)
  const exact = place(drafts, hop.device, hop.leg)
  const there = place(drafts, hop.device, 'request')
  if ((isHandshake || hop.id < turn) && there >= 0) return there
  if (exact >= 0) return exact
  return there >= 0 ? there : current
}

function askerStation({ journey, folded }: Pass, hop: MutableHop, drafts: readonly Draft[]): number | undefined {
  let at: MutableHop | undefined = hop
  while (at && folded.has(at.attempt)) at = at.cause === undefined ? undefined : journey.hops[at.cause]
  const index = place(drafts, at?.device, 'request')
  return index >= 0 ? index : undefined
}
