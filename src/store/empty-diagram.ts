import type { Diagram } from '../model/diagram.ts'
import { emptyTopology } from '../model/topology.ts'

/** The structure's version that this code writes: as many as there are document migrations (persistence/migrations.ts). */
export const documentVersion = 1

/** A diagram with nothing in it. */
export function emptyDiagram(id = 'empty', title = ''): Diagram {
  return {
    format: 'paketweg',
    version: documentVersion,
    id,
    title,
    description: '',
    ...emptyTopology,
    scenarios: {},
    lastIds: {},
  }
}
