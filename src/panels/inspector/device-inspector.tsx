import { useCatalogue, useT } from '../../i18n/use-t.tsx'
import { knownProgramOf } from '../../kinds/known-program.ts'
import { kindOf } from '../../kinds/registry.ts'
import type { Device } from '../../model/topology.ts'
import { unknownIcon } from '../../picture/icons.ts'
import { setDevice } from '../../store/commands/devices.ts'
import { commit } from '../../store/document-store.ts'
import { labels } from '../../store/labels.ts'
import { setTab, useSession, type InspectorTab, type Session } from '../../store/session-store.ts'
import { late } from '../../ui/late.tsx'
import { Switch } from '../../ui/switch.tsx'
import { TabPanel, Tabs, useTabsId } from '../../ui/tabs.tsx'
import { Tile } from '../tile.tsx'
import { hasService, stateKey } from './device-state.ts'
import { ExplanationTab } from './explanation-tab.tsx'
import { bodyLook, Frame } from './frame.tsx'
import { SettingsTab } from './settings-tab.tsx'
import { StateTab } from './state-tab.tsx'

const ConfigTab = late(() => import('../config/config-tab.tsx'))

const selectTab = (session: Session) => session.tab

/** Everything about one device. */
export function DeviceInspector({ device }: { readonly device: Device }) {
  const t = useT()
  const catalogue = useCatalogue()
  const chosen = useSession(selectTab)
  const tabsId = useTabsId()
  const kind = kindOf(device.kind)
  const program = knownProgramOf(device)
  const kindName = catalogue[`${device.kind}.name`] ?? device.kind
  const version = /^\d/.test(device.program.profile) ? ` ${device.program.profile}` : ''
  const programName = program ? `${program.name}${version}` : device.program.id
  // Not every program has a configuration language that is read here.
  const tab = chosen === 'text' && !program?.configText ? 'settings' : chosen
  const tabs: readonly { id: InspectorTab; label: string }[] = [
    { id: 'settings', label: t('inspector.settings') },
    { id: 'state', label: t('inspector.state') },
    ...(program?.configText ? [{ id: 'text', label: t('inspector.text') } as const] : []),
    { id: 'explanation', label: t('inspector.explanation') },
  ]
  return (
    <Frame
      sign={<Tile category={kind?.category ?? 'access'} icon={kind?.icon ?? unknownIcon} big />}
      name={device.name}
      nameLabel={t('inspector.name', { kind: kindName })}
      onRename={(name) => commit(labels.rename(name), (draft) => setDevice(draft, device.id, { name }))}
      detail={`${programName} · ${t(stateKey(device, program))}`}
      aside={<ServiceSwitch device={device} />}
    >
      <Tabs label={t('inspector.parts')} tabs={tabs} selected={tab} onSelect={setTab} idPrefix={tabsId} />
      <TabPanel idPrefix={tabsId} tab={tab} isScroller className={bodyLook}>
        {tab === 'settings' ? <SettingsTab key={device.id} device={device} program={program} /> : null}
        {tab === 'state' ? <StateTab device={device} program={program} /> : null}
        {tab === 'text' && program ? <ConfigTab key={device.id} device={device} program={program} /> : null}
        {tab === 'explanation' ? <ExplanationTab device={device} /> : null}
      </TabPanel>
    </Frame>
  )
}

/** The switch that stops the service (or cuts the power where there is none). */
function ServiceSwitch({ device }: { readonly device: Device }) {
  const t = useT()
  const isServing = hasService(knownProgramOf(device))
  const { name } = device
  const setOn = (isOn: boolean) => {
    if (isServing) commit(labels.service(name), (draft) => setDevice(draft, device.id, { service: isOn }))
    else commit(labels.power(name), (draft) => setDevice(draft, device.id, { power: isOn }))
  }
  return (
    <Switch
      label={isServing ? t('inspector.service-runs') : t('inspector.power-on')}
      checked={device.power !== false && (!isServing || device.service !== false)}
      disabled={isServing && device.power === false}
      onChange={setOn}
    />
  )
}
