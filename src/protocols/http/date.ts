const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const
const dayMs = 86_400_000

/** Days from 1970-01-01 to a day of the Gregorian calendar; the year is counted from March, so that leap days come last. */
function dayNumber(year: number, month: number, day: number): number {
  const shifted = month < 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * ((month + 10) % 12) + 2) / 5) + day - 1
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
}

function calendarDay(number: number): { year: number; month: number; day: number } {
  const shifted = number + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const month = (monthFromMarch + 2) % 12
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1
  return { year: yearOfEra + era * 400 + (month < 2 ? 1 : 0), month, day }
}

const two = (value: number): string => String(value).padStart(2, '0')

/** Writes epoch ms as `Mon, 05 Jan 2026 12:00:00 GMT`, whole seconds (RFC 9110 section 5.6.7, IMF-fixdate). */
export function formatHttpDate(epochMs: number): string {
  const number = Math.floor(epochMs / dayMs)
  const { year, month, day } = calendarDay(number)
  const seconds = Math.floor((epochMs - number * dayMs) / 1000)
  const time = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':')
  const weekday = days[(((number + 4) % 7) + 7) % 7] ?? ''
  return `${weekday}, ${two(day)} ${months[month] ?? ''} ${String(year).padStart(4, '0')} ${time} GMT`
}

/** Reads an IMF-fixdate as epoch ms, or nothing; the obsolete forms are not read (RFC 9110 section 5.6.7). */
export function parseHttpDate(text: string): number | undefined {
  const match = /^[A-Z][a-z]{2}, (\d{2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT$/.exec(text.trim())
  if (!match) return undefined
  const [, day, name, year, hours, minutes, seconds] = match
  const month = months.findIndex((candidate) => candidate === name)
  if (month < 0) return undefined
  const time = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)
  return dayNumber(Number(year), month, Number(day)) * dayMs + time * 1000
}
