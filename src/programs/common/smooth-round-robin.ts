/** A server's place in the turn. */
export type Turn = { current: number; effective: number }

export interface TurnPeer {
  readonly weight: number
  readonly turn: Turn
}

/**
 * Smooth weighted round robin: every usable server gains its effective weight, the first with the most is chosen and
 * pays back what all gained. Changes the turns of the servers given; answers with the index of the chosen one.
 */
export function nextInTurn(peers: readonly TurnPeer[]): number | undefined {
  let best: number | undefined
  let most = 0
  let total = 0
  for (const [index, { weight, turn }] of peers.entries()) {
    turn.current += turn.effective
    total += turn.effective
    // A server whose weight fell after failures earns it back, one by one.
    if (turn.effective < weight) turn.effective += 1
    if (best === undefined || turn.current > most) {
      best = index
      most = turn.current
    }
  }
  const chosen = best === undefined ? undefined : peers[best]
  if (chosen) chosen.turn.current -= total
  return best
}
