import { useState } from 'react'
import { useT } from '../../i18n/use-t.tsx'
import type { FieldSpec } from '../../protocols/fields/field.ts'
import { isFormat } from '../../protocols/fields/formats.ts'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import type { ControlProps } from './control-props.ts'
import { useForm } from './form-context.ts'
import { formatComplaint } from './texts.ts'

type Of<T extends FieldSpec['type']> = ControlProps<Extract<FieldSpec, { type: T }>>

const isDeviceId = (value: unknown): value is string => typeof value === 'string' && /^d\d+$/.test(value)

/** The devices to choose from, the automatic choice first, and one that is gone if it is still named. */
function useDeviceOptions({ spec, value, applies }: Of<'device'> | Of<'target'>) {
  const t = useT()
  const { devices } = useForm()
  const fitting = devices.filter(
    ({ id, serves }) => spec.serves === undefined || serves === spec.serves || id === value,
  )
  const automatic =
    devices.find(({ id }) => id === applies)?.name ?? (typeof applies === 'string' ? applies : undefined)
  const first =
    value === undefined && automatic !== undefined ? t('form.automatic', { what: automatic }) : t('form.nothing-chosen')
  const gone = isDeviceId(value) && !devices.some(({ id }) => id === value)
  return [
    { value: '', label: first },
    ...fitting.map(({ id, name }) => ({ value: id, label: name })),
    ...(gone ? [{ value, label: t('form.gone') }] : []),
  ]
}

/** One of the diagram's devices. */
export function DeviceSelect(props: Of<'device'>) {
  const { id, label, value, onChange, describedBy } = props
  const options = useDeviceOptions(props)
  return (
    <Select
      id={id}
      aria-label={label}
      value={typeof value === 'string' ? value : ''}
      options={options}
      aria-describedby={describedBy}
      onChange={(choice) => onChange(choice === '' ? undefined : choice)}
    />
  )
}

const byAddress = 'address'

/** One of the diagram's devices, or an address (or a block of them) that is typed. */
export function TargetField(props: Of<'target'>) {
  const { id, label, spec, value, onChange, describedBy } = props
  const t = useT()
  const options = useDeviceOptions(props)
  const format = spec.blocks ? 'address-or-cidr' : 'address'
  const isAddress = typeof value === 'string' && !isDeviceId(value)
  const [isTyping, setIsTyping] = useState(false)
  const showsAddress = isAddress || isTyping
  return (
    <span className="flex min-w-0 flex-col gap-1.5">
      <Select
        id={id}
        aria-label={label}
        value={showsAddress ? byAddress : isDeviceId(value) ? value : ''}
        options={[...options, { value: byAddress, label: t('form.by-address') }]}
        aria-describedby={describedBy}
        onChange={(choice) => {
          setIsTyping(choice === byAddress)
          if (choice !== byAddress) onChange(choice === '' ? undefined : choice)
        }}
      />
      {showsAddress ? (
        <TextField
          value={isAddress ? value : ''}
          mono
          aria-label={t('form.address')}
          placeholder={spec.blocks ? '192.0.2.0/24' : '192.0.2.10'}
          check={(text) => (text === '' || isFormat(format, text) ? undefined : formatComplaint(t, format))}
          onCommit={(text) => {
            setIsTyping(false)
            onChange(text === '' ? undefined : text)
          }}
        />
      ) : null}
    </span>
  )
}
