import { Plus } from 'lucide'
import { useState } from 'react'
import { useT } from '../../i18n/use-t.tsx'
import type { Json } from '../../model/topology.ts'
import type { FieldSpec } from '../../protocols/fields/field.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { keyed } from '../../ui/keyed.ts'
import { endReveal, isWithin, useRevealed } from '../reveal.ts'
import type { ControlProps } from './control-props.ts'
import { useForm } from './form-context.ts'
import { RowCard } from './row-card.tsx'
import { placeAfter, type RowDrag } from './row-drag.ts'
import { asRows, storable } from './values.ts'

type TableProps = ControlProps<Extract<FieldSpec, { type: 'table' }>>

/** Rows of records as cards. Changing what was derived makes the table the person's own, whole. */
export function TableControl({ spec, value, applies, onChange, textPath, path }: TableProps) {
  const t = useT()
  const { device } = useForm()
  const revealed = useRevealed()
  const [open, setOpenRow] = useState<number>()
  const [drag, setDrag] = useState<RowDrag>()
  const rows = asRows(value ?? storable(applies))
  const isDerived = value === undefined && rows.length > 0
  const asked = revealed?.device === device ? revealed.path : undefined
  const setOpen = (row: number | undefined) => {
    // By hand from here on.
    if (asked !== undefined) endReveal()
    setOpenRow(row)
  }
  const change = (next: readonly Json[]) => onChange(next)
  const move = (from: number, to: number) => {
    const row = rows[from]
    if (row === undefined || to === from || to < 0 || to >= rows.length) return
    change(rows.toSpliced(from, 1).toSpliced(to, 0, row))
    // What is open stays open, and nothing else.
    if (open !== undefined || asked !== undefined) setOpen(open === undefined ? undefined : placeAfter(open, from, to))
  }
  return (
    <div className="flex flex-col gap-2">
      {keyed(rows).map(({ key, index, item }) => (
        <RowCard
          key={key}
          columns={spec.columns}
          row={item}
          number={spec.ordered ? index + 1 : undefined}
          isDerived={isDerived}
          isOpen={open === index || (asked !== undefined && isWithin(`${path}[${index}]`, asked))}
          onOpen={(isOpen) => setOpen(isOpen ? index : undefined)}
          textPath={textPath}
          path={`${path}[${index}]`}
          onChange={(next) => change(rows.with(index, next))}
          onRemove={() => {
            setOpen(undefined)
            change(rows.toSpliced(index, 1))
          }}
          onMove={spec.ordered ? (by) => move(index, index + by) : undefined}
          drag={spec.ordered ? drag : undefined}
          onDrag={setDrag}
          onDrop={move}
          canMoveUp={index > 0}
          canMoveDown={index < rows.length - 1}
        />
      ))}
      <Button
        className="self-start border-dashed"
        disabled={rows.length >= spec.maxRows}
        onClick={() => {
          change([...rows, spec.newRow ?? {}])
          setOpen(rows.length)
        }}
      >
        <Icon of={Plus} size={0.95} />
        {t('form.add')}
      </Button>
    </div>
  )
}
