import { localise } from '../examples/localised.ts'
import { examples, type Example } from '../examples/registry.ts'
import type { Diagram } from '../model/diagram.ts'
import type { Message } from '../model/message.ts'
import { saveOnLeave, workspace } from '../persistence/browser-workspace.ts'
import type { Repair } from '../persistence/document-error.ts'
import { documentErrorMessage } from '../persistence/document-error.ts'
import { parseText } from '../persistence/parse-document.ts'
import type { KeptDocument } from '../persistence/shelf.ts'
import type { Restored } from '../persistence/workspace.ts'
import { getDiagram } from '../store/document-store.ts'
import { emptyDiagram } from '../store/empty-diagram.ts'
import { whileOpening } from '../store/journey.ts'
import { loadRequest } from '../store/session-store.ts'
import { notify as tellOf, type Toast } from '../ui/toaster.tsx'
import { pickFile } from './files.ts'
import { keepRequest, restoreRequest } from './request-memory.ts'
import { fluent, type Speaker } from './speaker.ts'

/** How opening went: what the attempt before came to is no longer of interest. */
const notify = (toast: Toast): void => tellOf({ ...toast, about: 'opening' })

const isEmpty = ({ devices, zones, notes }: Diagram): boolean =>
  [devices, zones, notes].every((records) => Object.keys(records).length === 0)

/** Puts into the bar what stood there with this diagram, else its first scenario's request: Send does something at once. */
export function offerRequest(): void {
  if (restoreRequest()) return
  loadRequest(Object.values(getDiagram().scenarios)[0]?.request)
}

/** Takes the link out of the address bar: what is on the screen did not come by it, or is the person's own by now. */
function forgetLink(): void {
  if (location.hash !== '') history.replaceState(null, '', location.pathname + location.search)
}

/** One click that brings back what is on the screen now; nothing where that is empty. */
function wayBack({ t }: Speaker): Pick<Toast, 'action'> {
  const before = getDiagram()
  const { documentId } = workspace.state.getState()
  const back = async () => {
    const reopened = documentId === undefined ? undefined : await workspace.open(documentId)
    // What was never kept, or is not there any more, comes back as it was on the screen.
    if (reopened?.type !== 'restored') await workspace.openNew(before)
    offerRequest()
  }
  return isEmpty(before) ? {} : { action: { label: t('open.back'), perform: () => void back() } }
}

/** Opens a diagram beside the person's work. */
async function openBeside(diagram: Diagram, text: string, speaker: Speaker): Promise<void> {
  const back = wayBack(speaker)
  await workspace.openNew(diagram)
  forgetLink()
  offerRequest()
  notify({ text, ...back })
}

/** Goes on with a diagram of the person's own. */
export async function openKept({ id, title }: KeptDocument, caller: Speaker): Promise<void> {
  if (workspace.state.getState().documentId === id) return
  const speaker = await fluent(caller)
  const name = { title: title === '' ? speaker.t('open.untitled') : title }
  const back = wayBack(speaker)
  const restored = await whileOpening(async () => {
    const opened = await workspace.open(id)
    if (opened.type === 'restored') offerRequest()
    return opened
  })
  if (restored.type === 'restored') {
    forgetLink()
    notify({ text: speaker.t('open.template', name), ...back })
  } else if (restored.type !== 'refused') notify({ text: speaker.t('diagrams.gone', name), tone: 'bad' })
  afterRestore(restored, speaker)
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
  notify({
    isMore: true,
    text: [t('open.repaired'), ...shown, ...(rest > 0 ? [t('open.more', { count: rest })] : [])].join(' '),
  })
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

/**
 * Keeps the link in the address bar until its diagram is kept or another is opened, which is then what a reload finds.
 * Who has made it their own by an edit hears where the rest of their work is: the banner that said so is gone.
 */
function forgetLinkOnceKept(speaker: Speaker): void {
  const guest = getDiagram().id
  const stop = workspace.state.subscribe(({ status, documentId }) => {
    if (status === 'guest') return
    stop()
    // Where nothing can be kept, the link is all that a reload has.
    if (status !== 'unavailable') forgetLink()
    if (documentId === guest) void tellWhereTheRestIs(guest, speaker)
  })
}

async function tellWhereTheRestIs(kept: string, caller: Speaker): Promise<void> {
  const others = (await workspace.list()).filter(({ id }) => id !== kept)
  if (others.length === 0) return
  const { t } = await fluent(caller)
  notify({ text: t('diagrams.now-yours', { menu: t('diagrams.title') }) })
}

/** Whether a link's diagram was opened. It stays in the address bar, so that a reload shows it again. */
export async function openLink(speaker: Speaker): Promise<boolean> {
  const { decodeLink, linkErrorMessage } = await import('../persistence/share-link.ts')
  const decoded = await decodeLink(location.hash)
  if (!decoded.ok) {
    forgetLink()
    void complain(linkErrorMessage(decoded.error), speaker)
    return false
  }
  await whileOpening(async () => {
    await workspace.openGuest(decoded.value.diagram)
    forgetLinkOnceKept(speaker)
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
