import type { JsonObject } from '../../../model/topology.ts'

const sum = (counts: JsonObject) => Object.values(counts).reduce<number>((all, one) => all + Number(one), 0)

/** How often each was chosen by chance, in two samples: shares may differ by four standard deviations of both. */
export function sharesDiffer(expected: JsonObject, came: JsonObject): string | undefined {
  const [n, m] = [sum(expected), sum(came)]
  for (const key of new Set([...Object.keys(expected), ...Object.keys(came)])) {
    const [p, q] = [Number(expected[key] ?? 0) / n, Number(came[key] ?? 0) / m]
    // Of what was never seen a share of one in the sample is within chance.
    const spread = Math.sqrt((p * (1 - p)) / n + (q * (1 - q)) / m) + 1 / n
    if (Math.abs(p - q) > 4 * spread) return `share of ${key}: expected ${p}, got ${q}`
  }
  return undefined
}
