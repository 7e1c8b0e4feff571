import { nextId } from '../../model/topology.ts'
import type { DiagramDraft } from '../draft.ts'

const records = { d: 'devices', l: 'links', z: 'zones', n: 'notes', s: 'scenarios' } as const
export type IdPrefix = keyof typeof records

/** Takes the next running id; a deleted one is never given out again. */
export function takeId(draft: DiagramDraft, prefix: IdPrefix): string {
  const id = nextId(prefix, draft[records[prefix]], draft.lastIds[prefix])
  draft.lastIds[prefix] = Number(id.slice(1))
  return id
}

/** `Webserver`, then `Webserver 2`, `Webserver 3` …: the first that nothing here is called yet. */
export function uniqueName(taken: Iterable<{ readonly name: string }>, name: string): string {
  const names = new Set(Array.from(taken, (item) => item.name))
  if (!names.has(name)) return name
  const stem = name.replace(/ \d+$/, '')
  let number = 2
  while (names.has(`${stem} ${number}`)) number++
  return `${stem} ${number}`
}
