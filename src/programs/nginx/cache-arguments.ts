import { parseSize, parseTime } from './values.ts'

type Check = (args: readonly string[]) => string | undefined

const each =
  (isRight: (arg: string) => boolean): Check =>
  (args) =>
    args.find((arg) => !isRight(arg))

const oneOf = (words: string): Check => {
  const known = new Set(words.split(' '))
  return each((arg) => known.has(arg))
}

/** Where nginx does not look at capitals. */
const oneOfAnyCase = (words: string): Check => {
  const known = new Set(words.split(' '))
  return each((arg) => known.has(arg.toLowerCase()))
}

const onOff = oneOf('on off')
const isTime = (arg: string): boolean => parseTime(arg) !== undefined
const isSize = (arg: string): boolean => parseSize(arg) !== undefined
const isStatus = (arg: string): boolean => arg === 'any' || /^[1-5]\d\d$/.test(arg)

/** `levels=1:2 keys_zone=name:10m inactive=1h …` behind the path. */
function pathOption(option: string): boolean {
  const [, name = '', value = ''] = /^(\w+)=(.+)$/.exec(option) ?? []
  if (name === 'levels') return /^[12](?::[12]){0,2}$/.test(value)
  if (name === 'keys_zone') return /^[^:]+:\d+[kmg]?$/i.test(value)
  if (name === 'use_temp_path' || name === 'purger') return value === 'on' || value === 'off'
  if (name === 'inactive' || /_(?:sleep|threshold)$/.test(name)) return isTime(value)
  if (name === 'max_size' || name === 'min_free') return isSize(value)
  return /^(?:manager|loader|purger)_files$/.test(name) && /^\d+$/.test(value)
}

/** What the directives of the cache take as arguments (ngx_http_proxy_module). */
const checks: Readonly<Record<string, Check>> = {
  proxy_cache_path: ([, ...options]) => each(pathOption)(options),
  proxy_cache_valid: (args) => each(isStatus)(args.slice(0, -1)) ?? each(isTime)(args.slice(-1)),
  proxy_cache_use_stale: oneOfAnyCase(
    'error timeout invalid_header updating http_500 http_502 http_503 http_504 http_403 http_404 http_429 off',
  ),
  proxy_cache_methods: oneOfAnyCase('get head post'),
  proxy_cache_min_uses: each((arg) => /^\d+$/.test(arg)),
  proxy_cache_revalidate: onOff,
  proxy_cache_background_update: onOff,
  proxy_cache_lock: onOff,
  proxy_cache_lock_timeout: each(isTime),
  proxy_cache_lock_age: each(isTime),
  proxy_cache_convert_head: onOff,
  proxy_cache_max_range_offset: each(isSize),
  proxy_buffering: onOff,
  proxy_ignore_headers: oneOfAnyCase(
    'x-accel-redirect x-accel-expires x-accel-limit-rate x-accel-buffering x-accel-charset expires cache-control set-cookie vary',
  ),
}

/** The argument with which nginx would not start, if there is one. */
export const wrongArgument = (name: string, args: readonly string[]): string | undefined => checks[name]?.(args)
