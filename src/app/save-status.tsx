import { Check, CloudAlert, LoaderCircle, TriangleAlert } from 'lucide'
import { useEffect, useState } from 'react'
import { useT } from '../i18n/use-t.tsx'
import { useSaveState } from '../persistence/browser-workspace.ts'
import { storageState } from '../persistence/storage-state.ts'
import type { SaveStatus as Status } from '../persistence/workspace.ts'
import { cx } from '../ui/cx.ts'
import { Icon } from '../ui/icon.tsx'

const views = {
  loading: { key: 'save.loading', detail: 'save-status.loading', icon: LoaderCircle, color: 'text-muted' },
  saving: { key: 'save.saving', detail: 'save-status.saving', icon: LoaderCircle, color: 'text-muted' },
  saved: { key: 'save.saved', detail: 'save-status.saved', icon: Check, color: 'text-muted' },
  failed: { key: 'save.failed', detail: 'save-status.failed', icon: TriangleAlert, color: 'text-bad' },
  unavailable: { key: 'save.unavailable', detail: 'save-status.unavailable', icon: CloudAlert, color: 'text-warn' },
  'other-tab': { key: 'save.other-tab', detail: 'save-status.other-tab', icon: CloudAlert, color: 'text-warn' },
  guest: { key: 'save.guest', detail: 'save-status.guest', icon: CloudAlert, color: 'text-warn' },
} as const satisfies Record<Status, unknown>

/** Whether the browser may clear what it keeps; unknown until it has said so. */
function useIsClearable(isSaved: boolean): boolean {
  const [isClearable, setIsClearable] = useState(false)
  useEffect(() => {
    if (isSaved) void storageState().then(({ isPersistent }) => setIsClearable(isPersistent === false))
  }, [isSaved])
  return isClearable
}

/** Whether the work is kept, in a word; the truth about it, also when it is not good. */
export default function SaveStatus({ isShort }: { readonly isShort: boolean }) {
  const t = useT()
  const { status } = useSaveState()
  const { key, detail, icon, color } = views[status]
  const isClearable = useIsClearable(status === 'saved')
  const title = status === 'saved' && isClearable ? `${t(detail)} ${t('save-status.clearable')}` : t(detail)
  return (
    <output title={title} className={cx('flex items-center gap-1.5 text-xs whitespace-nowrap', color)}>
      <Icon of={icon} size={0.95} className={status === 'saving' ? 'animate-pulse' : ''} />
      <span className={cx(isShort && 'sr-only', status === 'saved' && '[@media(width<96rem)]:sr-only')}>{t(key)}</span>
    </output>
  )
}
