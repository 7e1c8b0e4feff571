import type { ComponentProps, ReactNode } from 'react'
import { cx } from './cx.ts'

const looks = {
  primary: 'bg-accent font-semibold text-on-accent hover:brightness-110 disabled:bg-hover disabled:text-muted',
  quiet: 'text-ink hover:bg-hover disabled:text-faint disabled:hover:bg-transparent',
  outlined: 'border border-line bg-panel text-ink hover:bg-hover disabled:text-faint',
  bad: 'text-bad hover:bg-bad-soft',
  link: 'font-semibold text-accent hover:bg-hover',
} as const

interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: keyof typeof looks
}

const base = 'relative inline-flex items-center justify-center gap-2 rounded-lg transition-colors duration-120'

/** A button with words on it. */
export function Button({ look = 'outlined', className, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      className={cx(base, 'h-8 px-3 text-sm whitespace-nowrap touch:h-11', looks[look], className)}
      {...rest}
    />
  )
}

interface IconButtonProps extends Omit<ButtonProps, 'aria-label' | 'children'> {
  readonly label: string
  /** How it is called by keys, shown with the label: `Ctrl Z`. */
  readonly keys?: string | undefined
  readonly side?: 'top' | 'bottom'
  readonly align?: 'start' | 'center' | 'end'
  readonly children: ReactNode
}

/** A button with an icon only: its name is in a label that hover and focus show. */
export function IconButton(props: IconButtonProps) {
  const { label, keys, look = 'quiet', side = 'bottom', align = 'center', className, children, ...rest } = props
  return (
    <button
      type="button"
      aria-label={label}
      className={cx(base, 'has-tip size-8 shrink-0 touch:size-11', looks[look], className)}
      {...rest}
    >
      {children}
      <span className="tip" data-side={side} data-align={align} aria-hidden="true">
        {label}
        {keys === undefined ? null : <span className="ml-2 opacity-75">{keys}</span>}
      </span>
    </button>
  )
}
