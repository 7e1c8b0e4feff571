import { Files, Trash2 } from 'lucide'
import { useEffect, useRef, useState } from 'react'
import { useLanguage, useT } from '../i18n/use-t.tsx'
import { useSaveState, workspace } from '../persistence/browser-workspace.ts'
import type { KeptDocument, Removed } from '../persistence/shelf.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Chip } from '../ui/chip.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Icon } from '../ui/icon.tsx'
import { detailOf, titleOf } from './diagram-words.ts'
import { closeDialog } from './dialog-state.ts'
import { useSpeaker } from './use-speaker.ts'

/** The diagrams that this browser keeps, as they are when the dialog opens; `undefined` until they are read. */
function useKept(): readonly KeptDocument[] | undefined {
  const [kept, setKept] = useState<readonly KeptDocument[]>()
  useEffect(() => {
    const read = async () => setKept(await workspace.list().catch(() => []))
    void read()
  }, [])
  return kept
}

/** Every diagram of the person's own: to go on with, or to delete. */
export default function DiagramsDialog() {
  const t = useT()
  const { documentId, status } = useSaveState()
  const kept = useKept()
  const isNone = kept?.length === 0
  return (
    <Dialog title={t('diagrams.title')} closeLabel={t('help.close')} onClose={closeDialog}>
      {isNone ? (
        <EmptyState
          icon={Files}
          title={t('diagrams.none')}
          text={status === 'unavailable' ? t('save-status.unavailable') : t('diagrams.none.text')}
        />
      ) : (
        <>
          <p className="pb-2 text-sm text-pretty text-muted">{t('diagrams.text')}</p>
          <ul>
            {kept?.map((one) => (
              <Row key={one.id} kept={one} isOpen={one.id === documentId} />
            ))}
          </ul>
        </>
      )}
    </Dialog>
  )
}

interface RowProps {
  readonly kept: KeptDocument
  /** It is the one on the screen. */
  readonly isOpen: boolean
}

/** How deleting went so far. */
type Deletion = { readonly type: 'not' | 'back' | 'refused' } | { readonly type: 'done'; readonly removed: Removed }

function Row({ kept, isOpen }: RowProps) {
  const t = useT()
  const [deletion, setDeletion] = useState<Deletion>({ type: 'not' })
  const row = useRef<HTMLLIElement>(null)
  const { type } = deletion
  useEffect(() => {
    // The button that was pressed is gone: the one that takes it back has the focus, for keys and for reading out.
    if (type === 'done' || type === 'back') row.current?.querySelector('button')?.focus()
  }, [type])
  const remove = async () => {
    const removed = await workspace.remove(kept.id).catch(() => undefined)
    setDeletion(removed ? { type: 'done', removed } : { type: 'refused' })
  }
  const putBack = async (removed: Removed) => {
    await workspace.putBack(removed)
    setDeletion({ type: 'back' })
  }
  return (
    <li ref={row} className="flex min-h-14 items-center gap-2 border-t border-line py-1.5">
      {deletion.type === 'done' ? (
        <>
          <output className="min-w-0 flex-1 text-sm break-words text-muted">
            {t('diagrams.deleted', { title: titleOf(kept, t) })}
          </output>
          <Button look="link" onClick={() => void putBack(deletion.removed)}>
            {t('action.undo')}
          </Button>
        </>
      ) : (
        <Kept kept={kept} isOpen={isOpen} isRefused={type === 'refused'} onDelete={() => void remove()} />
      )}
    </li>
  )
}

interface KeptProps extends RowProps {
  /** It could not be deleted. */
  readonly isRefused: boolean
  readonly onDelete: () => void
}

function Kept({ kept, isOpen, isRefused, onDelete }: KeptProps) {
  const t = useT()
  const language = useLanguage()
  const speaker = useSpeaker()
  const title = titleOf(kept, t)
  const open = async () => {
    closeDialog()
    await (await import('./opening.ts')).openKept(kept, speaker)
  }
  return (
    <>
      <div className="min-w-0 flex-1">
        <p className="truncate text-sm font-semibold" title={title}>
          {title}
        </p>
        <p className="text-xs text-muted">{detailOf(kept, t, language)}</p>
        {isRefused ? (
          <p role="alert" className="text-xs text-bad">
            {t('diagrams.not-deleted')}
          </p>
        ) : null}
      </div>
      {isOpen ? (
        <Chip>{t('diagrams.open-now')}</Chip>
      ) : (
        <>
          <Button aria-label={t('diagrams.open', { title })} onClick={() => void open()}>
            {t('diagrams.open-short')}
          </Button>
          <IconButton label={t('diagrams.delete', { title })} align="end" onClick={onDelete}>
            <Icon of={Trash2} size={1} />
          </IconButton>
        </>
      )}
    </>
  )
}
