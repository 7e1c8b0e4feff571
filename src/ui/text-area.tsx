import { useId, useState } from 'react'
import { control } from './control.ts'
import { cx } from './cx.ts'

interface TextAreaProps {
  readonly label: string
  readonly value: string
  /** Called once, when the person leaves the field. */
  readonly onCommit: (text: string) => void
  readonly rows?: number
  readonly mono?: boolean
  readonly placeholder?: string
  /** Escape keeps what was typed instead of taking it back. */
  readonly keepsOnEscape?: boolean
  /** What is wrong with the text; it stays as it was typed. */
  readonly error?: string | undefined
}

/** Several lines of text that become a change when the person is done with them; Escape takes the typing back. */
export function TextArea({
  label,
  value,
  onCommit,
  rows = 4,
  mono = false,
  placeholder,
  error,
  keepsOnEscape = false,
}: TextAreaProps) {
  const [typed, setTyped] = useState<string>()
  const errorId = useId()
  return (
    <>
      <textarea
        aria-label={label}
        rows={rows}
        value={typed ?? value}
        placeholder={placeholder}
        spellCheck={!mono}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={error === undefined ? undefined : errorId}
        className={cx(control, 'h-auto! resize-y py-1.5 leading-relaxed', mono && 'font-mono text-[0.78rem]')}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => {
          if (typed !== undefined && typed !== value) onCommit(typed)
          setTyped(undefined)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || typed === undefined) return
          if (keepsOnEscape) {
            // Escape folds what is around away; what was typed must not be lost with it.
            if (typed !== value) onCommit(typed)
            return
          }
          event.stopPropagation()
          setTyped(undefined)
        }}
      />
      {error === undefined ? null : (
        <span id={errorId} className="text-xs font-normal text-bad">
          {error}
        </span>
      )}
    </>
  )
}
