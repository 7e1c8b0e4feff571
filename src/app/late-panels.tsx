import { lazy, Suspense } from 'react'
import { loadAllTexts } from '../i18n/load.ts'
import { loadCheck as loadFindings } from '../store/analysis.ts'
import { prepareEdits } from '../store/document-store.ts'
import { getSession } from '../store/session-store.ts'

// None is needed to draw a diagram or to follow a request; they come right after the first paint.
const loadInspector = async () => {
  const [inspector] = await Promise.all([
    import('../panels/inspector/inspector.tsx'),
    loadAllTexts(getSession().language),
    prepareEdits(),
  ])
  return inspector
}
const loadCheck = async () => {
  const [check] = await Promise.all([import('../panels/check/check-panel.tsx'), loadFindings()])
  return check
}
/** What the menus of the top bar hold. */
export const loadPageMenu = () => import('./page-menu.tsx')
const LazyInspector = lazy(loadInspector)
const LazyCheck = lazy(loadCheck)

/** Fetches the late panels once the page has come to rest, so that opening one takes no time. */
export function preloadPanels(): void {
  setTimeout(() => {
    // A download that fails now is tried again when the panel is opened.
    void Promise.allSettled([loadPageMenu(), loadInspector(), loadCheck()])
  }, 1000)
}

export function Inspector() {
  return (
    <Suspense>
      <LazyInspector />
    </Suspense>
  )
}

export function CheckPanel() {
  return (
    <Suspense>
      <LazyCheck />
    </Suspense>
  )
}
