import { expect, it } from 'vitest'
import { wrongArgument } from './cache-arguments.ts'
import { read } from './read.ts'

// Each was given to nginx 1.22.1 with `nginx -t`.
it.each([
  ['proxy_cache_path /a levels=1:2 keys_zone=z:10m inactive=1h max_size=1g use_temp_path=off min_free=1m'],
  ['proxy_cache_path /a keys_zone=z:10m manager_files=100 manager_sleep=50 loader_threshold=200ms'],
  ['proxy_cache_valid 10m'],
  ['proxy_cache_valid 200 302 1h'],
  ['proxy_cache_valid any 0'],
  ['proxy_cache_use_stale error timeout updating http_500'],
  ['proxy_cache_use_stale off'],
  ['proxy_cache_methods GET HEAD POST'],
  ['proxy_cache_methods post'],
  ['proxy_cache_lock_timeout 1s'],
  ['proxy_cache_max_range_offset 10m'],
  ['proxy_ignore_headers Cache-Control expires Set-Cookie Vary'],
])('%s is right', (directive) => {
  const [name = '', ...args] = directive.split(' ')
  expect(wrongArgument(name, args)).toBeUndefined()
})

it.each([
  ['proxy_cache_path /a levels=3 keys_zone=z:10m', 'levels=3'],
  ['proxy_cache_path /a keys_zone=z', 'keys_zone=z'],
  ['proxy_cache_path /a keys_zone=z:10m size=1g', 'size=1g'],
  ['proxy_cache_valid 200 soon', 'soon'],
  ['proxy_cache_valid 2xx 1m', '2xx'],
  ['proxy_cache_use_stale http_501', 'http_501'],
  ['proxy_cache_methods PUT', 'PUT'],
  ['proxy_cache_lock yes', 'yes'],
  ['proxy_cache_min_uses x', 'x'],
  ['proxy_ignore_headers Pragma', 'Pragma'],
])('%s is not: %s', (directive, wrong) => {
  const [name = '', ...args] = directive.split(' ')
  expect(wrongArgument(name, args)).toBe(wrong)
})

it('is named where it stands, and the rest is read', () => {
  const { notRead } = read('server {\n location / {\n  proxy_cache_lock yes;\n  proxy_pass http://10.0.0.1;\n }\n}')
  expect(notRead).toMatchObject([{ line: 3, why: { code: 'nginx.unread.value' } }])
})
