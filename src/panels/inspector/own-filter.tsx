import { useId } from 'react'
import { useCatalogue, useT } from '../../i18n/use-t.tsx'
import type { Device } from '../../model/topology.ts'
import { definitions } from '../../programs/definitions.ts'
import { useCompiled } from '../../store/analysis.ts'
import { setFilterConfig, setOwnFilter } from '../../store/commands/own-filter.ts'
import { commit } from '../../store/document-store.ts'
import { labels } from '../../store/labels.ts'
import { Switch } from '../../ui/switch.tsx'
import { FormContext, useForm } from '../form/form-context.ts'
import { fieldTexts } from '../form/texts.ts'
import { Setting } from './frame.tsx'
import { Part } from './part.tsx'
import { ProgramForm } from './program-form.tsx'

/** The first program that can filter for a host beside what runs there. */
const offered = definitions.find(({ hostFilterFields }) => hostFilterFields)

/** A packet filter on the host itself, besides any firewall box; off unless switched on. */
export function OwnFilter({ device }: { readonly device: Device }) {
  const t = useT()
  const id = useId()
  if (!offered) return null
  const set = (isOn: boolean) =>
    commit(labels.configure(device.name), (draft) => setOwnFilter(draft, device.id, isOn ? offered.id : undefined))
  return (
    <Part title={t('filter.title')} paths={['filter']} isFolded={device.filter === undefined}>
      <Setting label={t('filter.on', { program: offered.name })} htmlFor={id}>
        <Switch id={id} checked={device.filter !== undefined} onChange={set} />
      </Setting>
      {device.filter ? <FilterForm device={device} /> : <p className="text-xs text-muted">{t('filter.text')}</p>}
    </Part>
  )
}

function FilterForm({ device }: { readonly device: Device }) {
  const compiled = useCompiled()
  const catalogue = useCatalogue()
  const form = useForm()
  const own = compiled.ownFilterOf(device.id)
  if (!own || !device.filter) return null
  const { program, settings } = own
  return (
    <FormContext value={{ ...form, texts: fieldTexts(catalogue, program.id) }}>
      <ProgramForm
        program={program}
        config={device.filter.config}
        settings={settings}
        derived={program.derive(compiled.wiringOf(device.id))}
        only={program.hostFilterFields ?? []}
        prefix="filter."
        onSet={(name, value) =>
          commit(labels.configure(device.name), (draft) => setFilterConfig(draft, device.id, name, value))
        }
      />
    </FormContext>
  )
}
