import { encodeLink, linkErrorMessage } from '../persistence/share-link.ts'
import { getDiagram } from '../store/document-store.ts'
import { notify } from '../ui/toaster.tsx'
import type { Speaker } from './speaker.ts'

/** Puts a link that carries the whole diagram on the clipboard. */
export async function copyLink({ t, tell }: Speaker): Promise<void> {
  const link = await encodeLink(getDiagram())
  if (!link.ok) {
    notify({ text: tell.text(linkErrorMessage(link.error)), tone: 'bad', about: 'link' })
    return
  }
  const url = new URL(link.value, location.href).href
  try {
    await navigator.clipboard.writeText(url)
    notify({ text: t('share.copied'), tone: 'good', about: 'link' })
  } catch {
    // The clipboard may be forbidden: then the address bar holds the link, to be copied by hand.
    history.replaceState(null, '', url)
    notify({ text: t('share.in-address-bar'), about: 'link' })
  }
}
