import { useT } from '../i18n/use-t.tsx'
import { useTell } from '../i18n/use-t.tsx'
import type { Diagram } from '../model/diagram.ts'
import { RequestBar } from '../panels/request/request-bar.tsx'
import { ClockChip, ResultBadge } from '../panels/request/result-badge.tsx'
import { describe } from '../store/commands/diagram.ts'
import { commit, useDocument, useHistory } from '../store/document-store.ts'
import { labels } from '../store/labels.ts'
import { TextField } from '../ui/text-field.tsx'
import { ActionButton } from './action-button.tsx'
import { redoAction, undoAction } from './history-actions.ts'
import { SaveStatus } from './late-panels.tsx'
import { Logo } from './logo.tsx'
import { prefersStillness, type Room } from './media.ts'
import { LanguageMenu, MoreMenu, ShareMenu, TemplatesMenu, ThemeButton } from './menus.tsx'

/** Title, templates, the request with its result, and what concerns the whole page. */
export function TopBar({ room }: { readonly room: Room }) {
  return room === 'narrow' ? <NarrowBar /> : <WideBar room={room} />
}

function WideBar({ room }: { readonly room: Room }) {
  const isShort = room === 'medium'
  return (
    <header className="flex h-13 items-center gap-2 border-b border-line bg-panel px-3">
      <Name />
      <Logo />
      <Title className={isShort ? 'max-w-28' : 'max-w-44'} />
      <TemplatesMenu room={room} />
      <SaveStatus isShort={isShort} />
      {/* The result has its room before it is there: Send must not slip from under the pointer. */}
      <div className="relative ml-2 flex min-w-0 flex-1 items-center gap-2">
        <div className="flex min-w-72 flex-[2_1_0]">
          <RequestBar sendsAtOnce={!prefersStillness()} />
        </div>
        {isShort ? (
          // The URL needs the whole width here; the result lies over the canvas.
          <div
            data-over-canvas
            className="absolute top-full z-20 mt-3 flex items-center gap-1 rounded-lg bg-panel shadow-card not-has-[button]:shadow-none"
          >
            <ResultBadge />
            <ClockChip />
          </div>
        ) : (
          <div className="flex min-w-fit flex-[1_1_0] items-center justify-between gap-1">
            <ResultBadge />
            <ClockChip />
          </div>
        )}
      </div>
      <div className="flex items-center gap-0.5">
        <UndoButtons />
        <ShareMenu room={room} />
        {isShort ? null : <LanguageMenu room={room} />}
        {isShort ? null : <ThemeButton />}
        <MoreMenu room={room} />
      </div>
    </header>
  )
}

function NarrowBar() {
  return (
    <header className="flex flex-col gap-1.5 border-b border-line bg-panel px-2 pt-1.5 pb-2 low:relative low:flex-row low:items-center low:py-1">
      <div className="flex items-center gap-1.5">
        <Name />
        <Logo />
        <Title className="min-w-0 flex-1" />
        <SaveStatus isShort />
        <UndoButtons />
        <MoreMenu room="narrow" />
      </div>
      <RequestBar sendsAtOnce={!prefersStillness()} />
      <div className="flex items-center justify-between gap-2 low:absolute low:top-full low:left-2 low:z-20 low:mt-2 low:rounded-lg low:bg-panel low:shadow-card low:not-has-[button]:shadow-none">
        <ResultBadge />
        <ClockChip />
      </div>
    </header>
  )
}

function Name() {
  const t = useT()
  return <h1 className="sr-only">{t('app.name')}</h1>
}

const selectTitle = (diagram: Diagram) => diagram.title

function Title({ className }: { readonly className: string }) {
  const t = useT()
  const title = useDocument(selectTitle)
  return (
    <TextField
      aria-label={t('app.title')}
      value={title}
      maxLength={120}
      placeholder={t('open.untitled')}
      className={`${className} [&_input]:[field-sizing:content] [&_input]:w-auto! [&_input]:max-w-full [&_input]:truncate [&_input]:border-transparent [&_input]:bg-transparent [&_input]:px-2 [&_input]:text-base [&_input]:font-semibold [&_input]:hover:border-line`}
      onCommit={(text) => commit(labels.describe(), (draft) => describe(draft, { title: text.trim() }))}
    />
  )
}

function UndoButtons() {
  const tell = useTell()
  const { canUndo, canRedo, undoLabel, redoLabel } = useHistory()
  return (
    <>
      <ActionButton action={undoAction} disabled={!canUndo} detail={undoLabel && tell.text(undoLabel)} />
      <ActionButton action={redoAction} disabled={!canRedo} detail={redoLabel && tell.text(redoLabel)} />
    </>
  )
}
