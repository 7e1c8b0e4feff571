import { MousePointerClick, SquareDashedMousePointer, Trash2 } from 'lucide'
import { useT } from '../../i18n/use-t.tsx'
import type { Diagram } from '../../model/diagram.ts'
import { describe } from '../../store/commands/diagram.ts'
import { removeItems } from '../../store/commands/remove.ts'
import { commit, useDocument } from '../../store/document-store.ts'
import { labels } from '../../store/labels.ts'
import { useSession, type Session } from '../../store/session-store.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Icon } from '../../ui/icon.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { DeviceInspector } from './device-inspector.tsx'
import { holdWhileWorking } from './hold-while-working.ts'
import { LinkInspector } from './link-inspector.tsx'
import { NoteInspector } from './note-inspector.tsx'
import { ZoneInspector } from './zone-inspector.tsx'

const selectSelection = (session: Session) => session.selection
const selectDiagram = (diagram: Diagram) => diagram

/** What is selected, with all that can be set about it. */
export default function Inspector() {
  return (
    <div ref={holdWhileWorking} data-inspector="" className="contents">
      <Selected />
    </div>
  )
}

function Selected() {
  const selection = useSession(selectSelection)
  const diagram = useDocument(selectDiagram)
  const [id] = selection
  if (id === undefined) return <NothingSelected diagram={diagram} />
  if (selection.length > 1) return <SeveralSelected selection={selection} />
  const device = diagram.devices[id]
  if (device) return <DeviceInspector key={id} device={device} />
  const link = diagram.links[id]
  if (link) return <LinkInspector key={id} link={link} />
  const zone = diagram.zones[id]
  if (zone) return <ZoneInspector key={id} zone={zone} />
  const note = diagram.notes[id]
  return note ? <NoteInspector key={id} note={note} /> : <NothingSelected diagram={diagram} />
}

function NothingSelected({ diagram }: { readonly diagram: Diagram }) {
  const t = useT()
  return (
    <div className="slim-scroll flex h-full flex-col overflow-y-auto">
      <EmptyState icon={MousePointerClick} title={t('inspector.nothing')} text={t('inspector.nothing.text')} />
      <section className="mt-auto border-t border-line p-4">
        <h2 className="pb-1.5 text-xs font-semibold text-muted">{t('inspector.about')}</h2>
        <TextArea
          label={t('inspector.about')}
          value={diagram.description}
          placeholder={t('inspector.about.text')}
          rows={5}
          onCommit={(description) => commit(labels.describe(), (draft) => describe(draft, { description }))}
        />
      </section>
    </div>
  )
}

function SeveralSelected({ selection }: { readonly selection: readonly string[] }) {
  const t = useT()
  const count = selection.length
  return (
    <EmptyState
      icon={SquareDashedMousePointer}
      title={t('inspector.several', { count })}
      text={t('inspector.several.text')}
    >
      <Button look="bad" onClick={() => commit(labels.remove(count), (draft) => removeItems(draft, selection))}>
        <Icon of={Trash2} size={1} />
        {t('inspector.remove-all')}
      </Button>
    </EmptyState>
  )
}
