import { Plus, X } from 'lucide'
import { useState } from 'react'
import { useT } from '../../i18n/use-t.tsx'
import type { Json } from '../../model/topology.ts'
import type { FieldSpec } from '../../protocols/fields/field.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { keyed } from '../../ui/keyed.ts'
import type { ControlProps } from './control-props.ts'
import { useForm } from './form-context.ts'
import { asRows, storable } from './values.ts'

type ListProps = ControlProps<Extract<FieldSpec, { type: 'list' }>>

/** Several values of one kind. Changing what was derived makes it the person's own, whole. */
export function ListControl({ spec, value, applies, onChange, textPath, path, id, describedBy }: ListProps) {
  const t = useT()
  const { Control, texts } = useForm()
  const label = texts.label(textPath)
  const [isAdding, setIsAdding] = useState(false)
  const items = asRows(value ?? storable(applies))
  const change = (next: readonly Json[]) => onChange(next.length === 0 ? undefined : next)
  const rest = { spec: spec.item, textPath, describedBy }
  return (
    <span className="flex min-w-0 flex-1 flex-col gap-1.5">
      {keyed(items).map(({ key, index, item }) => (
        <span key={key} className="flex items-start gap-1">
          <span className="min-w-0 flex-1">
            <Control
              {...rest}
              id={`${id}-${index}`}
              label={t('setting.row', { table: label, number: index + 1 })}
              path={`${path}[${index}]`}
              value={item}
              applies={item}
              onChange={(next) => change(next === undefined ? items.toSpliced(index, 1) : items.with(index, next))}
            />
          </span>
          <IconButton label={t('form.remove')} align="end" onClick={() => change(items.toSpliced(index, 1))}>
            <Icon of={X} size={0.95} />
          </IconButton>
        </span>
      ))}
      {isAdding ? (
        <Control
          {...rest}
          id={`${id}-new`}
          label={t('setting.row', { table: label, number: items.length + 1 })}
          path={`${path}[${items.length}]`}
          value={undefined}
          applies={undefined}
          onChange={(next) => {
            setIsAdding(false)
            if (next !== undefined) change([...items, next])
          }}
        />
      ) : (
        <Button
          look="quiet"
          className="self-start px-2 text-muted"
          disabled={items.length >= spec.maxRows}
          onClick={() => setIsAdding(true)}
        >
          <Icon of={Plus} size={0.95} />
          {t('form.add')}
        </Button>
      )}
    </span>
  )
}
