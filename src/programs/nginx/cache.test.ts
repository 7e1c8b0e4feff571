import { expect, it } from 'vitest'
import type { Header } from '../../model/request.ts'
import { freshEpoch } from '../../model/world.ts'
import { formatHttpDate } from '../../protocols/http/date.ts'
import { answer, Served } from '../../testing/served.ts'
import { nginx } from './program.ts'
import recorded from './recorded/cache.json' with { type: 'json' }

/** The recording's origin: `cc` Cache-Control, `h` a header line, `expin` Expires in seconds from now, `status`. */
function originOf(knobs: string) {
  const headers: Header[] = []
  let status = 200
  for (const knob of knobs.split('&')) {
    const at = knob.indexOf('=')
    const [name, value] = [knob.slice(0, at), knob.slice(at + 1)]
    if (name === 'h') headers.push([value.split(':')[0] ?? '', value.slice(value.indexOf(':') + 1).trim()])
    if (name === 'expin') headers.push(['Expires', formatHttpDate(freshEpoch + Number(value) * 1000)])
    if (name === 'status') status = Number(value)
  }
  // The recording's origin sent Cache-Control before the other lines.
  const control = knobs.split('&').find((knob) => knob.startsWith('cc='))
  return answer(status, [...(control ? [['Cache-Control', control.slice(3)] as const] : []), ...headers])
}

interface Asked {
  readonly uri?: string
  readonly host?: string
  readonly method?: string
  /** Seconds that pass instead of a request. */
  readonly wait?: number
  readonly headers?: Readonly<Record<string, string>>
}

it.each(recorded)('$id: $title gives the statuses of nginx 1.22.1', ({ origin, steps, statuses, validMs }) => {
  const proxy = new Served(nginx, {
    config: {
      cache: true,
      ...(validMs === null ? {} : { cacheValidMs: validMs }),
      addHeaders: [{ name: 'X-Cache-Status', value: '$upstream_cache_status', always: true }],
    },
    behind: { d7: originOf(origin) },
  })
  const seen = (steps as readonly Asked[]).map(({ uri = '/', host = 'cache.test', headers = {}, method, wait }) => {
    if (wait !== undefined) {
      proxy.clock += wait * 1000
      return null
    }
    const sent = {
      ...(method ? { method } : {}),
      target: uri,
      headers: [['Host', host], ...Object.entries(headers)] as const,
    }
    return proxy.get(sent).headers.find(([name]) => name === 'X-Cache-Status')?.[1] ?? null
  })
  expect(seen).toEqual(statuses)
})
