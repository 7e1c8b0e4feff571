import { describe, expect, it } from 'vitest'
import type { Header } from '../../model/request.ts'
import { CacheLab, type Asked, type Behaviour } from '../../testing/cache-lab.ts'
import { lab } from '../../testing/conformance/lab.ts'
import { read } from './read.ts'

const maxAge = (value: string): readonly Header[] => [['Cache-Control', value]]
const slow = (delayMs: number, value = 'max-age=60'): Behaviour => ({ headers: maxAge(value), delayMs })
const aging = (count: number): Behaviour => (count === 1 ? { headers: maxAge('max-age=1') } : slow(500))
const kept = () => ({ headers: maxAge('max-age=60') })
/** Its first answer may not be kept, the others may. */
const keptLater = (count: number) => (count === 1 ? { headers: maxAge('no-store') } : kept())
const keptWith = (headers: readonly Header[]) => new CacheLab('', () => ({ headers }))

// The times are those that nginx 1.22.1 took on loopback.
describe('a cache that others use at the same time', () => {
  it('asks for each, unless it is told to wait', () => {
    const cache = new CacheLab('', () => slow(300))
    expect(cache.at({ at: 0 }, { at: 50 })).toEqual(['MISS 1 300', 'MISS 2 300'])
  })

  it('lets one ask and the others wait, looking twice a second', () => {
    const cache = new CacheLab('proxy_cache_lock on;', () => slow(300))
    expect(cache.at({ at: 0 }, { at: 50 }, { at: 100 })).toEqual(['MISS 1 300', 'HIT 1 500', 'HIT 1 500'])
    expect(cache.asked).toEqual(['GET'])
  })

  it('lets the next one ask where nothing was kept', () => {
    const cache = new CacheLab('proxy_cache_lock on;', () => slow(300, 'no-store'))
    expect(cache.at({ at: 0 }, { at: 50 }, { at: 100 })).toEqual(['MISS 1 300', 'MISS 2 800', 'MISS 3 1300'])
  })

  it('waits no longer than told, and then keeps nothing', () => {
    const cache = new CacheLab('proxy_cache_lock on; proxy_cache_lock_timeout 700ms;', () => slow(1500))
    expect(cache.at({ at: 0 }, { at: 50 })).toEqual(['MISS 1 1500', 'MISS 2 2500'])
    expect(cache.ask()).toBe('HIT 1')
  })

  it('lets another one ask where the first takes too long', () => {
    const cache = new CacheLab('proxy_cache_lock on; proxy_cache_lock_age 300ms;', () => slow(1200))
    expect(cache.at({ at: 0 }, { at: 50 }, { at: 100 })).toEqual(['MISS 1 1200', 'MISS 2 1700', 'MISS 3 1950'])
  })

  it('gives out what is old while it is fetched anew', () => {
    const cache = new CacheLab('proxy_cache_use_stale updating;', aging)
    expect(cache.ask()).toBe('MISS 1')
    cache.wait(2.2)
    expect(cache.at({ at: 0 }, { at: 200 }, { at: 900 })).toEqual(['EXPIRED 2 500', 'UPDATING 1 0', 'HIT 2 0'])
  })

  it('asks for each where old answers may not go out', () => {
    const cache = new CacheLab('', aging)
    cache.ask()
    cache.wait(2.2)
    expect(cache.at({ at: 0 }, { at: 200 }, { at: 900 })).toEqual(['EXPIRED 2 500', 'EXPIRED 3 500', 'HIT 3 0'])
  })

  it('fetches anew in the background, so that nobody waits', () => {
    const cache = new CacheLab('proxy_cache_use_stale updating; proxy_cache_background_update on;', aging)
    cache.ask()
    cache.wait(2.2)
    expect(cache.at({ at: 0 }, { at: 200 }, { at: 900 })).toEqual(['STALE 1 0', 'UPDATING 1 0', 'HIT 2 0'])
    expect(cache.asked).toHaveLength(2)
  })

  it('has fetched anew when a run is over', () => {
    const cache = new CacheLab('proxy_cache_use_stale updating; proxy_cache_background_update on;', aging)
    cache.ask()
    expect(cache.wait(2.2).ask()).toBe('STALE 1')
    expect(cache.wait(1).ask()).toBe('HIT 2')
  })

  it('does so as long as the answer itself allows (stale-while-revalidate)', () => {
    const cache = new CacheLab('proxy_cache_background_update on;', () =>
      slow(0, 'max-age=1, stale-while-revalidate=3'),
    )
    cache.ask()
    expect(cache.wait(2.2).ask()).toBe('STALE 1')
    expect(cache.wait(5.2).ask()).toBe('EXPIRED 3')
  })
})

/** Keeps its first answer, which is too old by now; from here on the origin does something else. */
function after(directives: string, value: string, then: Behaviour | 'close'): CacheLab {
  const cache = new CacheLab(directives, (count) => (count === 1 ? { headers: maxAge(value) } : then))
  cache.ask()
  return cache.wait(2.2)
}

describe('a cache whose origin fails', () => {
  it.each<[string, string, Behaviour | 'close', string]>([
    ['', 'max-age=1', 'close', '502 EXPIRED'],
    ['proxy_cache_use_stale error;', 'max-age=1', 'close', 'STALE 1'],
    ['proxy_cache_use_stale timeout;', 'max-age=1', 'close', '502 EXPIRED'],
    ['', 'max-age=1, stale-if-error=60', 'close', 'STALE 1'],
    ['', 'max-age=1, stale-if-error=0', 'close', '502 EXPIRED'],
    ['', 'max-age=1, stale-if-error=60', { status: 503 }, '503 EXPIRED 2'],
    ['proxy_cache_use_stale http_503;', 'max-age=1', { status: 503 }, 'STALE 1'],
    ['proxy_cache_use_stale http_503;', 'max-age=1', { status: 500 }, '500 EXPIRED 2'],
    ['proxy_cache_use_stale http_404;', 'max-age=1', { status: 404 }, 'STALE 1'],
    ['proxy_cache_use_stale error timeout;', 'max-age=1, must-revalidate', 'close', 'STALE 1'],
    ['proxy_read_timeout 1s; proxy_cache_use_stale timeout;', 'max-age=1', { delayMs: 5000 }, 'STALE 1'],
    ['proxy_read_timeout 1s; proxy_cache_use_stale error;', 'max-age=1', { delayMs: 5000 }, '504 EXPIRED'],
  ])('%s %s, then %j: %s', (directives, value, then, expected) => {
    expect(after(directives, value, then).ask()).toBe(expected)
  })

  it('gives out what is old where the origin refuses', () => {
    const cache = after('proxy_cache_use_stale error;', 'max-age=1', {}).stopOrigin()
    expect([cache.ask(), cache.ask()]).toEqual(['STALE 1', 'STALE 1'])
  })

  it('has nothing to give out where nothing is kept', () => {
    const cache = new CacheLab('proxy_cache_use_stale error;', () => 'close')
    expect(cache.ask()).toBe('502 MISS')
  })

  it('keeps the failure too, if there is a lifetime for it', () => {
    const cache = new CacheLab('proxy_cache_valid 502 5s;', (count) =>
      count === 1 ? 'close' : { headers: maxAge('max-age=60') },
    )
    expect([cache.ask(), cache.ask()]).toEqual(['502 MISS', '502 HIT'])
    expect(cache.asked).toHaveLength(1)
    expect(cache.wait(6).ask()).toBe('MISS 2')
  })
})

const etag: readonly Header[] = [
  ['ETag', '"v1"'],
  ['Last-Modified', 'Mon, 01 Jan 2024 00:00:00 GMT'],
]
/** Says nothing of how long it holds; every further question is answered with 304. */
const untold = (count: number): Behaviour => ({ headers: etag, ...(count === 1 ? {} : { status: 304 }) })

const validated = (value: string, then: Behaviour) => (count: number) =>
  count === 1 ? { headers: [...maxAge(value), ...etag] } : then

describe('a kept answer that is asked for anew', () => {
  it('is confirmed by 304 and lives on', () => {
    const cache = new CacheLab('proxy_cache_revalidate on;', validated('max-age=1', { status: 304 }))
    cache.ask()
    expect(cache.wait(2.2).ask()).toBe('REVALIDATED 1')
    expect(cache.ask()).toBe('HIT 1')
    expect(cache.asked).toEqual(['GET', 'GET If-Modified-Since If-None-Match'])
    expect(cache.wait(2.2).ask()).toBe('REVALIDATED 1')
  })

  it('lives as long as the 304 says', () => {
    const then = { status: 304, headers: maxAge('max-age=60') }
    const cache = new CacheLab('proxy_cache_revalidate on;', validated('max-age=1', then))
    cache.ask()
    expect(cache.wait(2.2).ask()).toBe('REVALIDATED 1')
    expect(cache.wait(20).ask()).toBe('HIT 1')
  })

  it('lives as long as is set where neither it nor the 304 says', () => {
    const cache = new CacheLab('proxy_cache_revalidate on; proxy_cache_valid 200 2s;', untold)
    cache.ask()
    expect(cache.wait(3.2).ask()).toBe('REVALIDATED 1')
    expect([cache.wait(1).ask(), cache.wait(3.2).ask()]).toEqual(['HIT 1', 'REVALIDATED 1'])
  })

  it('is fetched whole where nobody asks whether it still holds', () => {
    const cache = new CacheLab('', validated('max-age=1', { headers: maxAge('max-age=60') }))
    cache.ask()
    expect(cache.wait(2.2).ask()).toBe('EXPIRED 2')
    expect(cache.asked).toEqual(['GET', 'GET'])
  })
})

/** As servers answer a HEAD: with the length of a body that does not come. */
const headed = (count: number): Behaviour => ({
  headers: [...maxAge('max-age=60'), ['Content-Length', '1']],
  body: count === 1 ? '' : '2',
})

describe('what is kept', () => {
  it('is what was asked for often enough', () => {
    const cache = new CacheLab('proxy_cache_min_uses 3;', kept)
    expect([1, 2, 3, 4].map(() => cache.ask())).toEqual(['MISS 1', 'MISS 2', 'MISS 3', 'HIT 3'])
  })

  it('counts who went past the cache as well', () => {
    const cache = new CacheLab('proxy_cache_min_uses 2; proxy_cache_bypass $arg_new;proxy_cache_key $uri;', keptLater)
    expect([cache.ask({ path: '/?new=1' }), cache.ask(), cache.ask()]).toEqual(['BYPASS 1', 'MISS 2', 'HIT 2'])
  })

  it('is not asked for as a whole where only its far end is wanted', () => {
    const cache = new CacheLab('proxy_cache_max_range_offset 100;', kept)
    const ask = (range: string) => cache.ask({ headers: [['Range', range]] })
    expect([ask('bytes=100-'), ask('bytes=-5'), ask('bytes=99-'), ask('bytes=100-')]).toEqual([
      'MISS 1',
      'MISS 2',
      'MISS 3',
      'HIT 3',
    ])
    expect(cache.asked).toEqual(['GET Range', 'GET Range', 'GET'])
  })

  it('is thrown away when nobody asks for it', () => {
    const cache = new CacheLab('', () => ({ headers: maxAge('max-age=3600') }))
    cache.ask()
    expect(cache.wait(50).ask()).toBe('HIT 1')
    expect(cache.wait(59).ask()).toBe('HIT 1')
    expect(cache.wait(61).ask()).toBe('MISS 2')
  })

  it('makes room for others when the cache is full, first what was not asked for longest', () => {
    const cache = new CacheLab('', () => ({ headers: maxAge('max-age=3600') }), 'max_size=12k')
    const ask = (path: string) => cache.wait(11).ask({ path })
    // Each file takes 4 KiB.
    expect(['/a', '/b', '/a', '/c', '/a', '/b'].map(ask)).toEqual([
      'MISS 1',
      'MISS 2',
      'HIT 1',
      'MISS 3',
      'HIT 1',
      'MISS 4',
    ])
  })

  it('is passed over or not kept as the request wants', () => {
    const cache = new CacheLab('proxy_cache_bypass $http_x_new $arg_new; proxy_no_cache $cookie_private;', kept)
    expect(cache.ask({ headers: [['Cookie', 'private=1']] })).toBe('MISS 1')
    expect(cache.ask()).toBe('MISS 2')
    expect(cache.ask({ headers: [['X-New', '0']] })).toBe('HIT 2')
    expect(cache.ask({ headers: [['X-New', '1']] })).toBe('BYPASS 3')
    expect(cache.ask()).toBe('HIT 3')
  })

  it('is filed under the key that is set', () => {
    const cache = new CacheLab('proxy_cache_key $uri;', kept)
    expect([cache.ask({ path: '/a?x=1' }), cache.ask({ path: '/a?x=2' }), cache.ask({ path: '/b' })]).toEqual([
      'MISS 1',
      'HIT 1',
      'MISS 2',
    ])
  })

  it('is for GET and HEAD, and for POST if that is set', () => {
    const cache = new CacheLab('proxy_cache_methods POST;', kept)
    expect([cache.ask({ method: 'POST' }), cache.ask({ method: 'POST' }), cache.ask({ method: 'PUT' })]).toEqual([
      'MISS 1',
      'HIT 1',
      '- 2',
    ])
  })

  it('is fetched with GET for a HEAD, unless that is off', () => {
    const asIs = new CacheLab('proxy_cache_convert_head off;', headed)
    const converted = new CacheLab('', kept)
    for (const cache of [asIs, converted]) expect(cache.ask({ method: 'HEAD' })).toBe('MISS')
    expect([asIs.asked, converted.asked]).toEqual([['HEAD'], ['GET']])
    // Kept with its length and without its body: that is why it is on.
    expect([asIs.ask(), converted.ask()]).toEqual(['HIT', 'HIT 1'])
  })

  it('is one answer for each thing it varies by', () => {
    const cache = new CacheLab('', () => ({ headers: [...maxAge('max-age=60'), ['Vary', 'X-A']] }))
    const ask = (value: string) => cache.ask({ headers: [['X-A', value]] })
    expect([ask('1'), ask('2'), ask('1'), ask('2'), ask('3')]).toEqual(['MISS 1', 'MISS 2', 'HIT 1', 'HIT 2', 'MISS 3'])
  })

  it('takes the first place again when it varies by something else', () => {
    const cache = new CacheLab('', (count) => ({
      headers: [...maxAge('max-age=60'), ['Vary', count === 1 ? 'X-A' : 'X-B']],
    }))
    const ask = (a: string, b: string) =>
      cache.ask({
        headers: [
          ['X-A', a],
          ['X-B', b],
        ],
      })
    expect([ask('1', '1'), ask('2', '1'), ask('3', '1'), ask('1', '2')]).toEqual([
      'MISS 1',
      'MISS 2',
      'HIT 2',
      'MISS 3',
    ])
  })

  it('is nothing that the caller refuses', () => {
    const cache = new CacheLab('', () => ({ headers: [...maxAge('max-age=60'), ['ETag', '"a"']] }))
    expect(cache.ask({ headers: [['If-Match', '"b"']] })).toBe('412 MISS')
    expect(cache.ask({ headers: [['If-None-Match', '"a"']] })).toBe('304 MISS')
    expect(cache.ask()).toBe('HIT 2')
  })

  it.each([
    ['max-age=60', '304 MISS'],
    ['public', '304 MISS'],
    ['no-store', 'MISS 1'],
  ])('is compared with what the caller has only where it may be kept: %s', (value, expected) => {
    const cache = keptWith([...maxAge(value), ['ETag', '"a"']])
    expect(cache.ask({ headers: [['If-None-Match', '"a"']] })).toBe(expected)
  })

  it('takes no place where it may not be kept, unless uses are counted', () => {
    const plain = keptWith(maxAge('no-store'))
    const counting = new CacheLab('proxy_cache_min_uses 2;', kept)
    for (const cache of [plain, counting]) cache.ask()
    expect([plain.places, counting.places, counting.ask()]).toEqual([0, 1, 'MISS 2'])
  })

  it('is given out in parts only if the origin knows parts', () => {
    const part: Asked = { headers: [['Range', 'bytes=0-0']] }
    const whole = new CacheLab('', () => ({ ...kept(), body: 'abc' }))
    const parts = new CacheLab('', () => ({
      headers: [...maxAge('max-age=60'), ['Accept-Ranges', 'bytes']],
      body: 'abc',
    }))
    expect([whole.ask(part), whole.ask(part)]).toEqual(['MISS abc', 'HIT abc'])
    expect([parts.ask(part), parts.ask(part)]).toEqual(['206 MISS a', '206 HIT a'])
    expect(parts.asked).toEqual(['GET'])
  })

  it('is not what came incomplete', () => {
    const cache = new CacheLab('', () => ({
      headers: [...maxAge('max-age=60'), ['Content-Length', '10']],
      body: 'abc',
    }))
    expect([cache.ask(), cache.ask()]).toEqual(['MISS abc', 'MISS abc'])
    expect(cache.codes()).toContain('nginx.not-stored-incomplete')
  })

  it('is not what is passed on unbuffered', () => {
    const cache = new CacheLab('proxy_buffering off;', kept)
    expect([cache.ask(), cache.ask()]).toEqual(['MISS 1', 'MISS 2'])
    expect(cache.codes()).toContain('nginx.not-stored-unbuffered')
  })
})

describe('beside the standard (RFC 9111)', () => {
  it.each<[string, readonly Header[], readonly Header[], string]>([
    ['no-cache in the request', maxAge('max-age=60'), [['Cache-Control', 'no-cache']], 'standard-request'],
    ['Pragma in the request', maxAge('max-age=60'), [['Pragma', 'no-cache']], 'standard-request'],
    ['Age in the answer', [...maxAge('max-age=60'), ['Age', '90']], [], 'standard-answer'],
    [
      'no-cache in the answer',
      [
        ['X-Accel-Expires', '60'],
        ['Cache-Control', 'no-cache'],
      ],
      [],
      'standard-answer',
    ],
  ])('%s does not move nginx, and a step says so', (_, headers, asked, code) => {
    const cache = keptWith(headers)
    cache.ask()
    expect(cache.codes({ headers: asked })).toEqual(['nginx.cache-hit', `nginx.${code}`])
  })

  it.each<[string, Header]>([
    ['no-store', ['Cache-Control', 'no-store']],
    ['a password', ['Authorization', 'Basic x']],
  ])('%s in the request does not keep nginx from keeping, and a step says so', (_, header) => {
    expect(keptWith(maxAge('max-age=60')).codes({ headers: [header] })).toContain('nginx.standard-keeps-not')
  })

  it('there is nothing to say where both agree', () => {
    const cache = keptWith(maxAge('max-age=60'))
    expect(cache.codes()).toEqual(['nginx.cache-miss', 'nginx.cache-stored'])
    expect(cache.wait(59).codes()).toEqual(['nginx.cache-hit'])
  })
})

it('proxy_cache_valid any keeps an answer of any status', () => {
  const cache = new CacheLab('proxy_cache_valid any 10s;', () => ({ status: 418 }))
  expect([cache.ask(), cache.ask()]).toEqual(['418 MISS 1', '418 HIT 1'])
})

const slowly = () => ({ status: 200, delayMs: 300 })

it('limit_conn lets so many requests at once through, and the next one when one of them is over', () => {
  const { config, notRead } = read(`
    limit_conn_zone $binary_remote_addr zone=n:1m;
    server { limit_conn n 2; location / { proxy_pass http://10.20.0.11:8000; } }`)
  expect(notRead).toEqual([])
  const net = lab({
    kind: 'reverse-proxy',
    program: 'nginx',
    config,
    origins: { origin: '10.20.0.11' },
    ports: [8000],
    script: slowly,
  })
  const at = (time: number) => ({
    type: 'request' as const,
    at: time,
    request: {
      type: 'http' as const,
      from: net.id('client'),
      method: 'GET',
      url: `http://${net.compiled().addressesOf(net.id('server'))[0]}/`,
    },
  })
  const traces = net.run([at(0), at(10), at(20), at(400)])
  expect(traces.map(({ verdict }) => 'status' in verdict.seen && verdict.seen.status)).toEqual([200, 200, 503, 200])
})
