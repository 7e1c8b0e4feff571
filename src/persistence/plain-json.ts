import { err, ok, type Result } from '../lib/result.ts'
import type { Json } from '../model/topology.ts'
import { limits } from './limits.ts'

type Refusal = 'too-large' | 'not-json'

/** Names that reach an object's prototype; nobody's setting is called so, and they are left out. */
const forbidden = new Set(['__proto__', 'constructor', 'prototype'])

class Refused extends Error {
  readonly reason: Refusal
  constructor(reason: Refusal) {
    super(reason)
    this.reason = reason
  }
}

/**
 * A copy that is JSON and nothing else: plain objects and arrays, finite numbers, no prototype tricks, no circles,
 * of bounded size and depth. Whatever is given, it does not throw.
 */
export function toPlainJson(input: unknown): Result<Json, Refusal> {
  const budget = { left: limits.bytes }
  try {
    return ok(copy(input, budget, 0))
  } catch (error) {
    // Anything else was thrown by the input itself: a getter, a proxy.
    return err(error instanceof Refused ? error.reason : 'not-json')
  }
}

function copy(value: unknown, budget: { left: number }, depth: number): Json {
  budget.left -= typeof value === 'string' ? value.length + 2 : 1
  if (budget.left < 0) throw new Refused('too-large')
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
  if (typeof value === 'number' && Number.isFinite(value)) return value
  if (typeof value !== 'object' || depth >= limits.depth) throw new Refused('not-json')
  if (Array.isArray(value)) return Array.from(value, (item: unknown) => copy(item, budget, depth + 1))
  const result: Record<string, Json> = {}
  for (const [key, part] of Object.entries(value)) {
    if (part === undefined || forbidden.has(key)) continue
    budget.left -= key.length + 3
    result[key] = copy(part, budget, depth + 1)
  }
  return result
}
