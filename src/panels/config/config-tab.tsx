import { ClipboardCopy, ClipboardPaste } from 'lucide'
import { useState } from 'react'
import { useT } from '../../i18n/use-t.tsx'
import type { Device, UnreadLine } from '../../model/topology.ts'
import type { PrintedLine } from '../../programs/contract/config-text.ts'
import type { AnyDefinition } from '../../programs/contract/program.ts'
import { forgetUnread } from '../../store/commands/paste-config.ts'
import { commit } from '../../store/document-store.ts'
import { useActiveHop } from '../../store/journey.ts'
import { labels } from '../../store/labels.ts'
import { Button } from '../../ui/button.tsx'
import { cx } from '../../ui/cx.ts'
import { Icon } from '../../ui/icon.tsx'
import { keyed } from '../../ui/keyed.ts'
import { notify } from '../../ui/toaster.tsx'
import { revealSetting } from '../reveal.ts'
import { PasteDialog } from './paste-dialog.tsx'
import { linesOf, useConfigText, usePrinted } from './printed.ts'

interface ConfigTabProps {
  readonly device: Device
  readonly program: AnyDefinition
}

/** A device's settings as its program's own text, and the door by which a real configuration comes in. */
export default function ConfigTab({ device, program }: ConfigTabProps) {
  const t = useT()
  const language = useConfigText(program)
  const lines = usePrinted(device, program, language)
  const [isPasting, setIsPasting] = useState(false)
  if (!language) return null
  const { fileName } = language
  const copy = async () => {
    try {
      // Every line ends with a line feed: HAProxy takes a file that does not for a truncated one.
      await navigator.clipboard.writeText(lines.map(({ text }) => `${text}\n`).join(''))
      notify({ text: t('config.copied', { file: fileName }), tone: 'good' })
    } catch {
      notify({ text: t('config.copy-failed'), tone: 'bad' })
    }
  }
  return (
    <div className="flex flex-col gap-3 pt-1">
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => setIsPasting(true)}>
          <Icon of={ClipboardPaste} size={1} />
          {t('config.paste', { file: fileName })}
        </Button>
        <Button look="quiet" disabled={lines.length === 0} onClick={() => void copy()}>
          <Icon of={ClipboardCopy} size={1} />
          {t('config.copy')}
        </Button>
      </div>
      {device.notRead ? <Unread device={device} lines={device.notRead} /> : null}
      <section aria-label={fileName}>
        <h2 className="pb-1 text-xs font-semibold text-muted">{t('config.as-text', { file: fileName })}</h2>
        {lines.length === 0 ? (
          <p className="text-sm text-muted">{t('config.empty')}</p>
        ) : (
          <Lines device={device.id} lines={lines} />
        )}
      </section>
      <details className="text-xs text-muted">
        <summary className="cursor-pointer py-1 font-semibold">{t('config.directives', { file: fileName })}</summary>
        <p className="leading-relaxed break-words">
          <code>{language.directives.join('  ')}</code>
        </p>
      </details>
      {isPasting ? (
        <PasteDialog device={device} program={program} language={language} onClose={() => setIsPasting(false)} />
      ) : null}
    </div>
  )
}

/** The text, line by line; a line leads to its setting, and the one that decided at the moment shown is marked. */
function Lines({ device, lines }: { readonly device: string; readonly lines: readonly PrintedLine[] }) {
  const t = useT()
  const hop = useActiveHop()
  const settings = hop?.device === device ? hop.steps.flatMap(({ setting }) => setting ?? []) : []
  const decided = new Set(settings.flatMap((path) => linesOf(lines, path)))
  return (
    <ol className="overflow-x-auto rounded-lg border border-line bg-paper py-1.5 font-mono text-[0.72rem] leading-5 touch:leading-8">
      {lines.map(({ text, setting }, index) => (
        // Lines have no identity but their place.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={index} className={cx('flex min-w-max', decided.has(index) && 'bg-accent-soft')}>
          <span aria-hidden="true" className="w-8 shrink-0 pr-2 text-right text-muted select-none">
            {index + 1}
          </span>
          {decided.has(index) ? <span className="sr-only">{t('config.decided')}</span> : null}
          {setting === undefined ? (
            <span className="pr-3 whitespace-pre">{text}</span>
          ) : (
            <button
              type="button"
              className="rounded pr-3 text-left whitespace-pre hover:bg-hover hover:underline focus-visible:-outline-offset-2"
              onClick={() => revealSetting(device, setting)}
            >
              {text}
            </button>
          )}
        </li>
      ))}
    </ol>
  )
}

function Unread({ device, lines }: { readonly device: Device; readonly lines: readonly UnreadLine[] }) {
  const t = useT()
  return (
    <section className="flex flex-col gap-1.5 rounded-lg bg-warn-soft p-3 text-sm text-warn">
      <h2 className="font-semibold">{t('config.unread', { count: lines.length })}</h2>
      <p className="text-pretty">{t('config.unread.text')}</p>
      <ul className="max-h-40 overflow-auto font-mono text-[0.72rem] leading-5">
        {keyed(lines).map(({ key, item: { line, text } }) => (
          <li key={key} className="whitespace-pre">{`${line}: ${text}`}</li>
        ))}
      </ul>
      <Button
        look="quiet"
        className="self-start"
        onClick={() => commit(labels.configure(device.name), (draft) => forgetUnread(draft, device.id))}
      >
        {t('config.forget')}
      </Button>
    </section>
  )
}
