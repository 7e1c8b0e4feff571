import { localise } from '../examples/localised.ts'
import { examples, type Example } from '../examples/registry.ts'
import type { Diagram } from '../model/diagram.ts'
import type { Message } from '../model/message.ts'
import { saveOnLeave, workspace } from '../persistence/browser-workspace.ts'
import type { Repair } from '../persistence/document-error.ts'
import { documentErrorMessage } from '../persistence/document-error.ts'
import { parseText } from '../persistence/parse-document.ts'
import type { Restored } from '../persistence/workspace.ts'
import { getDiagram } from '../store/document-store.ts'
import { emptyDiagram } from '../store/empty-diagram.ts'
import { whileOpening } from '../store/journey.ts'
import { loadRequest } from '../store/session-store.ts'
import { notify } from '../ui/toaster.tsx'
import { pickFile } from './files.ts'
import { keepRequest, restoreRequest } from './request-memory.ts'
import { fluent, type Speaker } from './speaker.ts'

const isEmpty = ({ devices, zones, notes }: Diagram): boolean =>
  [devices, zones, notes].every((records) => Object.keys(records).length === 0)

/** Puts into the bar what stood there with this diagram, else its first scenario's request: Send does something at once. */
export function offerRequest(): void {
  if (restoreRequest()) return
  loadRequest(Object.values(getDiagram().scenarios)[0]?.request)
}

/** Opens a diagram beside the person's work; one click brings back what was there. */
async function openBeside(diagram: Diagram, text: string, { t }: Speaker): Promise<void> {
  const before = getDiagram()
  const { documentId } = workspace.state.getState()
  await workspace.openNew(diagram)
  offerRequest()
  const back = async () => {
    const reopened = documentId === undefined ? undefined : await workspace.open(documentId)
    // What was never kept, or is not there any more, comes back as it was on the screen.
    if (reopened?.type !== 'restored') await workspace.openNew(before)
    offerRequest()
  }
  notify({
    text,
    ...(isEmpty(before) ? {} : { action: { label: t('open.back'), perform: () => void back() } }),
  })
}

export async function openExample(example: Example, caller: Speaker): Promise<void> {
  const speaker = await fluent(caller)
  const { t, language } = speaker
  try {
    const { default: localised } = await example.load()
    await openBeside(
      localise<Diagram>(localised, language),
      t('open.template', { title: example.title[language] }),
      speaker,
    )
  } catch {
    notify({ text: t('open.failed'), tone: 'bad' })
  }
}

/** Opens the first template. */
export async function openTemplate(speaker: Speaker): Promise<void> {
  const [first] = examples
  if (first) await whileOpening(() => openExample(first, speaker))
}

export async function openEmpty(caller: Speaker): Promise<void> {
  const speaker = await fluent(caller)
  await openBeside(emptyDiagram('new', speaker.t('open.untitled')), speaker.t('open.empty'), speaker)
}

async function tellRepairs(repairs: readonly Repair[], speaker: Speaker): Promise<void> {
  if (repairs.length === 0) return
  const { t, tell } = await fluent(speaker)
  const shown = repairs.slice(0, 3).map((repair) => tell.text(repair))
  const rest = repairs.length - shown.length
  notify({ text: [t('open.repaired'), ...shown, ...(rest > 0 ? [t('open.more', { count: rest })] : [])].join(' ') })
}

async function complain(message: Message, speaker: Speaker): Promise<void> {
  const { tell } = await fluent(speaker)
  notify({ text: tell.text(message), tone: 'bad' })
}

/** Opens a file of ours: JSON, or a picture that carries its diagram. What is none leaves the work untouched. */
export async function openFile(caller: Speaker, given?: File): Promise<void> {
  const file = given ?? (await pickFile('.json,.png,.svg,application/json,image/png,image/svg+xml'))
  if (!file) return
  await whileOpening(() => openPicked(file, caller))
}

async function openPicked(file: File, caller: Speaker): Promise<void> {
  const [text, speaker] = await Promise.all([textOf(file), fluent(caller)])
  const opened = text === undefined ? undefined : parseText(text)
  if (!opened?.ok) {
    const { name } = file
    const { t } = speaker
    if (!opened) notify({ text: t('open.picture', { name }), tone: 'bad' })
    // Who opens a letter or a recording wants to hear what it is not, and nothing about its text.
    else if (opened.error.code === 'not-json' && !isJson(file))
      notify({ text: t('open.foreign', { name }), tone: 'bad' })
    else void complain(documentErrorMessage(opened.error), speaker)
    return
  }
  await openBeside(opened.value.diagram, speaker.t('open.file', { name: file.name }), speaker)
  void tellRepairs(opened.value.repairs, speaker)
}

const isJson = ({ name, type }: File): boolean => type === 'application/json' || /\.json$/i.test(name)

/** The document that a file holds; pictures carry theirs inside, or have none. */
async function textOf(file: File): Promise<string | undefined> {
  if (file.type === 'image/png') {
    const { readPngDocument } = await import('../picture/png.ts')
    return readPngDocument(new Uint8Array(await file.arrayBuffer()))
  }
  if (file.type === 'image/svg+xml') return svgDocument(await file.text()) || undefined
  return file.type.startsWith('image/') ? undefined : file.text()
}

const svgDocument = (text: string): string =>
  new DOMParser().parseFromString(text, 'image/svg+xml').querySelector('metadata')?.textContent.trim() ?? ''

/** Opens what the page was called with: a link's diagram beside the work, else the last work, else the first template. */
export async function openFirst(speaker: Speaker): Promise<void> {
  saveOnLeave()
  const { isLink } = await import('../persistence/share-link.ts')
  if (isLink(location.hash) && (await openLink(speaker))) {
    keepRequest()
    return
  }
  afterRestore(await workspace.restore(), speaker)
  const isNothingThere = isEmpty(getDiagram()) && getDiagram().title === ''
  if (isNothingThere) await openFirstExample(speaker)
  offerRequest()
  keepRequest()
}

/** Keeps the first template, which a first visit draws by itself before there is anything to keep it in. */
export function keepFirst(drawn: Diagram): Promise<void> {
  saveOnLeave()
  keepRequest()
  return workspace.adopt(drawn)
}

async function openFirstExample({ language, t }: Speaker): Promise<void> {
  const [first] = examples
  if (!first) return
  try {
    const { default: localised } = await first.load()
    await workspace.openNew(localise<Diagram>(localised, language))
  } catch {
    notify({ text: t('open.failed'), tone: 'bad' })
  }
}

/** Whether a link's diagram was opened; the fragment goes, so that a reload shows the work that came of it. */
export async function openLink(speaker: Speaker): Promise<boolean> {
  const { decodeLink, linkErrorMessage } = await import('../persistence/share-link.ts')
  const decoded = await decodeLink(location.hash)
  history.replaceState(null, '', location.pathname + location.search)
  if (!decoded.ok) {
    void complain(linkErrorMessage(decoded.error), speaker)
    return false
  }
  await whileOpening(async () => {
    await workspace.openGuest(decoded.value.diagram)
    offerRequest()
  })
  void tellRepairs(decoded.value.repairs, speaker)
  return true
}

/** Says what restoring could not do by itself. */
export function afterRestore(restored: Restored, speaker: Speaker): void {
  if (restored.type === 'refused') void complain(documentErrorMessage(restored.error), speaker)
  if (restored.type === 'restored') void tellRepairs(restored.repairs, speaker)
}
