import { DeviceToolbar, LinkToolbar } from '../canvas/late-parts.ts'
import { withTexts } from '../panels/with-texts.ts'
import { loadCheck } from '../store/analysis.ts'
import { getDiagram, prepareEdits } from '../store/document-store.ts'
import { fetchEngine, fetchWholeEngine } from '../store/engine.ts'
import { LateMenuList } from '../ui/late-menu-list.ts'
import { late } from '../ui/late.tsx'

// None of these is needed to draw a diagram or to follow a request.
export const Inspector = late(async () => {
  const [inspector] = await Promise.all([withTexts(import('../panels/inspector/inspector.tsx')), prepareEdits()])
  return inspector
})
export const CheckPanel = late(async () => {
  const [check] = await Promise.all([withTexts(import('../panels/check/check-panel.tsx')), loadCheck()])
  return check
})
export const PageMenu = late(() => withTexts(import('./page-menu.tsx')))
export const Shortcuts = late(() => withTexts(import('./shortcuts.ts')))
export const HelpDialog = late(() => withTexts(import('./help-dialog.tsx')))
export const DiagramsDialog = late(() => withTexts(import('./diagrams-dialog.tsx')))
/** How safe the work is; it comes with the documents' door. */
export const SaveStatus = late(() => withTexts(import('./save-status.tsx')))
export const Banner = late(() => withTexts(import('./banner.tsx')))

const preload = (parts: readonly { readonly preload: () => Promise<void> }[]) =>
  // A download that fails now is tried again when the part is needed.
  void Promise.allSettled(parts.map((part) => part.preload()))

/** Fetches what is not drawn yet: what is soonest wanted at once, the rest when the page has come to rest. */
export function preloadLate(): void {
  preload([{ preload: () => fetchEngine(getDiagram()) }, PageMenu, LateMenuList, DeviceToolbar, LinkToolbar])
  setTimeout(() => preload([Inspector, CheckPanel, HelpDialog, { preload: fetchWholeEngine }]), 1000)
}
