import type { Header } from '../model/request.ts'
import { getDiagram } from '../store/document-store.ts'
import { loadRequest, onSessionChange, type RequestDraft } from '../store/session-store.ts'

const keyOf = (document: string): string => `paketweg.request.${document}`

/**
 * Keeps what stands in the request bar with its diagram, as long as the tab lives: a reload must not take it away, and
 * the document is the wrong place for it. Returns how to stop.
 */
export function keepRequest(): () => void {
  let { id } = getDiagram()
  return onSessionChange(({ request }, before) => {
    if (request === before.request) return
    const isOther = id !== getDiagram().id
    id = getDiagram().id
    // What a diagram brings along when it is opened must not take the place of what was typed for it before.
    if (isOther) return
    try {
      sessionStorage.setItem(keyOf(id), JSON.stringify(request))
    } catch {
      // Storage may be forbidden or full: the request is gone with the page then.
    }
  })
}

/** Puts back what stood in the bar with the diagram that is open; says whether there was anything. */
export function restoreRequest(): boolean {
  const draft = remembered(getDiagram().id)
  if (draft) loadRequest({ ...draft, type: 'http', from: draft.from ?? '' })
  return draft !== undefined
}

function remembered(document: string): RequestDraft | undefined {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(keyOf(document)) ?? 'null')
    return isDraft(value) ? value : undefined
  } catch {
    return undefined
  }
}

const isText = (value: unknown): boolean => typeof value === 'string'
/** Everything else in a request is a word or a time. */
const isPlain = (value: unknown): boolean => value === undefined || isText(value) || typeof value === 'number'
const isHeader = (value: unknown): value is Header => Array.isArray(value) && value.length === 2 && value.every(isText)

/** Another version of the page may have written it. */
function isDraft(value: unknown): value is RequestDraft {
  if (typeof value !== 'object' || value === null || !('url' in value) || !('method' in value)) return false
  const { url, method, ...rest } = value
  const { headers = [], ...others }: { headers?: unknown } = rest
  return (
    isText(url) &&
    isText(method) &&
    Array.isArray(headers) &&
    headers.every(isHeader) &&
    Object.values(others).every(isPlain)
  )
}
