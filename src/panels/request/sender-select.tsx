import { useT } from '../../i18n/use-t.tsx'
import { kindOf } from '../../kinds/registry.ts'
import type { Diagram } from '../../model/diagram.ts'
import { compareIds } from '../../model/topology.ts'
import { definitionOf } from '../../programs/definitions.ts'
import { useDocument } from '../../store/document-store.ts'
import { useSender } from '../../store/journey.ts'
import { setRequest } from '../../store/session-store.ts'
import { cx } from '../../ui/cx.ts'
import { Icon } from '../../ui/icon.tsx'
import { Select } from '../../ui/select.tsx'

const selectDevices = (diagram: Diagram) => diagram.devices

/** Which device asks: all that can send a request of their own. */
export function SenderSelect({ className }: { readonly className: string }) {
  const t = useT()
  const sender = useSender()
  const devices = useDocument(selectDevices)
  const senders = Object.values(devices)
    .filter(({ program }) => definitionOf(program.id)?.sends)
    .toSorted((a, b) => compareIds(a.id, b.id))
    .map(({ id, name }) => ({ value: id, label: name }))
  // Without a choice its sign is enough: the room belongs to the URL.
  const isCompact = senders.length === 1
  const icon = kindOf(devices[sender ?? '']?.kind ?? '')?.icon
  const select = (
    <Select
      bare
      aria-label={t('request.from')}
      title={t('request.from')}
      className={cx(className, isCompact && '[&_select]:w-12 [&_select]:text-transparent')}
      value={sender ?? ''}
      options={senders.length === 0 ? [{ value: '', label: t('request.no-sender') }] : senders}
      disabled={senders.length === 0}
      onChange={(from) => setRequest({ from })}
    />
  )
  if (!isCompact || !icon) return select
  return (
    <span className="relative flex items-center">
      <Icon of={icon} className="pointer-events-none absolute left-2 text-muted" />
      {select}
    </span>
  )
}
