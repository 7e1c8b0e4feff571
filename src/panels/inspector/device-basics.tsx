import { useId } from 'react'
import { useCatalogue, useLanguage, useT } from '../../i18n/use-t.tsx'
import { kindOf } from '../../kinds/registry.ts'
import type { Device, Fault } from '../../model/topology.ts'
import type { AnyDefinition } from '../../programs/contract/program.ts'
import { definitionOf } from '../../programs/definitions.ts'
import { setDevice } from '../../store/commands/devices.ts'
import { setProgram } from '../../store/commands/set-program.ts'
import { commit } from '../../store/document-store.ts'
import { labels } from '../../store/labels.ts'
import { NumberField } from '../../ui/number-field.tsx'
import { Select } from '../../ui/select.tsx'
import { Switch } from '../../ui/switch.tsx'
import { notify } from '../../ui/toaster.tsx'
import { units } from '../form/texts.ts'
import { settingName } from '../names.ts'
import { answers, faultKeys, hasService } from './device-state.ts'
import { Setting } from './frame.tsx'

interface BasicsProps {
  readonly device: Device
  readonly program: AnyDefinition | undefined
}

/** What every device has: the program that runs on it, power, service, and a fault for trying things out. */
export function DeviceBasics({ device, program }: BasicsProps) {
  const t = useT()
  const id = useId()
  const { name } = device
  return (
    <>
      <ProgramChoice device={device} program={program} />
      <Setting label={t('device.power')} htmlFor={`${id}-power`}>
        <Switch
          id={`${id}-power`}
          checked={device.power !== false}
          onChange={(power) => commit(labels.power(name), (draft) => setDevice(draft, device.id, { power }))}
        />
      </Setting>
      {hasService(program) ? (
        <>
          <Setting label={t('device.service')} htmlFor={`${id}-service`}>
            <Switch
              id={`${id}-service`}
              checked={device.service !== false}
              onChange={(service) => commit(labels.service(name), (draft) => setDevice(draft, device.id, { service }))}
            />
          </Setting>
          {answers(program) ? <FaultChoice device={device} /> : null}
        </>
      ) : null}
    </>
  )
}

function ProgramChoice({ device, program }: BasicsProps) {
  const t = useT()
  const catalogue = useCatalogue()
  const id = useId()
  const choices = (kindOf(device.kind)?.programs ?? []).flatMap((choice) => definitionOf(choice.program) ?? [])
  const change = (chosen: string, profile?: string) => {
    let dropped: readonly string[] = []
    commit(labels.program(device.name), (draft) => {
      dropped = setProgram(draft, device.id, chosen, profile)
    })
    if (dropped.length === 0) return
    const names = dropped.map((path) => settingName(device, path, catalogue, t)).join(', ')
    notify({ text: t('device.dropped', { settings: names }) })
  }
  const options = choices.map((choice) => ({ value: choice.id, label: choice.name }))
  const isKnown = choices.some((choice) => choice.id === device.program.id)
  return (
    <>
      <Setting label={t('device.program')} htmlFor={id}>
        <Select
          id={id}
          value={device.program.id}
          options={isKnown ? options : [...options, { value: device.program.id, label: device.program.id }]}
          onChange={change}
        />
      </Setting>
      {program && program.profiles.length > 1 ? (
        <Setting label={t('device.version')} htmlFor={`${id}-version`}>
          <Select
            id={`${id}-version`}
            value={device.program.profile}
            options={program.profiles.map((profile) => ({ value: profile, label: profile }))}
            onChange={(profile) => change(device.program.id, profile)}
          />
        </Setting>
      ) : null}
    </>
  )
}

const faults: Readonly<Record<Fault['type'], Fault>> = {
  hung: { type: 'hung' },
  slow: { type: 'slow', ms: 2000 },
  answers: { type: 'answers', status: 500 },
  resets: { type: 'resets' },
  closes: { type: 'closes' },
}

const isFault = (type: string): type is Fault['type'] => type in faults

function FaultChoice({ device }: { readonly device: Device }) {
  const t = useT()
  const language = useLanguage()
  const id = useId()
  const { fault } = device
  const set = (next: Fault | undefined) =>
    commit(labels.fault(device.name), (draft) => setDevice(draft, device.id, { fault: next }))
  const options = [
    { value: '', label: t('fault.none') },
    ...Object.keys(faults)
      .filter(isFault)
      .map((type) => ({ value: type, label: t(faultKeys[type]) })),
  ]
  const number = {
    language,
    label: t('device.fault'),
    complain: (min: number, max: number) => t('form.number', { min, max }),
  }
  return (
    <>
      <Setting label={t('device.fault')} htmlFor={id}>
        <Select
          id={id}
          value={fault?.type ?? ''}
          options={options}
          onChange={(type) => set(isFault(type) ? faults[type] : undefined)}
        />
      </Setting>
      {fault?.type === 'slow' ? (
        <Setting label={t('fault.delay')}>
          <NumberField
            {...number}
            value={fault.ms}
            min={0}
            max={600_000}
            unit="ms"
            factors={units.ms.factors}
            onCommit={(ms) => set({ type: 'slow', ms: ms ?? 2000 })}
          />
        </Setting>
      ) : null}
      {fault?.type === 'answers' ? (
        <Setting label={t('fault.status')}>
          <NumberField
            {...number}
            value={fault.status}
            min={200}
            max={599}
            onCommit={(status) => set({ type: 'answers', status: status ?? 500 })}
          />
        </Setting>
      ) : null}
    </>
  )
}
