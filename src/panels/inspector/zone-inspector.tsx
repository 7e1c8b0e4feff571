import { Network } from 'lucide'
import { useId } from 'react'
import { zoneCidrs } from '../../engine/addressing.ts'
import { useT } from '../../i18n/use-t.tsx'
import type { Diagram } from '../../model/diagram.ts'
import type { Exposure, Zone } from '../../model/topology.ts'
import { formatCidr, parseCidr } from '../../protocols/ip/cidr.ts'
import { setZone } from '../../store/commands/zones.ts'
import { commit, useDocument } from '../../store/document-store.ts'
import { labels } from '../../store/labels.ts'
import { Button } from '../../ui/button.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { FindingsOf } from '../check/findings-of.tsx'
import { reveal } from '../reveal.ts'
import { Body, Frame, Setting } from './frame.tsx'
import { RemoveButton } from './remove-button.tsx'
import { Sign } from './sign.tsx'

const exposures: readonly Exposure[] = ['public', 'dmz', 'private']
const exposureKeys = { public: 'zone.public', dmz: 'zone.dmz', private: 'zone.private' } as const
const isExposure = (value: string): value is Exposure => value in exposureKeys

const selectDevices = (diagram: Diagram) => diagram.devices
const selectZones = (diagram: Diagram) => diagram.zones

/** A zone: one network, and how open it is. */
export function ZoneInspector({ zone }: { readonly zone: Zone }) {
  const t = useT()
  const id = useId()
  const members = Object.values(useDocument(selectDevices)).filter((device) => device.zone === zone.id)
  const zones = useDocument(selectZones)
  const derived = zoneCidrs({ devices: {}, links: {}, notes: {}, zones }).get(zone.id)
  const set = (change: Parameters<typeof setZone>[2]) =>
    commit(labels.zone(zone.name), (draft) => setZone(draft, zone.id, change))
  return (
    <Frame
      sign={<Sign of={Network} />}
      name={zone.name}
      nameLabel={t('zone.name')}
      onRename={(name) => commit(labels.rename(name), (draft) => setZone(draft, zone.id, { name }))}
      detail={t('zone.detail', { count: members.length })}
    >
      <Body>
        <FindingsOf id={zone.id} />
        <Setting label={t('zone.cidr')} htmlFor={`${id}-cidr`}>
          <TextField
            id={`${id}-cidr`}
            mono
            value={zone.cidr ?? ''}
            placeholder={derived && formatCidr(derived)}
            check={(text) => (text.trim() === '' || parseCidr(text.trim()).ok ? undefined : t('zone.cidr.wrong'))}
            onCommit={(text) => set({ cidr: text.trim() === '' ? undefined : text.trim() })}
          />
        </Setting>
        <Setting label={t('zone.exposure')} htmlFor={`${id}-exposure`}>
          <Select
            id={`${id}-exposure`}
            value={zone.exposure}
            options={exposures.map((value) => ({ value, label: t(exposureKeys[value]) }))}
            onChange={(value) => {
              if (isExposure(value)) set({ exposure: value })
            }}
          />
        </Setting>
        {members.length === 0 ? null : (
          <section>
            <h2 className="pb-1 text-xs font-semibold text-muted">{t('zone.members')}</h2>
            <ul className="flex flex-col">
              {members.map((device) => (
                <li key={device.id}>
                  <Button look="quiet" className="w-full justify-start px-2" onClick={() => reveal(device.id)}>
                    {device.name}
                  </Button>
                </li>
              ))}
            </ul>
          </section>
        )}
        <RemoveButton id={zone.id}>{t('zone.remove')}</RemoveButton>
      </Body>
    </Frame>
  )
}
