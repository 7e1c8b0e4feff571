import { describe, expect, it } from 'vitest'
import { answer, Served, type Behaviour } from '../../testing/served.ts'
import { nginx } from './program.ts'
import recorded from './recorded/failover.json' with { type: 'json' }

const faults: Readonly<Record<string, Behaviour>> = {
  dead: 'refused',
  'rst=1': 'reset',
  'close=1': 'closed',
  'delay=2.5': 'timed-out',
}

const behaviourOf = (fault: string | undefined): Behaviour => {
  const status = /^status=(\d+)$/.exec(fault ?? '')?.[1]
  return status ? answer(Number(status)) : (faults[fault ?? ''] ?? answer(200))
}

interface RecordedServer {
  readonly id: string
  readonly [setting: string]: string | number | boolean
}

/** Servers A, B, C are the devices d10, d11, d12. */
const deviceOf = (letter: string) => `d${10 + letter.charCodeAt(0) - 65}`

it.each(recorded)('$id: $title tries the same servers as nginx 1.22.1', (one) => {
  const servers = one.servers as unknown as readonly RecordedServer[]
  const faultOf: Readonly<Record<string, string | undefined>> = one.faults
  const behind = Object.fromEntries(servers.map(({ id }) => [deviceOf(id), behaviourOf(faultOf[id])]))
  const proxy = new Served(nginx, {
    config: {
      upstreams: servers.map(({ id, ...row }) => ({ ...row, server: deviceOf(id) })),
      nextUpstream: one.flags,
      readTimeoutMs: one.readTimeoutMs,
    },
    behind,
  })
  const events = one.events as readonly (readonly [number, string, string])[]
  const seen = one.requests.map(({ at, method }) => {
    proxy.clock = Math.round((at ?? 0) * 1000)
    for (const [time, what, id] of events) {
      if (time <= (at ?? 0)) proxy.behind[deviceOf(id)] = what === 'kill' ? 'refused' : answer(200)
    }
    const status = proxy.status({ method, ...(method === 'POST' ? { bodyBytes: 3 } : {}) })
    return { status, tried: [...proxy.tried] }
  })
  const expected = one.responses.map(({ status, attempts }) => ({
    status,
    tried: attempts.filter((attempt) => !attempt.startsWith('u:')).map((attempt) => deviceOf(attempt.charAt(0))),
  }))
  expect(seen).toEqual(expected)
})

const pair = (a: Behaviour, b: Behaviour, config = {}) => new Served(nginx, { config, behind: { d7: a, d8: b } })

describe('passive failures', () => {
  it('a failed server is left out for its fail_timeout, in whole seconds, then tried again', () => {
    const proxy = pair('refused', answer(200))
    expect(proxy.status()).toBe(200)
    expect(proxy.codes).toContain('server-marked-failed')
    expect(proxy.settingOf('server-marked-failed')).toBe('upstreams[0]')
    proxy.clock = 10_999
    proxy.get()
    expect(proxy.tried).toEqual(['d8'])
    expect(proxy.codes).toContain('server-left-out')
    proxy.clock = 11_000
    // It is in the turn again, but has to earn its weight back first.
    const tried = [0, 1, 2].map(() => {
      proxy.get()
      return proxy.tried.join()
    })
    expect(tried).toEqual(['d8', 'd8', 'd7,d8'])
  })

  it('fail_timeout says how long', () => {
    const upstreams = [{ server: 'd7', failTimeoutMs: 2000 }, { server: 'd8' }]
    const proxy = pair('refused', answer(200), { upstreams })
    proxy.get()
    proxy.clock = 2999
    proxy.get()
    expect(proxy.codes).toContain('server-left-out')
    proxy.clock = 3000
    proxy.get()
    expect(proxy.codes).not.toContain('server-left-out')
  })

  it('a single server is asked again every time, however often it fails', () => {
    const proxy = new Served(nginx, { behind: { d7: 'refused' } })
    for (let request = 0; request < 3; request++) {
      expect(proxy.status()).toBe(502)
      expect(proxy.tried).toEqual(['d7'])
    }
    expect(proxy.codes).toEqual(['unset-proxy', 'only-server', 'connect-refused', 'bad-gateway'])
  })

  it('a POST that was sent is not repeated at another server, one that never arrived is', () => {
    const sent = pair('reset', answer(200))
    expect(sent.status({ method: 'POST', bodyBytes: 3 })).toBe(502)
    expect(sent.codes).toContain('not-repeated')
    const unsent = pair('refused', answer(200))
    expect(unsent.status({ method: 'POST', bodyBytes: 3 })).toBe(200)
    const told = pair('reset', answer(200), { nextUpstream: ['error', 'timeout', 'non_idempotent'] })
    expect(told.status({ method: 'POST', bodyBytes: 3 })).toBe(200)
    const quiet = pair('refused', answer(200), { nextUpstream: ['timeout'] })
    expect(quiet.status()).toBe(502)
  })

  it('the last failure decides between 502 and 504', () => {
    expect(pair('refused', 'timed-out').status()).toBe(504)
    expect(pair('timed-out', 'refused').status()).toBe(502)
    expect(pair('connect-timed-out', 'connect-timed-out').status()).toBe(504)
    expect(pair('closed', 'host-unreachable').status()).toBe(502)
  })

  it('the reply points at what went wrong behind', () => {
    const proxy = new Served(nginx, { behind: { d7: 'refused' } })
    expect(proxy.ask()).toMatchObject({ because: { hop: 9, step: 0 } })
    const fine = new Served(nginx, { behind: { d7: answer(200) } })
    expect(fine.ask()).toMatchObject({ because: { hop: 5, step: 1 } })
  })

  it('a server that no cable leads to is not asked', () => {
    const proxy = new Served(nginx, { config: { upstreams: [{ server: 'd9' }] } })
    expect(proxy.status()).toBe(502)
    expect(proxy.codes).toContain('no-way')
  })

  it('what is no HTTP is handed on as it came', () => {
    const raw = { protocol: 'raw', kind: 'bytes', text: 'SSH-2.0' } as const
    expect(new Served(nginx, { behind: { d7: raw } }).ask()).toMatchObject({ type: 'answer', message: raw })
  })
})

const chosen = (config = {}, client = '10.1.1.1') => {
  const proxy = new Served(nginx, { config, behind: { d7: answer(200), d8: answer(200) } })
  proxy.get({ from: client })
  return { codes: proxy.codes, tried: proxy.tried[0], proxy }
}

describe('which server is named', () => {
  it('every way of choosing has its own words and names its setting', () => {
    const turn = chosen()
    expect(turn.codes).toContain('server-by-turn')
    expect(turn.proxy.settingOf('server-by-turn')).toBe('upstreams[0]')
    const least = chosen({ balance: 'least_conn' })
    expect(least.proxy.settingOf('server-by-least')).toBe('balance')
    const hash = chosen({ balance: 'ip_hash' })
    expect(hash.tried).toBe('d8')
    expect(hash.proxy.settingOf('server-by-hash')).toBe('balance')
  })

  it('a server that is down is skipped, and a backup steps in last', () => {
    const upstreams = [
      { server: 'd7', down: true },
      { server: 'd8', backup: true },
    ]
    const { tried, proxy, codes } = chosen({ upstreams })
    expect(tried).toBe('d8')
    expect(proxy.settingOf('server-down')).toBe('upstreams[0].down')
    expect(codes).toContain('server-backup')
    expect(proxy.settingOf('server-backup')).toBe('upstreams[1].backup')
  })

  it('weights decide the sequence', () => {
    const upstreams = [{ server: 'd7', weight: 3 }, { server: 'd8' }]
    const proxy = new Served(nginx, { config: { upstreams }, behind: { d7: answer(200), d8: answer(200) } })
    const tried = [0, 1, 2, 3].map(() => {
      proxy.get()
      return proxy.tried[0]
    })
    expect(tried).toEqual(['d7', 'd7', 'd8', 'd7'])
  })
})

it('a good answer in the second of a failure does not take it back, one in a later fail_timeout does', () => {
  const upstreams = [
    { server: 'd7', maxFails: 2 },
    { server: 'd8', backup: true },
  ]
  const proxy = pair('refused', answer(200), { upstreams })
  const at = (ms: number, first: Behaviour) => {
    proxy.clock = ms
    proxy.behind['d7'] = first
    proxy.get()
    return proxy.tried.join()
  }
  expect([at(0, 'refused'), at(100, answer(200)), at(200, 'refused')]).toEqual(['d7,d8', 'd7', 'd7,d8'])
  expect(at(300, answer(200))).toBe('d8')
  const later = pair('refused', answer(200), { upstreams })
  const then = (ms: number, first: Behaviour) => {
    later.clock = ms
    later.behind['d7'] = first
    later.get()
    return later.tried.join()
  }
  expect([then(0, 'refused'), then(10_000, answer(200)), then(10_000, 'refused'), then(10_100, answer(200))]).toEqual([
    'd7,d8',
    'd7',
    'd7,d8',
    'd8',
  ])
})
