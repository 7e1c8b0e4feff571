import type { Note, NoteId, Point, Size } from '../../model/topology.ts'
import { asDraft, assign, type Change, type DiagramDraft } from '../draft.ts'
import { takeId } from './ids.ts'

export interface NewNote {
  readonly text: string
  /** Upper left corner on the canvas. */
  readonly position: Point
  readonly size?: Size
  readonly icon?: 'person'
}

/** Pins a note to the canvas. */
export function addNote(draft: DiagramDraft, note: NewNote): NoteId {
  const id = takeId(draft, 'n')
  draft.notes[id] = { id, ...note, position: { ...note.position }, ...(note.size ? { size: { ...note.size } } : {}) }
  return id
}

/** Changes a note's properties. */
export function setNote(draft: DiagramDraft, id: NoteId, change: Change<Omit<Note, 'id'>>): void {
  const note = draft.notes[id]
  if (note) assign(note, asDraft(change))
}
