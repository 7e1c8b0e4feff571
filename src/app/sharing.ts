import { fileName, toText } from '../persistence/export.ts'
import { getDiagram } from '../store/document-store.ts'
import { notify } from '../ui/toaster.tsx'
import { download } from './files.ts'
import type { Speaker } from './speaker.ts'

/** Saves the diagram as a file. Needs nothing that is loaded late, so that it works when all else fails. */
export function downloadWork(): void {
  const diagram = getDiagram()
  download(fileName(diagram.title, 'json'), new Blob([toText(diagram)], { type: 'application/json' }))
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
