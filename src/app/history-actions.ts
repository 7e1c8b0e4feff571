import { Redo2, Undo2 } from 'lucide'
import { redo, undo } from '../store/document-store.ts'
import type { Action } from './action.ts'

export const undoAction = {
  id: 'undo',
  label: 'action.undo',
  icon: Undo2,
  shortcuts: ['$mod+z'],
  perform: undo,
} as const satisfies Action

export const redoAction = {
  id: 'redo',
  label: 'action.redo',
  icon: Redo2,
  shortcuts: ['$mod+Shift+z', '$mod+y'],
  perform: redo,
} as const satisfies Action
