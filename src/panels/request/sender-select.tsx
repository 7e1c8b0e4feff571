import { useT } from '../../i18n/use-t.tsx'
import type { Diagram } from '../../model/diagram.ts'
import { compareIds } from '../../model/topology.ts'
import { programOf } from '../../programs/registry.ts'
import { useDocument } from '../../store/document-store.ts'
import { useSender } from '../../store/journey.ts'
import { setRequest } from '../../store/session-store.ts'
import { Select } from '../../ui/select.tsx'

const selectDevices = (diagram: Diagram) => diagram.devices

interface SenderSelectProps {
  readonly bare?: boolean
  readonly className?: string
}

/** Which device asks: all that can send a request of their own. */
export function SenderSelect({ bare = false, className = '' }: SenderSelectProps) {
  const t = useT()
  const sender = useSender()
  const senders = Object.values(useDocument(selectDevices))
    .filter(({ program }) => programOf(program.id)?.originate !== undefined)
    .toSorted((a, b) => compareIds(a.id, b.id))
    .map(({ id, name }) => ({ value: id, label: name }))
  return (
    <Select
      bare={bare}
      aria-label={t('request.from')}
      title={t('request.from')}
      className={className}
      value={sender ?? ''}
      options={senders.length === 0 ? [{ value: '', label: t('request.no-sender') }] : senders}
      disabled={senders.length === 0}
      onChange={(from) => setRequest({ from })}
    />
  )
}
