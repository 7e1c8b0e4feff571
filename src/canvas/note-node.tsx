import type { NodeProps, OnResizeEnd } from '@xyflow/react'
import { memo, useCallback } from 'react'
import { smallestNote } from '../picture/geometry.ts'
import { personIcon } from '../picture/icons.ts'
import { setNote } from '../store/commands/notes.ts'
import { commit, useDocument } from '../store/document-store.ts'
import { labels } from '../store/labels.ts'
import { cx } from '../ui/cx.ts'
import { Icon } from '../ui/icon.tsx'
import { Corners } from './corners.tsx'
import type { FlowNode } from './to-flow.ts'

/** A text on the canvas, or a person with a name under it. Its text is edited in the inspector. */
export const NoteNode = memo(function NoteNode({ id, selected }: NodeProps<FlowNode>) {
  const note = useDocument((diagram) => diagram.notes[id])
  const onResizeEnd = useCallback<OnResizeEnd>(
    (_, { x, y, width, height }) => {
      commit(labels.note(), (draft) => setNote(draft, id, { position: { x, y }, size: { width, height } }))
    },
    [id],
  )
  if (!note) return null
  return (
    <>
      <Corners isVisible={selected} smallest={smallestNote} onResizeEnd={onResizeEnd} />
      <div className={cx('note-box', note.icon && 'is-person', selected && 'is-selected')}>
        {note.icon ? <Icon of={personIcon} size={2.5} /> : null}
        <span className="note-text">{note.text}</span>
      </div>
    </>
  )
})
