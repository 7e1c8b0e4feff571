import { useEffect, useRef } from 'react'
import { useCatalogue, useT } from '../../i18n/use-t.tsx'
import type { Diagram } from '../../model/diagram.ts'
import type { Device, Json } from '../../model/topology.ts'
import type { AnyDefinition } from '../../programs/contract/program.ts'
import { definitionOf } from '../../programs/definitions.ts'
import { useCompiled } from '../../store/analysis.ts'
import { setConfig } from '../../store/commands/config.ts'
import { commit, useDocument } from '../../store/document-store.ts'
import { labels } from '../../store/labels.ts'
import { FindingsOf } from '../check/findings-of.tsx'
import { Control } from '../form/control.tsx'
import { FormContext, type DeviceChoice } from '../form/form-context.ts'
import { fieldTexts } from '../form/texts.ts'
import { markSeen, useRevealed } from '../reveal.ts'
import { DeviceBasics } from './device-basics.tsx'
import { NetworkSettings } from './network-settings.tsx'
import { OwnFilter } from './own-filter.tsx'
import { Part } from './part.tsx'
import { ProgramForm } from './program-form.tsx'
import { RemoveButton } from './remove-button.tsx'

interface SettingsTabProps {
  readonly device: Device
  readonly program: AnyDefinition | undefined
}

const selectDevices = (diagram: Diagram) => diagram.devices

export function SettingsTab({ device, program }: SettingsTabProps) {
  const t = useT()
  const catalogue = useCatalogue()
  const devices = useDocument(selectDevices)
  const root = useScrollToRevealed(device.id)
  const others: readonly DeviceChoice[] = Object.values(devices)
    .filter(({ id }) => id !== device.id)
    .map(({ id, name, program }) => ({ id, name, serves: definitionOf(program.id)?.serves }))
    .toSorted((a, b) => a.name.localeCompare(b.name))
  const form = { device: device.id, Control, texts: fieldTexts(catalogue, device.program.id), devices: others }
  return (
    <FormContext value={form}>
      <div ref={root} className="flex flex-col gap-2.5">
        <FindingsOf id={device.id} />
        {program ? (
          <ProgramSettings device={device} program={program} />
        ) : (
          <p className="rounded-lg bg-warn-soft p-3 text-sm text-warn">{t('inspector.unknown-program')}</p>
        )}
        <Part title={t('inspector.device')}>
          <DeviceBasics device={device} program={program} />
        </Part>
        {program?.embedded ? null : (
          <Part title={t('inspector.network')} paths={['interfaces', 'gateway', 'routes']} isFolded>
            <NetworkSettings device={device} />
          </Part>
        )}
        {program === undefined || program.embedded || program.hostFilterFields ? null : <OwnFilter device={device} />}
        <RemoveButton id={device.id}>{t('inspector.remove-device')}</RemoveButton>
      </div>
    </FormContext>
  )
}

function ProgramSettings({ device, program }: { readonly device: Device; readonly program: AnyDefinition }) {
  const compiled = useCompiled()
  const derived: Readonly<Record<string, unknown>> = program.derive(compiled.wiringOf(device.id))
  const set = (name: string, value: Json | undefined) =>
    commit(labels.configure(device.name), (draft) => setConfig(draft, device.id, name, value))
  return (
    <ProgramForm
      program={program}
      config={device.config}
      settings={compiled.settingsOf(device.id)}
      derived={derived}
      onSet={set}
    />
  )
}

/** Brings the setting that a link asked for into view, and the focus to it. */
function useScrollToRevealed(device: string) {
  const root = useRef<HTMLDivElement>(null)
  const revealed = useRevealed()
  useEffect(() => {
    if (revealed?.device !== device || revealed.isSeen || !root.current) return
    const found = elementAt(root.current, revealed.path)
    if (!found) return
    found.scrollIntoView({ block: 'center', behavior: 'smooth' })
    controlOf(found)?.focus({ preventScroll: true })
    markSeen()
    const ring = { boxShadow: '0 0 0 3px var(--color-accent-soft)', background: 'var(--color-accent-soft)' }
    found.animate?.([ring, ring, {}], { duration: 1600, easing: 'ease-out' })
  }, [revealed, device])
  return root
}

/** The element of a setting, or of the nearest thing around it that is drawn. */
function elementAt(root: HTMLElement, path: string): HTMLElement | undefined {
  for (let rest = path; rest !== ''; rest = rest.replace(/(?:\.\w+|\[\d+\]|^\w+)$/, '')) {
    const found = root.querySelector<HTMLElement>(`[data-path="${CSS.escape(rest)}"]`)
    if (found) return found
  }
  return undefined
}

/** What a setting is changed with: the control that its label names, in a row of a table the row's head. */
function controlOf(found: HTMLElement): HTMLElement | null {
  const label = found.querySelector('label')
  const isOwn = label?.closest('[data-path]') === found
  return (isOwn ? label?.control : undefined) ?? found.querySelector<HTMLElement>('input, select, button')
}
