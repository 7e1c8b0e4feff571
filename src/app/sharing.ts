import { fileName, toText } from '../persistence/export.ts'
import { getDiagram } from '../store/document-store.ts'
import { notify } from '../ui/toaster.tsx'
import { download } from './files.ts'
import type { Speaker } from './opening.ts'

/** Saves the diagram as a file. Needs nothing that is loaded late, so that it works when all else fails. */
export function downloadWork(): void {
  const diagram = getDiagram()
  download(fileName(diagram.title, 'json'), new Blob([toText(diagram)], { type: 'application/json' }))
}

/** Puts a link that carries the whole diagram on the clipboard. */
export async function copyLink({ t, tell }: Speaker): Promise<void> {
  const { encodeLink, linkErrorMessage } = await import('../persistence/share-link.ts')
  const link = await encodeLink(getDiagram())
  if (!link.ok) {
    notify({ text: tell.text(linkErrorMessage(link.error)), tone: 'bad' })
    return
  }
  const url = new URL(link.value, location.href).href
  try {
    await navigator.clipboard.writeText(url)
    notify({ text: t('share.copied'), tone: 'good' })
  } catch {
    // The clipboard may be forbidden: then the address bar holds the link, to be copied by hand.
    history.replaceState(null, '', url)
    notify({ text: t('share.in-address-bar') })
  }
}

/** Saves the diagram, with its journey as far as it is shown, as a picture that opens again. */
export async function downloadPicture(format: 'png' | 'svg', { t }: Speaker): Promise<void> {
  try {
    const { pictureOf } = await import('./picture-of.ts')
    const { content, name } = await pictureOf(format, t)
    download(name, content)
  } catch {
    notify({ text: t('share.picture-failed'), tone: 'bad' })
  }
}
