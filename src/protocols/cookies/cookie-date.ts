import { epochMsOf } from '../http/date.ts'

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const delimiters = /[\t -/;-@[-`{-~]+/

/** Reads the date of an `Expires` attribute as epoch ms, as generously as browsers do (RFC 6265 section 5.1.1). */
export function parseCookieDate(text: string): number | undefined {
  let time: RegExpExecArray | undefined
  let day: number | undefined
  let month: number | undefined
  let year: number | undefined
  for (const token of text.split(delimiters)) {
    const clock = /^(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\D|$)/.exec(token)
    const dayOfMonth = /^(\d{1,2})(?:\D|$)/.exec(token)
    const name = months.indexOf(token.slice(0, 3).toLowerCase()) + 1
    const yearNumber = /^(\d{2,4})(?:\D|$)/.exec(token)
    if (!time && clock) time = clock
    else if (day === undefined && dayOfMonth) day = Number(dayOfMonth[1])
    else if (month === undefined && name > 0) month = name
    else if (year === undefined && yearNumber) year = fullYear(Number(yearNumber[1]))
  }
  if (!time || day === undefined || month === undefined || year === undefined || year < 1601) return undefined
  const [hour, minute, second] = [Number(time[1]), Number(time[2]), Number(time[3])]
  return second > 59 ? undefined : epochMsOf({ year, month, day, hour, minute, second })
}

const fullYear = (year: number): number => (year < 70 ? year + 2000 : year < 100 ? year + 1900 : year)
