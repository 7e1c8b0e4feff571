import { ArrowDown, ArrowUp, ChevronDown, GripVertical, Trash2 } from 'lucide'
import { useId, type KeyboardEvent } from 'react'
import { useT } from '../../i18n/use-t.tsx'
import type { Json } from '../../model/topology.ts'
import type { Fields } from '../../protocols/fields/field.ts'
import { IconButton } from '../../ui/button.tsx'
import { cx } from '../../ui/cx.ts'
import { Icon } from '../../ui/icon.tsx'
import { Switch } from '../../ui/switch.tsx'
import { FieldRow } from './field-row.tsx'
import { useForm } from './form-context.ts'
import { dragStyle, useGrip, type RowDrag } from './row-drag.ts'
import { asRecord, cellsOf, summaryOf, switchColumn } from './values.ts'

interface RowCardProps {
  readonly columns: Fields
  readonly row: Json
  /** Its place, where the order decides. */
  readonly number: number | undefined
  readonly isDerived: boolean
  readonly isOpen: boolean
  readonly onOpen: (isOpen: boolean) => void
  readonly textPath: string
  readonly path: string
  readonly onChange: (row: Json) => void
  readonly onRemove: () => void
  /** Moves it up (−1) or down (1), where the order decides. */
  readonly onMove: ((by: -1 | 1) => void) | undefined
  /** The row that is being dragged now, where the order decides. */
  readonly drag: RowDrag | undefined
  readonly onDrag: (drag: RowDrag | undefined) => void
  readonly onDrop: (from: number, to: number) => void
  readonly canMoveUp: boolean
  readonly canMoveDown: boolean
}

/** One row of a table: a card that says what it is, and unfolds its settings. */
export function RowCard(props: RowCardProps) {
  const { columns, row, number, isDerived, isOpen, onOpen, textPath, path, onMove, drag } = props
  const t = useT()
  const { texts, devices } = useForm()
  const bodyId = useId()
  const { title, detail } = summaryOf(columns, row, textPath, { t, texts, devices })
  const hasSwitch = columns[switchColumn]?.spec.type === 'toggle'
  const record = asRecord(row)
  const setCell = (name: string, value: Json | undefined) => {
    const { [name]: _, ...rest } = record
    props.onChange(value === undefined ? rest : { ...record, [name]: value })
  }
  const isOn = !hasSwitch || (record[switchColumn] ?? columns[switchColumn]?.fallback) !== false
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (!event.altKey || !onMove || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    const by = event.key === 'ArrowUp' ? -1 : 1
    const list = event.currentTarget.closest('[data-path]')?.parentElement
    onMove(by)
    // The focus goes with the row, so that pressing again moves the same one on.
    requestAnimationFrame(() => list?.children[(number ?? 1) - 1 + by]?.querySelector('button')?.focus())
  }
  return (
    <div
      data-path={path}
      style={number === undefined ? undefined : dragStyle(drag, number - 1)}
      className={cx(
        'rounded-xl border bg-paper transition-colors duration-120',
        drag && drag.from + 1 === number && 'shadow-raised',
        isOpen ? 'border-accent' : 'border-line',
      )}
    >
      <div className="flex items-center gap-1 pr-2">
        {number === undefined ? null : <Grip index={number - 1} onDrag={props.onDrag} onDrop={props.onDrop} />}
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={isOpen ? bodyId : undefined}
          className={cx(
            'flex min-h-10 min-w-0 flex-1 items-center gap-2 rounded-xl py-1.5 text-left',
            number === undefined && 'pl-2',
          )}
          onClick={() => onOpen(!isOpen)}
          onKeyDown={onKeyDown}
        >
          {number === undefined ? null : <span className="text-xs text-muted tabular-nums">{number}</span>}
          <span className={cx('min-w-0 flex-1', !isOn && 'opacity-60')}>
            <span className={cx('block truncate font-mono text-[0.78rem]', isDerived && 'text-muted')}>
              {title === '' ? t('form.new-row') : title}
            </span>
            {detail === '' ? null : <span className="block truncate text-xs text-muted">{detail}</span>}
          </span>
          <Icon
            of={ChevronDown}
            size={0.9}
            className={cx('text-muted transition-transform duration-120', isOpen && 'rotate-180')}
          />
        </button>
        {hasSwitch ? (
          <Switch
            label={texts.label(`${textPath}.${switchColumn}`)}
            checked={isOn}
            onChange={(next) => setCell(switchColumn, next)}
          />
        ) : null}
      </div>
      {isOpen ? (
        <div id={bodyId} className="flex flex-col gap-2.5 border-t border-line px-3 pt-3 pb-2">
          {cellsOf(columns, row)
            .filter(({ name }) => name !== switchColumn)
            .map(({ name, field, value }) => (
              <FieldRow
                key={name}
                field={field}
                value={record[name]}
                applies={value}
                isFromWiring={false}
                isInRow
                textPath={`${textPath}.${name}`}
                path={`${path}.${name}`}
                onChange={(next) => setCell(name, next)}
              />
            ))}
          <RowButtons {...props} />
        </div>
      ) : null}
    </div>
  )
}

/** For mouse and finger; by keyboard Alt with the arrows does the same. */
function Grip({ index, onDrag, onDrop }: { readonly index: number } & Pick<RowCardProps, 'onDrag' | 'onDrop'>) {
  const grip = useGrip({ index, onDrag, onDrop })
  return (
    <span
      data-grip
      className="flex min-h-10 shrink-0 cursor-grab touch-none items-center self-stretch pl-1.5 active:cursor-grabbing touch:min-w-9 touch:justify-center touch:pl-0"
      {...grip}
    >
      <Icon of={GripVertical} size={0.85} className="text-muted" />
    </span>
  )
}

function RowButtons({ onMove, canMoveUp, canMoveDown, onRemove }: RowCardProps) {
  const t = useT()
  return (
    <div className="flex items-center justify-end gap-1">
      {onMove ? (
        <>
          <IconButton label={t('form.up')} keys="Alt ↑" side="top" disabled={!canMoveUp} onClick={() => onMove(-1)}>
            <Icon of={ArrowUp} size={1} />
          </IconButton>
          <IconButton label={t('form.down')} keys="Alt ↓" side="top" disabled={!canMoveDown} onClick={() => onMove(1)}>
            <Icon of={ArrowDown} size={1} />
          </IconButton>
        </>
      ) : null}
      <IconButton label={t('form.remove')} side="top" align="end" look="bad" onClick={onRemove}>
        <Icon of={Trash2} size={1} />
      </IconButton>
    </div>
  )
}
