import type { Header } from '../../model/request.ts'
import { has, listValues } from './headers.ts'

/**
 * The coding to answer with: of those `offered`, the best liked one, and among equals the first. `identity` if none
 * is wanted or nothing was said; nothing at all if even that is refused (RFC 9110 section 12.5.3).
 */
export function chooseCoding(request: readonly Header[], offered: readonly string[]): string | undefined {
  if (!has(request, 'Accept-Encoding')) return 'identity'
  const weights = new Map(listValues(request, 'Accept-Encoding').flatMap(readPreference))
  const others = weights.get('*')
  const unsaid = (coding: string): number => others ?? (coding === 'identity' ? Number.MIN_VALUE : 0)
  let best: string | undefined
  let highest = 0
  for (const coding of [...offered, 'identity']) {
    const weight = weights.get(coding) ?? unsaid(coding)
    if (weight > highest) [best, highest] = [coding, weight]
  }
  return best
}

/** A coding and its weight, 0 … 1; nothing if the weight is unreadable (RFC 9110 section 12.4.2). */
function readPreference(member: string): [coding: string, weight: number][] {
  const [, coding, weight = '1'] = /^([^\s;]+)(?:\s*;\s*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?$/i.exec(member) ?? []
  return coding === undefined ? [] : [[coding.toLowerCase().replace(/^x-(?=gzip$|compress$)/, ''), Number(weight)]]
}
