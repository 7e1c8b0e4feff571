import { Pin, PinOff } from 'lucide'
import { useT } from '../../i18n/use-t.tsx'
import { setPinned, useSession, type Session } from '../../store/session-store.ts'
import { IconButton } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'

const selectIsPinned = ({ pinned }: Session) => pinned !== 'free'
const selectHasTrace = ({ trace }: Session) => trace !== undefined

/** Shows whether the inspector stays while a packet is followed, and changes it. */
export function PinButton() {
  const t = useT()
  const isPinned = useSession(selectIsPinned)
  const hasTrace = useSession(selectHasTrace)
  if (!hasTrace) return null
  return (
    <IconButton
      label={isPinned ? t('inspector.unpin') : t('inspector.pin')}
      align="end"
      data-pin=""
      aria-pressed={isPinned}
      className={isPinned ? 'text-accent' : 'text-muted'}
      onClick={() => setPinned(isPinned ? 'free' : 'kept')}
    >
      <Icon of={isPinned ? Pin : PinOff} size={1} />
    </IconButton>
  )
}
