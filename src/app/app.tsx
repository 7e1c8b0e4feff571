import { useCallback, useEffect } from 'react'
import DiagramCanvas from '../canvas/diagram-canvas.tsx'
import { useT } from '../i18n/use-t.tsx'
import type { Diagram } from '../model/diagram.ts'
import { useDocument } from '../store/document-store.ts'
import { getSession, togglePanel } from '../store/session-store.ts'
import { Toaster } from '../ui/toaster.tsx'
import { useDialog } from './dialog-state.ts'
import { useProjector } from './display.ts'
import { Banner, DiagramsDialog, HelpDialog, Shortcuts } from './late-panels.tsx'
import { MediumLayout, NarrowLayout, WideLayout } from './layouts.tsx'
import { isLow, useRoomFor, type Room } from './media.ts'
import { Region } from './region.tsx'
import { TopBar } from './top-bar.tsx'
import { useEscapableTips } from './use-escapable-tips.ts'
import { useSpeaker } from './use-speaker.ts'

const opening = () => import('./opening.ts')

const selectTitle = (diagram: Diagram) => diagram.title

/** The whole page. */
export function App() {
  const t = useT()
  const room = useRoomFor(useProjector())
  const dialog = useDialog()
  usePageTitle()
  usePanelsThatFit(room)
  useEscapableTips()
  useComing()
  const speaker = useSpeaker()
  const openTemplate = useCallback(() => {
    void opening().then(({ openTemplate }) => openTemplate(speaker))
  }, [speaker])
  const Layout = room === 'narrow' ? NarrowLayout : room === 'medium' ? MediumLayout : WideLayout
  return (
    <div className="flex h-full flex-col">
      <Region>
        <TopBar room={room} />
      </Region>
      <Banner />
      {/* Below all that stands above, so that no notice ever lies on what can be typed or pressed there. */}
      <div className="relative z-50 h-0">
        <Toaster label={t('app.notices')} closeLabel={t('app.dismiss')} />
      </div>
      <Layout canvas={<DiagramCanvas onOpenTemplate={openTemplate} />} />
      <Shortcuts />
      {dialog === 'help' ? <HelpDialog /> : null}
      {dialog === 'diagrams' ? <DiagramsDialog /> : null}
    </div>
  )
}

function usePageTitle(): void {
  const title = useDocument(selectTitle)
  const t = useT()
  useEffect(() => {
    document.title = title === '' ? t('app.name') : `${title} – ${t('app.name')}`
  }, [title, t])
}

/** Which panels are open to begin with, and after the window was turned or made larger. */
function usePanelsThatFit(room: Room): void {
  useEffect(() => {
    togglePanel('palette', room === 'wide' && getSession().trace === undefined)
    togglePanel('inspector', room !== 'narrow')
    togglePanel('dock', room !== 'narrow' && !isLow())
  }, [room])
}

/** Diagrams that come while the page is open: a link that was put into the address bar, a file that was dropped. */
function useComing(): void {
  const speaker = useSpeaker()
  useEffect(() => {
    const onHashChange = () => {
      if (location.hash.length > 1) void opening().then(({ openLink }) => openLink(speaker))
    }
    const onDragOver = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
    }
    const onDrop = (event: DragEvent) => {
      const file = event.dataTransfer?.files[0]
      // The place for a configuration takes files in itself.
      if (!file || event.defaultPrevented) return
      event.preventDefault()
      void opening().then(({ openFile }) => openFile(speaker, file))
    }
    addEventListener('hashchange', onHashChange)
    addEventListener('dragover', onDragOver)
    addEventListener('drop', onDrop)
    return () => {
      removeEventListener('hashchange', onHashChange)
      removeEventListener('dragover', onDragOver)
      removeEventListener('drop', onDrop)
    }
  }, [speaker])
}
