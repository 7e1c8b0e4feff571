import { CircleHelp, RotateCcw } from 'lucide'
import { useId, useState } from 'react'
import { useT } from '../../i18n/use-t.tsx'
import type { Json } from '../../model/topology.ts'
import type { Field } from '../../protocols/fields/field.ts'
import { IconButton } from '../../ui/button.tsx'
import { cx } from '../../ui/cx.ts'
import { Icon } from '../../ui/icon.tsx'
import { useForm } from './form-context.ts'
import { withSoftHyphens } from './soft-hyphens.ts'

interface FieldRowProps {
  readonly field: Field<unknown>
  readonly value: Json | undefined
  readonly applies: unknown
  /** What applies while nothing is set follows from the cables. */
  readonly isFromWiring: boolean
  /** In a row there is no way back to automatic: there unset is just empty. */
  readonly isInRow?: boolean
  readonly textPath: string
  readonly path: string
  readonly onChange: (value: Json | undefined) => void
}

/** A setting with its label, its explanation on demand, and the way back to automatic. */
export function FieldRow({
  field,
  value,
  applies,
  isFromWiring,
  isInRow = false,
  textPath,
  path,
  onChange,
}: FieldRowProps) {
  const t = useT()
  const { Control, texts } = useForm()
  const id = useId()
  const helpId = `${id}-help`
  const { type } = field.spec
  const isWide = type === 'table' || type === 'list'
  const help = texts.help(textPath)
  // Lists are met once and want explaining; for single values a question mark is enough.
  const [showsHelp, setShowsHelp] = useState(type === 'table')
  const isSet = value !== undefined
  const label = texts.label(textPath)
  return (
    <div
      data-path={path}
      className={cx('scroll-m-16', !isWide && 'grid grid-cols-[minmax(0,7.25rem)_minmax(0,1fr)] gap-x-2')}
    >
      <div className={cx('flex min-h-8 items-center gap-1', isWide && 'mb-1')}>
        {isWide ? (
          <h3 className="text-sm font-semibold">{label}</h3>
        ) : (
          <label htmlFor={id} className="min-w-0 text-sm [overflow-wrap:anywhere] hyphens-auto text-muted">
            {withSoftHyphens(label)}
          </label>
        )}
        {help === undefined || type === 'table' ? null : (
          <button
            type="button"
            aria-label={t('form.help', { what: label })}
            aria-expanded={showsHelp}
            className="grid size-6 shrink-0 place-items-center rounded-full text-muted hover:text-ink touch:size-11"
            onClick={() => setShowsHelp(!showsHelp)}
          >
            <Icon of={CircleHelp} size={0.9} />
          </button>
        )}
        {isWide && isSet ? (
          <Reset label={label} isFromWiring={isFromWiring} onReset={() => onChange(undefined)} />
        ) : null}
        {isWide && !isSet && isFromWiring ? (
          <span className="ml-auto text-xs text-muted">{t('form.from-wiring')}</span>
        ) : null}
      </div>
      <div className="flex min-h-8 min-w-0 items-center gap-1">
        <div className="min-w-0 flex-1">
          <Control
            id={id}
            spec={field.spec}
            value={value}
            applies={applies}
            onChange={onChange}
            textPath={textPath}
            path={path}
            describedBy={help !== undefined && showsHelp ? helpId : undefined}
          />
        </div>
        {!isWide && isSet && !isInRow && (field.optional || isFromWiring || value !== field.fallback) ? (
          <Reset label={label} isFromWiring={isFromWiring} onReset={() => onChange(undefined)} />
        ) : null}
      </div>
      {!isWide && !isSet && isFromWiring ? (
        <p className="col-start-2 text-xs text-muted">{t('form.from-wiring')}</p>
      ) : null}
      {help !== undefined && showsHelp ? (
        <p id={helpId} className="col-span-2 mt-1 mb-1 text-xs text-pretty text-muted">
          {help}
        </p>
      ) : null}
    </div>
  )
}

interface ResetProps {
  readonly label: string
  readonly isFromWiring: boolean
  readonly onReset: () => void
}

function Reset({ label, isFromWiring, onReset }: ResetProps) {
  const t = useT()
  const what = isFromWiring ? t('form.reset-wiring', { what: label }) : t('form.reset', { what: label })
  return (
    <IconButton label={what} align="end" className="-mr-1.5 ml-auto size-6 text-muted" onClick={onReset}>
      <Icon of={RotateCcw} size={0.85} />
    </IconButton>
  )
}
