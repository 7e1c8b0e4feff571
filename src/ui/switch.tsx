import { cx } from './cx.ts'

interface SwitchProps {
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  /** Its name, where no visible label points at it. */
  readonly label?: string | undefined
  readonly labelledBy?: string
  readonly id?: string
  readonly disabled?: boolean
}

/** On or off, at once. The knob's place says it as well as the colour. */
export function Switch({ checked, onChange, label, labelledBy, id, disabled }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      id={id}
      aria-checked={checked}
      aria-label={label}
      aria-labelledby={labelledBy}
      disabled={disabled}
      className="inline-flex h-6 shrink-0 items-center disabled:opacity-60 touch:h-11"
      onClick={() => onChange(!checked)}
    >
      <span
        className={cx(
          'flex h-[1.125rem] w-8 items-center rounded-full border p-px transition-colors duration-120',
          checked ? 'border-accent bg-accent' : 'border-edge bg-hover',
        )}
      >
        <span
          className={cx(
            'size-3.5 rounded-full shadow-sm transition-transform duration-120',
            checked ? 'translate-x-3.5 bg-on-accent' : 'bg-edge',
          )}
        />
      </span>
    </button>
  )
}
