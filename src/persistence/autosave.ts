import type { Diagram } from '../model/diagram.ts'
import type { DocumentPatch } from '../store/document-store.ts'
import type { Database } from './db.ts'
import { OvertakenError, savePatches, saveSnapshot } from './documents.ts'
import type { Rescued } from './rescue.ts'

export type SaverStatus = 'saving' | 'saved' | 'failed' | 'overtaken'

export interface SaverOptions {
  readonly db: Database
  readonly id: string
  readonly diagram: Diagram
  /** The revision that is kept; 0 for a document that is not kept yet. */
  readonly revision: number
  /** Nothing of the person's is in it yet. */
  readonly isUntouched: boolean
  /** The diagram is not what is kept: it is to be saved whole. */
  readonly isUnsaved?: boolean
  readonly report: (status: SaverStatus) => void
  /** Epoch ms. */
  readonly now: () => number
}

/** Keeps one document. It holds what is to be saved itself, so that it can go on trying after another one is opened. */
export interface Saver {
  readonly id: string
  /** Takes note of a change; it is saved within 400 ms. */
  record(diagram: Diagram, patches: readonly DocumentPatch[]): void
  /** Saves what is left; resolves when it is kept, or when that has failed and a retry is due. */
  flush(): Promise<void>
  /** Saves nothing any more. */
  stop(): void
  /** Whether something is not kept yet. */
  hasUnsaved(): boolean
  /** What would be lost with the page now, also while it is being saved, and the revision it builds on. */
  unsaved(): Rescued | undefined
  isUntouched(): boolean
}

const delayMs = 400
const retryMs = [2000, 5000, 10_000, 30_000] as const

export function createSaver({ db, id, report, now, ...start }: SaverOptions): Saver {
  let { diagram, revision, isUntouched } = start
  let pending: DocumentPatch[] = []
  let needsSnapshot = revision === 0 || start.isUnsaved === true
  let failures = 0
  let isStopped = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | undefined

  const hasUnsaved = (): boolean => needsSnapshot || pending.length > 0

  const isDue = (): boolean => hasUnsaved() && !isStopped

  const saveOnce = async (): Promise<boolean> => {
    const [patches, whole] = [pending, needsSnapshot]
    pending = []
    needsSnapshot = false
    try {
      revision = whole
        ? await saveSnapshot(db, id, diagram, { from: revision, now: now(), isUntouched })
        : await savePatches(db, id, diagram, patches, { from: revision, now: now() })
      failures = 0
      return true
    } catch (error) {
      // Whatever was not kept, the diagram in memory has it all.
      needsSnapshot = true
      if (error instanceof OvertakenError) isStopped = true
      else failures++
      report(isStopped ? 'overtaken' : 'failed')
      return false
    }
  }

  const saveAll = async (): Promise<void> => {
    report('saving')
    while (isDue()) {
      if (await saveOnce()) continue
      if (!isStopped) schedule(retryMs[Math.min(failures, retryMs.length) - 1] ?? delayMs)
      return
    }
    if (!isStopped) report('saved')
  }

  const flush = (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    if (running || isStopped || !hasUnsaved()) return running ?? Promise.resolve()
    running = saveAll().finally(() => (running = undefined))
    return running
  }

  const schedule = (ms: number): void => {
    timer ??= setTimeout(() => void flush(), ms)
  }

  return {
    id,
    flush,
    hasUnsaved,
    unsaved: () => (running || isDue() ? { revision, diagram, isUntouched } : undefined),
    isUntouched: () => isUntouched,
    stop: () => {
      isStopped = true
      clearTimeout(timer)
    },
    record: (next, patches) => {
      diagram = next
      isUntouched = false
      // A list, not a spread into push: a paste may bring more patches than a call takes arguments.
      pending = [...pending, ...patches]
      schedule(delayMs)
    },
  }
}
