import { TextField } from './text-field.tsx'

interface NumberFieldProps {
  readonly id?: string
  readonly value: number | undefined
  readonly onCommit: (value: number | undefined) => void
  readonly min: number
  readonly max: number
  readonly unit?: string | undefined
  /** Other units that may be typed, with what one of them is worth: `{ s: 1000, min: 60000 }`. */
  readonly factors?: Readonly<Record<string, number>> | undefined
  /** What is meant while nothing is typed. */
  readonly placeholder?: string | undefined
  readonly label?: string | undefined
  readonly disabled?: boolean | undefined
  /** Says that a text is no number from `min` to `max`. */
  readonly complain: (min: number, max: number) => string
  readonly language: string
  readonly describedBy?: string | undefined
}

/** `1.5 s`, `1,5s`, `1 500`: the number in the field's own unit, `undefined` where it is none. */
export function parseNumber(text: string, factors: Readonly<Record<string, number>> = {}): number | undefined {
  const match = /^([+-]?\d+(?:[.,]\d+)?)\s*([a-zµ%/]*)$/i.exec(
    text.trim().replaceAll(/(?<=\d)[\s\u00a0\u202f](?=\d{3}(?:\D|$))/g, ''),
  )
  if (!match) return undefined
  const unit = (match[2] ?? '').toLowerCase()
  const factor = unit === '' ? 1 : factors[unit]
  if (factor === undefined) return undefined
  const value = Number(match[1]?.replace(',', '.')) * factor
  return Number.isFinite(value) ? Math.round(value * 1000) / 1000 : undefined
}

/** A number with its unit. Emptied it means unset; what does not fit is said and stays to be mended. */
export function NumberField(props: NumberFieldProps) {
  const { value, onCommit, min, max, unit, factors, complain, language, label, describedBy, ...rest } = props
  const known = unit === undefined ? (factors ?? {}) : { [unit.toLowerCase()]: 1, ...factors }
  const check = (text: string) => {
    if (text.trim() === '') return undefined
    const parsed = parseNumber(text, known)
    return parsed === undefined || parsed < min || parsed > max ? complain(min, max) : undefined
  }
  const shown = value === undefined ? '' : new Intl.NumberFormat(language, { useGrouping: false }).format(value)
  return (
    <TextField
      {...rest}
      inputMode="decimal"
      aria-label={label}
      aria-describedby={describedBy}
      value={shown}
      check={check}
      suffix={unit}
      mono
      onCommit={(text) => onCommit(text.trim() === '' ? undefined : parseNumber(text, known))}
    />
  )
}
