import { epochMsOf } from '../../protocols/http/date.ts'

const monthsByLetter: Readonly<Record<string, (name: string) => number>> = {
  J: (name) => (name[1] === 'a' ? 1 : name[2] === 'n' ? 6 : 7),
  F: () => 2,
  M: (name) => (name[2] === 'r' ? 3 : 5),
  A: (name) => (name[1] === 'p' ? 4 : 8),
  S: () => 9,
  O: () => 10,
  N: () => 11,
  D: () => 12,
}

/** nginx tells months apart by as few letters as it can. */
const monthOf = (name: string): number | undefined => monthsByLetter[name[0] ?? '']?.(name)

const clock = String.raw` (?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)`
const fixdate = new RegExp(String.raw`^(?<day>\d\d) (?<month>.{3}) (?<year>\d{4})${clock}`, 's')
const rfc850 = new RegExp(String.raw`^(?<day>\d\d)-(?<month>.{3})-(?<year>\d\d)${clock}`, 's')
const asctime = new RegExp(String.raw`^(?<month>.{3}). ?(?<day>\d\d?)${clock} (?<year>\d{4})`, 's')

/**
 * A date as nginx reads it, in seconds since 1970 (ngx_parse_time.c): weekday and zone are not looked at, so
 * `Thu, 18 Aug 2050 02:01:18 AEST` is one. `undefined` where nginx finds no date.
 */
export function parseHttpTime(text: string): number | undefined {
  const mark = /[, ]/.exec(text)
  if (!mark) return undefined
  const rest = text.slice(mark.index + 1).replace(/^ */, '')
  if (rest.length < 18) return undefined
  const forms = mark[0] === ' ' ? [asctime] : rest.length < 20 ? [rfc850] : [fixdate, rfc850]
  const groups = forms.map((form) => form.exec(rest)?.groups).find((found) => found !== undefined)
  if (!groups) return undefined
  const month = monthOf(groups['month'] ?? '')
  if (month === undefined) return undefined
  const number = (name: string): number => Number(groups[name])
  const year = groups['year']?.length === 2 ? number('year') + (number('year') < 70 ? 2000 : 1900) : number('year')
  const second = number('second')
  if (second > 59) return undefined
  // nginx lets a day 0 through: the day before the first.
  const isZero = number('day') === 0
  const day = isZero ? 1 : number('day')
  const epochMs = epochMsOf({ year, month, day, hour: number('hour'), minute: number('minute'), second })
  return epochMs === undefined ? undefined : epochMs / 1000 - (isZero ? 86_400 : 0)
}
