import { useId, useState, type ComponentProps, type KeyboardEvent, type ReactNode } from 'react'
import { control } from './control.ts'
import { cx } from './cx.ts'

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'defaultValue'> {
  readonly value: string
  /** Called once, when the person is done (Enter or leaving), and only with a text that passed, or with `keepsWrong`. */
  readonly onCommit: (text: string) => void
  /** Says what is wrong with a text, or nothing. What was typed stays in the field either way. */
  readonly check?: ((text: string) => string | undefined) | undefined
  readonly mono?: boolean
  /** Escape keeps what was typed instead of taking it back: it folds what is around away. */
  readonly keepsOnEscape?: boolean
  /** A text that did not pass is handed on too, for whoever uses it to refuse; the field goes on complaining of it. */
  readonly keepsWrong?: boolean
  /** A unit or remark at the field's right end. */
  readonly suffix?: ReactNode
}

/** A line of text that becomes a change when the person is done with it; Escape takes the typing back. */
export function TextField({
  value,
  onCommit,
  check,
  mono = false,
  suffix,
  keepsOnEscape = false,
  keepsWrong = false,
  className,
  ...rest
}: TextFieldProps) {
  const [typed, setTyped] = useState<string>()
  const [isChecked, setIsChecked] = useState(false)
  const errorId = useId()
  const text = typed ?? value
  const error = typed === undefined && !keepsWrong ? undefined : check?.(text)
  const isErrorShown = error !== undefined && (isChecked || typed === undefined)

  const finish = () => {
    if (typed === undefined) return
    setIsChecked(true)
    if (error !== undefined && !keepsWrong) return
    setTyped(undefined)
    if (typed !== value) onCommit(typed)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) finish()
    if (event.key === 'Escape' && keepsOnEscape) finish()
    else if (event.key === 'Escape' && typed !== undefined) {
      event.stopPropagation()
      setTyped(undefined)
    }
  }
  return (
    <span className={cx('block min-w-0', className)}>
      <span className="relative flex items-center">
        <input
          {...rest}
          value={text}
          aria-invalid={isErrorShown || undefined}
          aria-describedby={isErrorShown ? errorId : rest['aria-describedby']}
          className={cx(control, mono && 'font-mono text-[0.78rem]', suffix !== undefined && 'pr-12')}
          onChange={(event) => {
            setTyped(event.target.value)
            setIsChecked(false)
          }}
          onBlur={finish}
          onKeyDown={onKeyDown}
        />
        {suffix === undefined ? null : (
          <span className="pointer-events-none absolute right-2.5 text-xs text-muted">{suffix}</span>
        )}
      </span>
      {isErrorShown ? (
        <span id={errorId} role="alert" className="mt-1 block text-xs text-bad">
          {error}
        </span>
      ) : null}
    </span>
  )
}
