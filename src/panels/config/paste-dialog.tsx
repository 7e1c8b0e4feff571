import { useDeferredValue, useMemo, useState, type DragEvent } from 'react'
import { useCatalogue, useT, useTell } from '../../i18n/use-t.tsx'
import type { Device } from '../../model/topology.ts'
import type { ConfigText } from '../../programs/contract/config-text.ts'
import type { AnyDefinition } from '../../programs/contract/program.ts'
import { replaceConfig } from '../../store/commands/paste-config.ts'
import { commit } from '../../store/document-store.ts'
import { labels } from '../../store/labels.ts'
import { Button } from '../../ui/button.tsx'
import { control } from '../../ui/control.ts'
import { cx } from '../../ui/cx.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { keyed } from '../../ui/keyed.ts'
import { notify } from '../../ui/toaster.tsx'
import { settingName } from '../names.ts'
import { byReason, readPasted, type Pasted } from './reading.ts'

interface PasteDialogProps {
  readonly device: Device
  readonly program: AnyDefinition
  readonly language: ConfigText
  readonly onClose: () => void
}

/** A text longer than this is no configuration; reading it would hold the page up. */
const longest = 500_000

/** Where a real configuration is pasted: what would be read and what not is shown before anything changes. */
export function PasteDialog({ device, program, language, onClose }: PasteDialogProps) {
  const t = useT()
  const [text, setText] = useState('')
  // Typing stays quick while a long text is being read.
  const settled = useDeferredValue(text)
  const { fileName } = language
  const pasted = useMemo(
    () =>
      settled.trim() === '' || settled.length > longest
        ? undefined
        : readPasted(settled, program, language, device.program.profile),
    [settled, program, language, device.program.profile],
  )
  const settings = pasted ? Object.keys(pasted.config).length : 0
  const isReady = settled === text && settings > 0 && pasted?.unfit.length === 0
  const take = () => {
    if (!pasted) return
    const config = { ...language.beside?.(device.config), ...pasted.config }
    commit(labels.pasteConfig(fileName), (draft) => replaceConfig(draft, device.id, config, pasted.notRead))
    notify({ text: t('config.taken', { file: fileName }), tone: 'good' })
    onClose()
  }
  const addFiles = async (files: readonly File[]) => {
    // A character takes at most four bytes: what is larger need not be read to know that it is too long.
    if (files.some(({ size }) => size > longest * 4)) {
      notify({ text: t('config.too-long', { count: longest }), tone: 'bad' })
      return
    }
    try {
      const texts = await Promise.all(files.map((file) => file.text()))
      setText((before) => [before, ...texts].filter(Boolean).join('\n'))
    } catch {
      notify({ text: t('config.file-failed'), tone: 'bad' })
    }
  }
  const onDrop = (event: DragEvent) => {
    const files = [...event.dataTransfer.files]
    // Text that is dragged in is put in by the browser itself.
    if (files.length === 0) return
    event.preventDefault()
    // The page would open the file as a diagram.
    event.stopPropagation()
    void addFiles(files)
  }
  return (
    <Dialog
      wide
      title={t('config.paste', { file: fileName })}
      closeLabel={t('config.cancel')}
      onClose={onClose}
      footer={
        <>
          <Button look="quiet" onClick={onClose}>
            {t('config.cancel')}
          </Button>
          <Button look="primary" disabled={!isReady} onClick={take}>
            {t('config.take')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3" onDrop={onDrop}>
        <p className="text-sm text-pretty">{t('config.paste.text', { program: program.name, device: device.name })}</p>
        <textarea
          aria-label={fileName}
          rows={14}
          value={text}
          spellCheck={false}
          autoCapitalize="off"
          placeholder={t('config.placeholder')}
          className={cx(control, 'h-auto! resize-y py-1.5 font-mono text-[0.75rem]! leading-relaxed whitespace-pre')}
          data-first=""
          onChange={(event) => setText(event.target.value)}
        />
        <output className="flex flex-col gap-2 text-sm">
          {text.length > longest ? <p className="text-bad">{t('config.too-long', { count: longest })}</p> : null}
          {pasted ? <Summary pasted={pasted} settings={settings} device={device} /> : null}
        </output>
        {pasted && pasted.notRead.length > 0 ? <NotReadLines notRead={pasted.notRead} /> : null}
      </div>
    </Dialog>
  )
}

interface SummaryProps {
  readonly pasted: Pasted
  readonly settings: number
  readonly device: Device
}

/** What is read out after each change of the text; the lines themselves are read where they stand. */
function Summary({ pasted, settings, device }: SummaryProps) {
  const t = useT()
  const catalogue = useCatalogue()
  const { notRead, unfit, keyLines } = pasted
  const names = unfit.map((name) => settingName(device, name, catalogue, t)).join(', ')
  return (
    <>
      <p className={cx('font-semibold', settings === 0 ? 'text-bad' : 'text-good')}>
        {settings === 0 ? t('config.nothing-read') : t('config.read', { count: pasted.readLines })}
      </p>
      {unfit.length > 0 ? <p className="text-bad">{t('config.unfit', { settings: names })}</p> : null}
      {keyLines > 0 ? <p className="text-warn">{t('config.key-left-out')}</p> : null}
      {notRead.length > 0 ? (
        <p className="font-semibold text-warn">{t('config.unread', { count: notRead.length })}</p>
      ) : null}
    </>
  )
}

/** So many reasons, and lines for each, are told one by one: a page with ten thousand of them stands still. */
const listed = { reasons: 50, lines: 100 } as const

/** The lines that have no effect here, by the reason why. */
function NotReadLines({ notRead }: Pick<Pasted, 'notRead'>) {
  const tell = useTell()
  const groups = useMemo(() => byReason(notRead), [notRead])
  const others = groups.slice(listed.reasons).reduce((sum, { lines }) => sum + lines.length, 0)
  return (
    <div className="flex flex-col gap-2 rounded-lg bg-warn-soft p-3 text-sm text-warn">
      {keyed(groups.slice(0, listed.reasons)).map(({ key, item: { why, lines } }) => (
        <div key={key}>
          <p className="text-pretty">{tell.text(why)}</p>
          <ul className="max-h-32 overflow-auto font-mono text-[0.72rem] leading-5">
            {keyed(lines.slice(0, listed.lines)).map(({ key: place, item: { line, text } }) => (
              <li key={place} className="whitespace-pre">{`${line}: ${text}`}</li>
            ))}
          </ul>
          <More count={lines.length - listed.lines} />
        </div>
      ))}
      <More count={others} />
    </div>
  )
}

function More({ count }: { readonly count: number }) {
  const t = useT()
  return count > 0 ? <p>{t('config.unread.more', { count })}</p> : null
}
