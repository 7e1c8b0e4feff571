/** A server that may get a turn; its weight is at least 1. */
export interface Weighted {
  readonly key: string
  readonly weight: number
}

/** Where a server stands in the cycle: not had a turn yet, has its next one in this cycle, or only in the next one. */
type Place = {
  queue: 'waiting' | 'scheduled' | 'later'
  /** Position at which its next turn is due, and what is left over of it, in parts of its weight. */
  due: number
  rest: number
  /** Who came first among equals. */
  order: number
}

// A type, not an interface: only types are known to be plain JSON.
export type Rotation = {
  position: number
  /** Positions in this cycle. */
  length: number
  order: number
  places: { [key: string]: Place }
}

export const freshRotation = (): Rotation => ({ position: 0, length: 0, order: 0, places: {} })

/** Weights count in sixteenths, so that they can be changed smoothly. */
const scale = 16
const heaviest = 256 * scale

interface Passing {
  /** A server that has just failed: passed over if there is another one. */
  readonly avoid?: string | undefined
  /** Servers that may get nothing more now. */
  readonly full?: ReadonlySet<string>
}

/**
 * HAProxy's `roundrobin` (configuration manual 2.6, section 4.2, "balance"), changed in place: every server has its
 * turns spread over a cycle as evenly as its weight allows, at distances of total weight by own weight. Who is due
 * goes first, then who has had no turn in this cycle, the heaviest first; ties go to who has waited longest. Who is
 * passed over has had its turn; if the cycle ended meanwhile, it starts the next one with the others.
 */
export function takeTurn(
  rotation: Rotation,
  servers: readonly Weighted[],
  { avoid, full }: Passing = {},
): string | undefined {
  const weights = new Map(servers.map(({ key, weight }) => [key, weight * scale]))
  enrol(rotation, weights)
  const passed: string[] = []
  let [avoided, hasTurned]: [string | undefined, boolean] = [undefined, false]
  for (;;) {
    const allowed = [...weights.keys()].filter((key) => !passed.includes(key))
    let key = next(rotation, allowed, weights)
    if (key === undefined && allowed.length > 0 && !hasTurned) {
      hasTurned = true
      for (const one of passed) restart(rotation, one)
      key = nextCycle(rotation, allowed, weights)
    }
    if (key === undefined) return avoided
    moveOn(rotation, key, weights)
    if (full?.has(key) !== true && key !== avoid) return key
    passed.push(key)
    if (hasTurned) restart(rotation, key)
    if (full?.has(key) !== true) avoided = key
  }
}

/** Its place is lost; only its weight counts. */
function restart({ places }: Rotation, key: string): void {
  const place = places[key]
  if (place) place.queue = 'waiting'
}

/** Whoever is new starts with the others when nobody has begun, and at once when they are under way. */
function enrol(rotation: Rotation, weights: ReadonlyMap<string, number>): void {
  const { places } = rotation
  for (const key of Object.keys(places)) if (!weights.has(key)) delete places[key]
  const isFresh = rotation.length === 0
  if (isFresh) rotation.length = total(weights)
  for (const key of weights.keys()) {
    places[key] ??= {
      queue: isFresh ? 'waiting' : 'scheduled',
      due: rotation.position,
      rest: 0,
      order: rotation.order++,
    }
  }
}

const total = (weights: ReadonlyMap<string, number>): number => [...weights.values()].reduce((sum, one) => sum + one, 0)

function next(
  rotation: Rotation,
  allowed: readonly string[],
  weights: ReadonlyMap<string, number>,
): string | undefined {
  const scheduled = firstOf(
    rotation,
    allowed,
    'scheduled',
    ({ due, rest }, weight) => [due, Math.floor((heaviest + rest - weight) / scale)],
    weights,
  )
  const isDue = scheduled !== undefined && (rotation.places[scheduled]?.due ?? 0) <= rotation.position
  if (isDue) return scheduled
  return firstOf(rotation, allowed, 'waiting', (_place, weight) => [heaviest - weight], weights) ?? scheduled
}

/** All turns of this cycle are taken. */
function nextCycle(
  rotation: Rotation,
  allowed: readonly string[],
  weights: ReadonlyMap<string, number>,
): string | undefined {
  for (const place of Object.values(rotation.places)) if (place.queue === 'later') place.queue = 'waiting'
  rotation.position = 0
  rotation.length = total(weights)
  return next(rotation, allowed, weights)
}

function moveOn(rotation: Rotation, key: string, weights: ReadonlyMap<string, number>): void {
  const place = rotation.places[key]
  const weight = weights.get(key)
  if (!place || weight === undefined) return
  const sum = total(weights)
  if (place.queue === 'waiting') Object.assign(place, { due: rotation.position, rest: 0 })
  const left = place.rest + (sum % weight)
  place.due += Math.floor(sum / weight) + (left >= weight ? 1 : 0)
  place.rest = left % weight
  place.queue = place.due >= rotation.length || place.due >= sum ? 'later' : 'scheduled'
  place.order = rotation.order++
  rotation.position++
}

/** The key with the lowest rank in a queue, then the one that has waited longest. */
function firstOf(
  { places }: Rotation,
  allowed: readonly string[],
  queue: Place['queue'],
  rank: (place: Place, weight: number) => readonly number[],
  weights: ReadonlyMap<string, number>,
): string | undefined {
  let best: { readonly key: string; readonly rank: readonly number[] } | undefined
  for (const key of allowed) {
    const place = places[key]
    if (place?.queue !== queue) continue
    const own = [...rank(place, weights.get(key) ?? 0), place.order]
    if (!best || compare(own, best.rank) < 0) best = { key, rank: own }
  }
  return best?.key
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) {
    const difference = value - (b[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
