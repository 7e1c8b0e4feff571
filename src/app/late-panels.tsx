import { lazy, Suspense } from 'react'

// Neither is needed to draw a diagram or to follow a request; they come right after the first paint.
const loadInspector = () => import('../panels/inspector/inspector.tsx')
const loadCheck = () => import('../panels/check/check-panel.tsx')
const LazyInspector = lazy(loadInspector)
const LazyCheck = lazy(loadCheck)

/** Fetches the late panels once the page has come to rest, so that opening one takes no time. */
export function preloadPanels(): void {
  setTimeout(() => {
    // A download that fails now is tried again when the panel is opened.
    void Promise.allSettled([loadInspector(), loadCheck()])
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
