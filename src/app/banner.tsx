import type { ReactNode } from 'react'
import { useT } from '../i18n/use-t.tsx'
import { useSaveState, workspace } from '../persistence/browser-workspace.ts'
import { Button } from '../ui/button.tsx'
import { afterRestore, offerRequest, openTemplate } from './opening.ts'
import { downloadWork } from './sharing.ts'
import { useSpeaker } from './use-speaker.ts'

/** What has to be decided about keeping the diagram on the screen, as long as it has to be. */
export default function Banner() {
  const t = useT()
  const speaker = useSpeaker()
  const { status, hasUnsaved } = useSaveState()
  const backToWork = async () => {
    const restored = await workspace.backToWork()
    afterRestore(restored, speaker)
    // Whoever came by a link first has no work to go back to yet.
    if (restored.type === 'none') await openTemplate(speaker)
    else offerRequest()
  }
  const takeOver = async () => afterRestore(await workspace.takeOver(), speaker)
  if (status === 'guest') {
    return (
      <Bar text={t('banner.guest')}>
        <Button onClick={() => void workspace.keep()}>{t('banner.keep')}</Button>
        <Button onClick={() => void backToWork()}>{t('banner.back')}</Button>
      </Bar>
    )
  }
  if (status === 'other-tab') {
    return (
      <Bar text={hasUnsaved ? t('banner.other-tab.changed') : t('banner.other-tab')}>
        <Button onClick={() => void takeOver()}>{t('banner.take-over')}</Button>
        <Button onClick={() => void workspace.keep()}>{t('banner.copy')}</Button>
      </Bar>
    )
  }
  if ((status === 'failed' || status === 'unavailable') && hasUnsaved) {
    return (
      <Bar text={status === 'failed' ? t('banner.failed') : t('banner.unavailable')}>
        <Button onClick={downloadWork}>{t('crash.download')}</Button>
      </Bar>
    )
  }
  return null
}

function Bar({ text, children }: { readonly text: string; readonly children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-center gap-x-4 gap-y-1 border-b border-line bg-warn-soft px-4 py-1.5 text-sm">
      <output>{text}</output>
      <span className="flex gap-2">{children}</span>
    </div>
  )
}
