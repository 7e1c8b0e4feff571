const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const
const dayMs = 86_400_000

/** A day of the Gregorian calendar and a time of it, in UTC; `month` is 1 … 12. */
interface CalendarTime {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
}

/** Writes an epoch time in ms as an IMF-fixdate, whole seconds (RFC 9110 section 5.6.7): `Mon, 05 Jan 2026 12:00:00 GMT`. */
export function formatHttpDate(epochMs: number): string {
  const dayNumber = Math.floor(epochMs / dayMs)
  const { year, month, day } = calendarDay(dayNumber)
  const seconds = Math.floor((epochMs - dayNumber * dayMs) / 1000)
  const time = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map((part) => pad(part))
  const weekday = days[(((dayNumber + 4) % 7) + 7) % 7] ?? ''
  return `${weekday}, ${pad(day)} ${months[month - 1] ?? ''} ${pad(year, 4)} ${time.join(':')} GMT`
}

const pad = (number: number, width = 2): string => String(number).padStart(width, '0')

const clock = String.raw`(?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)`
const month = `(?<month>${months.join('|')})`
const forms = [
  new RegExp(`^(?:${days.join('|')}), (?<day>\\d\\d) ${month} (?<year>\\d{4}) ${clock} GMT$`),
  new RegExp(`^(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day, (?<day>\\d\\d)-${month}-(?<year>\\d\\d) ${clock} GMT$`),
  new RegExp(`^(?:${days.join('|')}) ${month} (?<day>[ \\d]\\d) ${clock} (?<year>\\d{4})$`),
]

/**
 * Reads an HTTP date in any of its three forms as epoch ms, or nothing if it is none (RFC 9110 section 5.6.7). The
 * weekday is not compared; a year of two digits is one of 1970 … 2069.
 */
export function parseHttpDate(text: string): number | undefined {
  const groups = forms.map((form) => form.exec(text)?.groups).find((found) => found !== undefined)
  if (!groups) return undefined
  const number = (name: string): number => Number(groups[name])
  const year = number('year')
  return epochMsOf({
    year: groups['year']?.length === 2 ? year + (year < 70 ? 2000 : 1900) : year,
    month: months.findIndex((name) => name === groups['month']) + 1,
    day: number('day'),
    hour: number('hour'),
    minute: number('minute'),
    second: number('second'),
  })
}

/** The epoch time in ms, or nothing if there is no such day or time; a 60th second is the next minute's first. */
export function epochMsOf({ year, month, day, hour, minute, second }: CalendarTime): number | undefined {
  const dayNumber = daysSinceEpoch(year, month, day)
  const back = calendarDay(dayNumber)
  if (back.month !== month || back.day !== day || hour > 23 || minute > 59 || second > 60) return undefined
  return dayNumber * dayMs + ((hour * 60 + minute) * 60 + second) * 1000
}

/** Days since 1970-01-01, counted in years that begin in March, so that the leap day is the last. */
function daysSinceEpoch(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year
  const monthFromMarch = (month + 9) % 12
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + day - 1
  const leapDays = Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400)
  return shifted * 365 + leapDays + dayOfYear - 719_468
}

/** The inverse of `daysSinceEpoch`, in cycles of 400 years. */
function calendarDay(dayNumber: number): { year: number; month: number; day: number } {
  const shifted = dayNumber + 719_468
  const cycle = Math.floor(shifted / 146_097)
  const dayOfCycle = shifted - cycle * 146_097
  const leapDays = Math.floor(dayOfCycle / 1460) - Math.floor(dayOfCycle / 36_524) + Math.floor(dayOfCycle / 146_096)
  const yearOfCycle = Math.floor((dayOfCycle - leapDays) / 365)
  const dayOfYear = dayOfCycle - (365 * yearOfCycle + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1
  const month = ((monthFromMarch + 2) % 12) + 1
  return { year: yearOfCycle + cycle * 400 + (month <= 2 ? 1 : 0), month, day }
}
