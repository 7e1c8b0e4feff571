import { ArrowLeftRight, Cable } from 'lucide'
import { useId } from 'react'
import { useLanguage, useT } from '../../i18n/use-t.tsx'
import type { Diagram } from '../../model/diagram.ts'
import type { DeviceId, Link } from '../../model/topology.ts'
import { useCompiled } from '../../store/analysis.ts'
import { setLink, turnLink } from '../../store/commands/links.ts'
import { commit, useDocument } from '../../store/document-store.ts'
import { labels } from '../../store/labels.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import { Switch } from '../../ui/switch.tsx'
import { FindingsOf } from '../check/findings-of.tsx'
import { units } from '../form/texts.ts'
import { reveal } from '../reveal.ts'
import { Body, Frame, Setting } from './frame.tsx'
import { RemoveButton } from './remove-button.tsx'
import { Sign } from './sign.tsx'

const selectDevices = (diagram: Diagram) => diagram.devices

/** A cable: how long it takes, how much it loses, whether it is whole. */
export function LinkInspector({ link }: { readonly link: Link }) {
  const t = useT()
  const language = useLanguage()
  const id = useId()
  const devices = useDocument(selectDevices)
  const latency = useCompiled().latency(link.id)
  const nameOf = (device: DeviceId) => devices[device]?.name ?? device
  const set = (change: Parameters<typeof setLink>[2]) =>
    commit(labels.cable(), (draft) => setLink(draft, link.id, change))
  const number = { language, complain: (min: number, max: number) => t('form.number', { min, max }) }
  return (
    <Frame sign={<Sign of={Cable} />} name={t('link.title')} nameLabel={t('link.title')} detail={t('link.detail')}>
      <Body>
        <FindingsOf id={link.id} />
        <Setting label={t('link.from')}>
          <DeviceLink name={nameOf(link.from)} onOpen={() => reveal(link.from)} />
        </Setting>
        <Setting label={t('link.to')}>
          <DeviceLink name={nameOf(link.to)} onOpen={() => reveal(link.to)} />
        </Setting>
        <Button className="self-start" onClick={() => commit(labels.cable(), (draft) => turnLink(draft, link.id))}>
          <Icon of={ArrowLeftRight} size={1} />
          {t('link.turn')}
        </Button>
        <Setting label={t('link.latency')} htmlFor={`${id}-latency`}>
          <NumberField
            {...number}
            id={`${id}-latency`}
            value={link.latencyMs}
            placeholder={new Intl.NumberFormat(language).format(latency)}
            min={0}
            max={60_000}
            unit="ms"
            factors={units.ms.factors}
            onCommit={(latencyMs) => set({ latencyMs })}
          />
        </Setting>
        <Setting label={t('link.loss')} htmlFor={`${id}-loss`}>
          <NumberField
            {...number}
            id={`${id}-loss`}
            value={link.lossPercent}
            placeholder="0"
            min={0}
            max={100}
            unit="%"
            onCommit={(lossPercent) => set({ lossPercent })}
          />
        </Setting>
        <Setting label={t('link.cut')} htmlFor={`${id}-cut`}>
          <Switch id={`${id}-cut`} checked={link.cut === true} onChange={(cut) => set({ cut })} />
        </Setting>
        <RemoveButton id={link.id}>{t('link.remove')}</RemoveButton>
      </Body>
    </Frame>
  )
}

function DeviceLink({ name, onOpen }: { readonly name: string; readonly onOpen: () => void }) {
  return (
    <button
      type="button"
      className="min-h-6 max-w-full truncate font-semibold text-accent hover:underline"
      onClick={onOpen}
    >
      {name}
    </button>
  )
}
