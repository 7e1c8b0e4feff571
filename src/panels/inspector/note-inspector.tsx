import { StickyNote } from 'lucide'
import { useId } from 'react'
import { useT } from '../../i18n/use-t.tsx'
import type { Note } from '../../model/topology.ts'
import { setNote } from '../../store/commands/notes.ts'
import { commit } from '../../store/document-store.ts'
import { labels } from '../../store/labels.ts'
import { Switch } from '../../ui/switch.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { Body, Frame, Setting } from './frame.tsx'
import { RemoveButton } from './remove-button.tsx'
import { Sign } from './sign.tsx'

/** A text on the canvas. */
export function NoteInspector({ note }: { readonly note: Note }) {
  const t = useT()
  const id = useId()
  const set = (change: Parameters<typeof setNote>[2]) =>
    commit(labels.note(), (draft) => setNote(draft, note.id, change))
  return (
    <Frame sign={<Sign of={StickyNote} />} name={t('note.title')} nameLabel={t('note.title')} detail={t('note.detail')}>
      <Body>
        <TextArea label={t('note.text')} value={note.text} rows={5} onCommit={(text) => set({ text })} />
        <Setting label={t('note.person')} htmlFor={id}>
          <Switch
            id={id}
            checked={note.icon === 'person'}
            onChange={(isPerson) => set({ icon: isPerson ? 'person' : undefined })}
          />
        </Setting>
        <RemoveButton id={note.id}>{t('note.remove')}</RemoveButton>
      </Body>
    </Frame>
  )
}
