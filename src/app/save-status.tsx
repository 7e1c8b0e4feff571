import { Check, CloudAlert, LoaderCircle, TriangleAlert } from 'lucide'
import { useT } from '../i18n/use-t.tsx'
import { useSaveState } from '../persistence/browser-workspace.ts'
import type { SaveStatus as Status } from '../persistence/workspace.ts'
import { cx } from '../ui/cx.ts'
import { Icon } from '../ui/icon.tsx'

const views = {
  loading: { key: 'save.loading', icon: LoaderCircle, color: 'text-muted' },
  saving: { key: 'save.saving', icon: LoaderCircle, color: 'text-muted' },
  saved: { key: 'save.saved', icon: Check, color: 'text-muted' },
  failed: { key: 'save.failed', icon: TriangleAlert, color: 'text-bad' },
  unavailable: { key: 'save.unavailable', icon: CloudAlert, color: 'text-warn' },
  'other-tab': { key: 'save.other-tab', icon: CloudAlert, color: 'text-warn' },
  guest: { key: 'save.guest', icon: CloudAlert, color: 'text-warn' },
} as const satisfies Record<Status, unknown>

/** Whether the work is kept, in a word; the truth about it, also when it is not good. */
export function SaveStatus({ isShort }: { readonly isShort: boolean }) {
  const t = useT()
  const { status } = useSaveState()
  const { key, icon, color } = views[status]
  return (
    <output title={t(key)} className={cx('flex items-center gap-1.5 text-xs whitespace-nowrap', color)}>
      <Icon of={icon} size={0.95} className={status === 'saving' ? 'animate-pulse' : ''} />
      <span className={isShort ? 'sr-only' : ''}>{t(key)}</span>
    </output>
  )
}
