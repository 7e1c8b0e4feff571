import { Download, RotateCw } from 'lucide'
import type { ReactNode } from 'react'
import { useT } from '../i18n/use-t.tsx'
import { Button } from '../ui/button.tsx'
import { CrashView, ErrorBoundary } from '../ui/crash-view.tsx'
import { Icon } from '../ui/icon.tsx'
import { downloadWork } from './sharing.ts'

/** A part of the page that may fail alone: the rest stands, and the work can be saved. */
export function Region({ children }: { readonly children: ReactNode }) {
  return (
    <ErrorBoundary renderFallback={(error, retry) => <Crash error={error} onRetry={retry} />}>{children}</ErrorBoundary>
  )
}

function Crash({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const t = useT()
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return (
    <CrashView title={t('crash.title')} text={t('crash.text')} detail={detail} detailLabel={t('crash.detail')}>
      <Button look="primary" onClick={downloadWork}>
        <Icon of={Download} size={1} />
        {t('crash.download')}
      </Button>
      <Button onClick={onRetry}>
        <Icon of={RotateCw} size={1} />
        {t('crash.retry')}
      </Button>
    </CrashView>
  )
}
