import { ChevronDown, ChevronUp, TriangleAlert, Waypoints, X } from 'lucide'
import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { useT } from '../i18n/use-t.tsx'
import { JourneyPanel } from '../panels/journey/journey-panel.tsx'
import { TransportBar } from '../panels/journey/transport-bar.tsx'
import { useFindings } from '../store/analysis.ts'
import { closeJourney } from '../store/journey.ts'
import { stepBack, stepForward } from '../store/playback.ts'
import { setDock, togglePanel, useSession, type DockTab, type Session } from '../store/session-store.ts'
import { IconButton } from '../ui/button.tsx'
import { Chip } from '../ui/chip.tsx'
import { cx } from '../ui/cx.ts'
import { Icon } from '../ui/icon.tsx'
import { TabPanel, Tabs, useTabsId } from '../ui/tabs.tsx'
import { useProjector } from './display.ts'
import { CheckPanel } from './late-panels.tsx'
import { prefersStillness } from './media.ts'
import { Region } from './region.tsx'

const selectDock = (session: Session) => session.dock
const selectIsOpen = (session: Session) => session.panel.dock
const selectTrace = (session: Session) => session.trace

const selectIsEmpty = (session: Session) => session.dock === 'journey' && session.trace === undefined

const heights = { least: 120, first: 300, step: 24, empty: 224, larger: 1.25 } as const

/** On a low screen (a projector's 720 lines, a page at 200 %) the diagram needs the greater part. In px at normal size. */
function firstHeight(isLarger: boolean): number {
  const { innerHeight } = window
  const most = Math.min(heights.first, Math.round(innerHeight * (innerHeight < 640 ? 0.25 : 0.33)))
  // Enlarging is for the diagram too: larger type, a higher head and a second line of buttons take no more of the page.
  return isLarger ? Math.round((most * 0.72) / heights.larger) : most
}

/** The lower part of the page, as high as the person wants it: the journey, and the check. */
export function Dock() {
  const t = useT()
  const isOpen = useSession(selectIsOpen)
  const isLarger = useProjector()
  const [chosen, setHeight] = useState<number>()
  const height = chosen ?? firstHeight(isLarger)
  const isEmpty = useSession(selectIsEmpty)
  return (
    <section
      aria-label={t('dock.title')}
      className="relative flex min-h-0 shrink-0 flex-col border-t border-line bg-panel"
    >
      {isOpen ? <Sash height={height} onHeight={setHeight} /> : null}
      <DockContent isOpen={isOpen} height={isEmpty ? Math.min(height, heights.empty) : height} />
    </section>
  )
}

/** The dock's head and what it shows; on a phone it fills its sheet. */
export function DockContent({ isOpen, height }: { readonly isOpen: boolean; readonly height?: number }) {
  const t = useT()
  const dock = useSession(selectDock)
  const trace = useSession(selectTrace)
  const tabsId = useTabsId()
  const isSheet = height === undefined
  const onKeyDown = (event: KeyboardEvent) => {
    if (dock !== 'journey' || !(event.target instanceof Element) || event.target.closest('input, select, textarea'))
      return
    if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return
    event.preventDefault()
    if (event.key === 'ArrowRight') stepForward()
    else stepBack()
  }
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-1.5">
        {isSheet ? null : <DockTabs tabsId={tabsId} dock={dock} isOpen={isOpen} />}
        {dock === 'journey' && trace ? <TransportBar trace={trace} /> : <span className="flex-1" />}
        {dock === 'journey' && trace && !isSheet ? (
          <IconButton label={t('journey.close')} side="top" align="end" className="text-muted" onClick={closeJourney}>
            <Icon of={X} size={1} />
          </IconButton>
        ) : null}
        {isSheet ? null : (
          <IconButton
            label={isOpen ? t('dock.fold') : t('dock.unfold')}
            side="top"
            align="end"
            aria-expanded={isOpen}
            className="-ml-2 text-muted"
            onClick={() => togglePanel('dock')}
          >
            <Icon of={isOpen ? ChevronDown : ChevronUp} size={1} />
          </IconButton>
        )}
      </div>
      {isOpen ? (
        // The journey's own arrow keys; everything in it that can be used is a control of its own.
        // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
        <div
          className={cx('min-h-0 border-t border-line', isSheet && 'flex-1')}
          style={isSheet ? undefined : { height: `min(${height / 16}rem, 65dvh)` }}
          onKeyDown={onKeyDown}
        >
          <Region>
            <TabPanel idPrefix={tabsId} tab={dock} className="h-full">
              {dock === 'journey' ? <JourneyPanel sendsAtOnce={!prefersStillness()} /> : <CheckPanel />}
            </TabPanel>
          </Region>
        </div>
      ) : null}
    </>
  )
}

interface DockTabsProps {
  readonly tabsId: string
  readonly dock: DockTab
  readonly isOpen: boolean
}

function DockTabs({ tabsId, dock, isOpen }: DockTabsProps) {
  const t = useT()
  const findings = useFindings()
  const grave = findings.filter(({ severity }) => severity !== 'hint').length
  const isBad = findings.some(({ severity }) => severity === 'error')
  return (
    <Tabs
      label={t('dock.title')}
      look="pills"
      idPrefix={tabsId}
      selected={dock}
      onSelect={(id) => {
        setDock(id)
        if (!isOpen) togglePanel('dock', true)
      }}
      tabs={[
        {
          id: 'journey',
          label: (
            <>
              <Icon of={Waypoints} size={1} />
              {t('journey.title')}
            </>
          ),
        },
        {
          id: 'check',
          label: (
            <>
              <Icon of={TriangleAlert} size={1} />
              {t('check.title')}
              {grave > 0 ? <Chip tone={isBad ? 'bad' : 'warn'}>{grave}</Chip> : null}
            </>
          ),
        },
      ]}
    />
  )
}

interface SashProps {
  readonly height: number
  readonly onHeight: (height: number) => void
}

/** The dock's upper edge, to be dragged or moved by arrows. Heights in px at normal size. */
function Sash({ height, onHeight }: SashProps) {
  const t = useT()
  const start = useRef<{ readonly y: number; readonly height: number }>(undefined)
  const most = Math.round(window.innerHeight * 0.65)
  const set = (next: number) => onHeight(Math.max(heights.least, Math.min(most, Math.round(next))))
  const onPointerMove = (event: PointerEvent) => {
    if (start.current) set(start.current.height + start.current.y - event.clientY)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const change = { ArrowUp: heights.step, ArrowDown: -heights.step }[event.key]
    if (change === undefined) return
    event.preventDefault()
    set(height + change)
  }
  return (
    <div
      // A splitter (WAI-ARIA) is a separator that takes the focus; the plain one of HTML does not.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="separator"
      aria-orientation="horizontal"
      aria-label={t('dock.resize')}
      aria-valuenow={height}
      aria-valuemin={heights.least}
      aria-valuemax={most}
      tabIndex={0}
      className="absolute inset-x-0 -top-1.5 z-20 h-3 cursor-row-resize touch-none after:absolute after:inset-x-0 after:top-1 after:h-1 after:transition-colors hover:after:bg-accent focus-visible:after:bg-accent"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        start.current = { y: event.clientY, height }
      }}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        start.current = undefined
      }}
      onKeyDown={onKeyDown}
    />
  )
}
