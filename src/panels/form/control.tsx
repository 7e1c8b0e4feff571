import type { ReactNode } from 'react'
import { useLanguage, useT } from '../../i18n/use-t.tsx'
import { assertNever } from '../../lib/assert.ts'
import type { FieldSpec } from '../../protocols/fields/field.ts'
import { isFormat } from '../../protocols/fields/formats.ts'
import { NumberField } from '../../ui/number-field.tsx'
import { Select } from '../../ui/select.tsx'
import { Switch } from '../../ui/switch.tsx'
import { TextField } from '../../ui/text-field.tsx'
import type { ControlProps } from './control-props.ts'
import { DeviceSelect, TargetField } from './device-select.tsx'
import { useForm } from './form-context.ts'
import { ListControl } from './list-control.tsx'
import { TableControl } from './table-control.tsx'
import { formatComplaint, units } from './texts.ts'
import { shown } from './values.ts'

type Of<T extends FieldSpec['type']> = ControlProps<Extract<FieldSpec, { type: T }>>

/** The control for one declared value. The only place that knows which kind of value is edited how. */
export function Control({ spec, ...props }: ControlProps): ReactNode {
  switch (spec.type) {
    case 'toggle':
      return <Toggle spec={spec} {...props} />
    case 'number':
      return <NumberControl spec={spec} {...props} />
    case 'text':
      return <TextControl spec={spec} {...props} />
    case 'choice':
      return <ChoiceControl spec={spec} {...props} />
    case 'device':
      return <DeviceSelect spec={spec} {...props} />
    case 'target':
      return <TargetField spec={spec} {...props} />
    case 'list':
      return <ListControl spec={spec} {...props} />
    case 'table':
      return <TableControl spec={spec} {...props} />
    default:
      return assertNever(spec)
  }
}

function Toggle({ id, label, applies, onChange }: Of<'toggle'>) {
  return <Switch id={id} label={label} checked={applies === true} onChange={onChange} />
}

function NumberControl({ id, label, spec, value, applies, onChange, describedBy }: Of<'number'>) {
  const t = useT()
  const language = useLanguage()
  const { sign, factors } = units[spec.unit]
  return (
    <NumberField
      id={id}
      label={label}
      value={typeof value === 'number' ? value : undefined}
      placeholder={typeof applies === 'number' ? String(applies) : undefined}
      min={spec.min}
      max={spec.max}
      unit={sign}
      factors={factors}
      language={language}
      describedBy={describedBy}
      complain={(min, max) => t('form.number', { min, max })}
      onCommit={onChange}
    />
  )
}

function TextControl({ id, label, spec, value, applies, onChange, describedBy }: Of<'text'>) {
  const t = useT()
  const check = (text: string) => {
    if (text === '' || (isFormat(spec.format, text) && text.length <= spec.maxLength)) return undefined
    return text.length > spec.maxLength ? t('form.too-long', { max: spec.maxLength }) : formatComplaint(t, spec.format)
  }
  return (
    <TextField
      id={id}
      aria-label={label}
      value={typeof value === 'string' ? value : ''}
      placeholder={typeof applies === 'string' ? applies : undefined}
      mono={spec.format !== 'plain'}
      spellCheck={false}
      autoCapitalize="off"
      aria-describedby={describedBy}
      check={check}
      onCommit={(text) => onChange(text.trim() === '' ? undefined : text.trim())}
    />
  )
}

function ChoiceControl({ id, label, spec, value, applies, onChange, textPath, describedBy }: Of<'choice'>) {
  const t = useT()
  const { texts, devices } = useForm()
  const options = spec.options.map((option) => ({ value: option, label: texts.option(textPath, option) }))
  const isChosen = typeof value === 'string' || typeof applies === 'string'
  const word = typeof applies === 'string' ? shown(spec, applies, textPath, { t, texts, devices }) : ''
  return (
    <Select
      id={id}
      aria-label={label}
      value={isChosen ? String(value ?? applies) : ''}
      title={word}
      aria-describedby={describedBy}
      options={isChosen ? options : [{ value: '', label: t('form.choose') }, ...options]}
      onChange={(choice) => onChange(choice === '' ? undefined : choice)}
    />
  )
}
