import type { JsonObject } from '../../../model/topology.ts'

const html = { contentType: 'application/json', method: 'any', durationMs: 2, tellsRequest: true } as const

/** The application of the recordings; `/slow/?d=s` sleeps as long as its URL says. */
export function recordedEndpoints(slowMs = 1000): readonly JsonObject[] {
  return [
    { ...html, path: '/' },
    { ...html, path: '/db/', usesDatabase: 'reads' },
    { ...html, path: '/dbw/', usesDatabase: 'writes' },
    { ...html, path: '/slow/', durationMs: slowMs },
    { ...html, path: '/boom/', ends: 'raises' },
    { ...html, path: '/deny/', ends: 'forbids' },
    { ...html, path: '/susp/', ends: 'suspects' },
    { ...html, path: '/nf/', ends: 'finds-nothing' },
    { ...html, path: '/form/', showsForm: true },
    { ...html, path: '/api/', csrfExempt: true },
    { ...html, path: '/only/', method: 'POST' },
    { ...html, path: '/cacheable/', cacheControl: 'max-age=60' },
    { ...html, path: '/exit/', ends: 'exits' },
  ]
}

/** How long `/slow/?d=s` is asked to sleep, ms. */
export function slowMsOf(url: string): number | undefined {
  const seconds = /[?&]d=([\d.]+)/.exec(url)?.[1]
  return seconds === undefined ? undefined : Math.round(Number(seconds) * 1000)
}
