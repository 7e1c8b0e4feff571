import { useDeferredValue, useMemo, useState, type DragEvent } from 'react'
import { useT, useTell } from '../../i18n/use-t.tsx'
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
import { notify } from '../../ui/toaster.tsx'
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
  const take = () => {
    if (!pasted) return
    commit(labels.pasteConfig(fileName), (draft) => replaceConfig(draft, device.id, pasted.config, pasted.notRead))
    notify({ text: t('config.taken', { file: fileName }), tone: 'good' })
    onClose()
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    const files = [...event.dataTransfer.files]
    void Promise.all(files.map((file) => file.text())).then((texts) =>
      setText((before) => [before, ...texts].filter(Boolean).join('\n')),
    )
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
          <Button look="primary" disabled={settings === 0} onClick={take}>
            {t('config.take')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <p className="text-sm text-pretty">{t('config.paste.text', { program: program.name, device: device.name })}</p>
        <textarea
          aria-label={fileName}
          rows={14}
          value={text}
          spellCheck={false}
          autoCapitalize="off"
          placeholder={t('config.placeholder')}
          className={cx(control, 'h-auto! resize-y py-1.5 font-mono text-[0.75rem]! leading-relaxed whitespace-pre')}
          onChange={(event) => setText(event.target.value)}
          onDragOver={(event) => event.preventDefault()}
          onDrop={onDrop}
        />
        <output className="flex flex-col gap-2 text-sm">
          {text.length > longest ? <p className="text-bad">{t('config.too-long', { count: longest })}</p> : null}
          {pasted ? <Report pasted={pasted} settings={settings} /> : null}
        </output>
      </div>
    </Dialog>
  )
}

function Report({ pasted, settings }: { readonly pasted: Pasted; readonly settings: number }) {
  const t = useT()
  const tell = useTell()
  const { notRead, keyLines } = pasted
  return (
    <>
      <p className={cx('font-semibold', settings === 0 ? 'text-bad' : 'text-good')}>
        {settings === 0 ? t('config.nothing-read') : t('config.read', { count: settings })}
      </p>
      {keyLines > 0 ? <p className="text-warn">{t('config.key-left-out')}</p> : null}
      {notRead.length === 0 ? null : (
        <section className="flex flex-col gap-2 rounded-lg bg-warn-soft p-3 text-warn">
          <h3 className="font-semibold">{t('config.unread', { count: notRead.length })}</h3>
          {byReason(notRead).map(({ why, lines }) => (
            <div key={`${why.code} ${lines[0]?.line}`}>
              <p className="text-pretty">{tell.text(why)}</p>
              <ul className="max-h-32 overflow-auto font-mono text-[0.72rem] leading-5">
                {lines.map(({ line, text }) => (
                  <li key={line} className="whitespace-pre">{`${line}: ${text}`}</li>
                ))}
              </ul>
            </div>
          ))}
        </section>
      )}
    </>
  )
}
