import { PanelRightClose, Settings2, Shapes, TriangleAlert, Waypoints, X } from 'lucide'
import type { ReactNode } from 'react'
import { useT } from '../i18n/use-t.tsx'
import { Palette } from '../panels/palette/palette.tsx'
import {
  getSession,
  setDock,
  togglePanel,
  useSession,
  type DockTab,
  type PanelName,
  type Session,
} from '../store/session-store.ts'
import { IconButton } from '../ui/button.tsx'
import { cx } from '../ui/cx.ts'
import { Icon, type IconData } from '../ui/icon.tsx'
import { Dock, DockContent } from './dock.tsx'
import { Inspector } from './late-panels.tsx'
import { Region } from './region.tsx'

const selectPanel = (session: Session) => session.panel
const selectHasSelection = (session: Session) => session.selection.length > 0
const selectDock = (session: Session) => session.dock

interface LayoutProps {
  readonly canvas: ReactNode
}

/** Palette, canvas and inspector side by side, the dock below. */
export function WideLayout({ canvas }: LayoutProps) {
  const t = useT()
  const panel = useSession(selectPanel)
  return (
    <Columns canvas={canvas}>
      {panel.inspector ? (
        <aside
          aria-label={t('inspector.title')}
          className="relative w-[19.5rem] shrink-0 border-l border-line bg-panel"
        >
          <Region>
            <Inspector />
          </Region>
        </aside>
      ) : null}
    </Columns>
  )
}

/** A narrow palette; the inspector lies over the canvas while something is selected. */
export function MediumLayout({ canvas }: LayoutProps) {
  const t = useT()
  const panel = useSession(selectPanel)
  const hasSelection = useSession(selectHasSelection)
  return (
    // What is put here by a click or by Enter must not land under the inspector.
    <Columns canvas={canvas} className="relative" covered={panel.inspector ? 19 : undefined}>
      {panel.inspector && hasSelection ? (
        <aside
          aria-label={t('inspector.title')}
          className="absolute inset-y-2 right-2 z-30 flex w-[18.5rem] animate-rise flex-col overflow-hidden rounded-2xl bg-panel shadow-raised"
        >
          <div className="flex items-center justify-between border-b border-line py-0.5 pr-1.5 pl-4 text-xs font-semibold text-muted">
            {t('inspector.title')}
            <IconButton label={t('inspector.close')} align="end" onClick={() => togglePanel('inspector', false)}>
              <Icon of={X} size={1} />
            </IconButton>
          </div>
          <div className="min-h-0 flex-1">
            <Region>
              <Inspector />
            </Region>
          </div>
        </aside>
      ) : null}
    </Columns>
  )
}

interface ColumnsProps extends LayoutProps {
  readonly className?: string
  /** How much of the canvas the inspector can cover, in rem. */
  readonly covered?: number | undefined
  /** The inspector. */
  readonly children: ReactNode
}

function Columns({ canvas, className, covered, children }: ColumnsProps) {
  const t = useT()
  const panel = useSession(selectPanel)
  return (
    <>
      <div className={cx('flex min-h-0 flex-1', className)}>
        <PaletteColumn isFolded={!panel.palette} />
        <main aria-label={t('app.canvas')} className="relative min-w-0 flex-1" data-covered={covered}>
          <Region>{canvas}</Region>
          {panel.inspector ? null : <InspectorHandle />}
        </main>
        {children}
      </div>
      <Region>
        <Dock />
      </Region>
    </>
  )
}

function PaletteColumn({ isFolded }: { readonly isFolded: boolean }) {
  const t = useT()
  return (
    <aside
      aria-label={t('palette.title')}
      className={cx(
        'shrink-0 overflow-hidden border-r border-line bg-panel transition-[width] duration-200 ease-calm',
        isFolded ? 'w-14' : 'w-[12.5rem]',
      )}
    >
      <Region>
        <Palette isFolded={isFolded} onFold={() => togglePanel('palette')} />
      </Region>
    </aside>
  )
}

/** Brings a closed inspector back. */
function InspectorHandle() {
  const t = useT()
  return (
    <div className="absolute top-3 right-3 z-20">
      <IconButton
        look="outlined"
        label={t('inspector.open')}
        align="end"
        onClick={() => togglePanel('inspector', true)}
      >
        <Icon of={PanelRightClose} className="rotate-180" />
      </IconButton>
    </div>
  )
}

type Sheet = 'palette' | 'inspector' | DockTab

function sheetOf({ panel, dock }: Session): Sheet | undefined {
  if (panel.inspector) return 'inspector'
  if (panel.palette) return 'palette'
  return panel.dock ? dock : undefined
}

const panels: readonly PanelName[] = ['palette', 'inspector', 'dock']

/** One sheet at a time. */
function openSheet(sheet: Sheet | undefined): void {
  const name: PanelName | undefined = sheet === 'journey' || sheet === 'check' ? 'dock' : sheet
  for (const panel of panels) togglePanel(panel, panel === name)
  if (sheet === 'journey' || sheet === 'check') setDock(sheet)
}

const sheets: readonly {
  id: Sheet
  label: 'palette.title' | 'inspector.settings' | 'journey.title' | 'check.title'
  icon: IconData
}[] = [
  { id: 'palette', label: 'palette.title', icon: Shapes },
  { id: 'inspector', label: 'inspector.settings', icon: Settings2 },
  { id: 'journey', label: 'journey.title', icon: Waypoints },
  { id: 'check', label: 'check.title', icon: TriangleAlert },
]

/** The canvas first; everything else comes up from below. */
export function NarrowLayout({ canvas }: LayoutProps) {
  const t = useT()
  const sheet = useSession(sheetOf)
  return (
    <>
      <main aria-label={t('app.canvas')} className="relative min-h-0 flex-1">
        <Region>{canvas}</Region>
      </main>
      {sheet === undefined ? null : (
        <section
          key={sheet}
          aria-label={t(sheets.find(({ id }) => id === sheet)?.label ?? 'palette.title')}
          className="flex h-[46dvh] shrink-0 animate-slide-up flex-col rounded-t-2xl border-t border-line bg-panel shadow-raised"
        >
          <div className="relative z-10 flex h-6 shrink-0 items-center justify-center">
            <span className="h-1 w-9 rounded-full bg-line" />
            <span className="absolute top-0 right-1">
              <IconButton label={t('sheet.close')} side="top" align="end" onClick={() => openSheet(undefined)}>
                <Icon of={X} size={1} />
              </IconButton>
            </span>
          </div>
          <div className="flex min-h-0 flex-1 flex-col">
            <Region>
              <SheetContent sheet={sheet} />
            </Region>
          </div>
        </section>
      )}
      <BottomBar sheet={sheet} />
    </>
  )
}

function SheetContent({ sheet }: { readonly sheet: Sheet }) {
  if (sheet === 'palette') return <Palette isFolded={false} onPlaced={() => openSheet(undefined)} />
  if (sheet === 'inspector') return <Inspector />
  return <DockContent isOpen />
}

function BottomBar({ sheet }: { readonly sheet: Sheet | undefined }) {
  const t = useT()
  const dock = useSession(selectDock)
  return (
    <nav
      aria-label={t('app.panels')}
      className="grid shrink-0 grid-cols-4 border-t border-line bg-panel pb-[env(safe-area-inset-bottom)]"
    >
      {sheets.map(({ id, label, icon }) => {
        const isOn = id === sheet || (sheet === dock && id === dock && getSession().panel.dock)
        return (
          <button
            key={id}
            type="button"
            aria-pressed={isOn}
            className={cx(
              'flex min-h-13 flex-col items-center justify-center gap-0.5 text-tiny low:min-h-9 low:flex-row low:gap-2',
              isOn ? 'font-semibold text-accent' : 'text-muted',
            )}
            onClick={() => openSheet(isOn ? undefined : id)}
          >
            <Icon of={icon} size={1.2} />
            {t(label)}
          </button>
        )
      })}
    </nav>
  )
}
