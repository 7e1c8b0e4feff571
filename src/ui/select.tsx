import { ChevronDown } from 'lucide'
import type { ComponentProps } from 'react'
import { control } from './control.ts'
import { cx } from './cx.ts'
import { Icon } from './icon.tsx'

interface Option {
  readonly value: string
  readonly label: string
  readonly disabled?: boolean
}

interface SelectProps extends Omit<ComponentProps<'select'>, 'onChange' | 'value'> {
  readonly value: string
  readonly options: readonly Option[]
  readonly onChange: (value: string) => void
  /** Without a frame, for toolbars. */
  readonly bare?: boolean
}

/** The platform's own list of choices: by finger, keyboard and screen reader as people know it. */
export function Select({ value, options, onChange, bare = false, className, ...rest }: SelectProps) {
  const bareLook =
    'h-8 rounded-lg bg-transparent pl-2 text-sm text-ink [field-sizing:content] hover:bg-hover touch:h-11'
  return (
    <span className={cx('relative inline-flex min-w-0 items-center', !bare && 'w-full', className)}>
      <select
        value={value}
        className={cx(bare ? bareLook : control, 'max-w-full appearance-none truncate', bare ? 'pr-6' : 'w-full pr-7')}
        onChange={(event) => onChange(event.target.value)}
        {...rest}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled} className="bg-panel text-ink">
            {option.label}
          </option>
        ))}
      </select>
      <Icon
        of={ChevronDown}
        size={0.9}
        className={cx('pointer-events-none absolute text-muted', bare ? 'right-1.5' : 'right-2')}
      />
    </span>
  )
}
