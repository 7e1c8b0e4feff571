import type { Language } from './language.ts'

const nbsp = '\u00a0'
const formats = new Map<string, Intl.NumberFormat>()

/** A number as the language writes it, with at least and at most so many decimals. */
export function decimal(language: Language, value: number, atLeast = 0, atMost = 3): string {
  const key = `${language} ${atLeast} ${atMost}`
  let format = formats.get(key)
  if (!format) {
    format = new Intl.NumberFormat(language, { minimumFractionDigits: atLeast, maximumFractionDigits: atMost })
    formats.set(key, format)
  }
  return format.format(value)
}

/** A moment of the person's own clock, epoch ms: `23 Nov 2026, 10:30`. */
export const moment = (language: Language, at: number): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(at)

/** Virtual time: `0.4 ms`, `82 ms`, `3.0 s`, `6 min 1 s`. */
export function milliseconds(language: Language, value: number): string {
  if (value >= 120_000) return long(language, value / 1000)
  if (value >= 1000) return `${decimal(language, value / 1000, 1, 1)}${nbsp}s`
  return `${decimal(language, value, 0, value < 10 ? 1 : 0)}${nbsp}ms`
}

const units = {
  en: { day: ['day', 'days'], hour: ['hour', 'hours'], byte: ['byte', 'bytes'] },
  de: { day: ['Tag', 'Tage'], hour: ['Stunde', 'Stunden'], byte: ['Byte', 'Byte'] },
} as const

function counted(language: Language, value: number, unit: keyof (typeof units)['en']): string {
  const [one, many] = units[language][unit]
  return `${decimal(language, value)}${nbsp}${value === 1 ? one : many}`
}

/** A lifetime in seconds: `300 s`, as TTLs are written; from ten minutes on as any long time. */
export function lifetime(language: Language, value: number): string {
  return value >= 600 ? long(language, value) : `${decimal(language, value)}${nbsp}s`
}

const spans = [
  ['day', 86_400],
  ['hour', 3600],
  ['min', 60],
  ['s', 1],
] as const

/** A long time in seconds, cut to its two greatest units: `6 min 1 s`, `4 days 23 hours`, `5 days`. */
function long(language: Language, seconds: number): string {
  const first = spans.findIndex(([, length]) => seconds >= length)
  let left = seconds
  const parts = spans.slice(first, first + 2).flatMap(([unit, length]) => {
    const count = Math.floor(left / length)
    left -= count * length
    if (count === 0) return []
    return unit === 'day' || unit === 'hour'
      ? counted(language, count, unit)
      : `${decimal(language, count)}${nbsp}${unit}`
  })
  return parts.join(nbsp)
}

/** A size: `512 bytes`, `1.2 KB` (1 KB = 1000 bytes, as browsers show it). */
export function size(language: Language, value: number): string {
  if (value < 1000) return counted(language, value, 'byte')
  if (value < 1_000_000) return `${decimal(language, value / 1000, 0, 1)}${nbsp}KB`
  return `${decimal(language, value / 1_000_000, 0, 1)}${nbsp}MB`
}
