import { expect, it } from 'vitest'
import { CacheLab } from '../../testing/cache-lab.ts'

it('one asks and the others wait also where something else was asked in an earlier run', () => {
  const cache = new CacheLab('proxy_cache_lock on;', () => ({
    delayMs: 300,
    headers: [['Cache-Control', 'max-age=60']],
  }))
  cache.ask({ path: '/other' })
  expect(cache.at({ at: 0 }, { at: 50 })).toEqual(['MISS 2 300', 'HIT 2 500'])
})
