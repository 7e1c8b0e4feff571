import { ArrowRight, CircleX, Download, Globe, Lock, LockOpen, Terminal } from 'lucide'
import type { ReactNode } from 'react'
import { useDeviceName, useT, useTell } from '../../i18n/use-t.tsx'
import type { Trace } from '../../model/trace.ts'
import { isSuccess, type Failed, type Instead, type Seen } from '../../model/verdict.ts'
import { curlExit, netError, netErrorInstead, scriptError } from '../../protocols/spelling.ts'
import { blameOf } from '../../store/blame.ts'
import { seek } from '../../store/playback.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { cx } from '../../ui/cx.ts'
import { Icon } from '../../ui/icon.tsx'
import { useLastKnown } from '../last-known.ts'
import { RichText } from '../rich-text.tsx'
import { PageBody } from './page-body.tsx'
import { SettingLink } from './setting-link.tsx'
import { failureText, insteadText, isStoppedByPreflight, seenWords } from './verdict-words.ts'

const isFailed = (seen: Seen): seen is Failed =>
  seen.type !== 'answer' && seen.type !== 'dns-answer' && seen.type !== 'open' && seen.type !== 'echo'

/** What the person at the client sees in the end, and what made it so. */
export function SeenView({ trace }: { readonly trace: Trace }) {
  const t = useT()
  const sender = useLastKnown(trace.request.from)
  const isCurl = sender?.program.id === 'curl'
  // Nobody saw anything: there is no page to show, not even an error.
  if (trace.verdict.seen.type === 'not-sent') return <Because trace={trace} />
  return (
    <section aria-label={t('seen.title')} className="flex flex-col gap-3">
      <div className="overflow-hidden rounded-xl border border-line bg-panel shadow-card">
        {isCurl ? <TerminalBar /> : <AddressBar trace={trace} />}
        <div
          // A long page must be scrolled by keys too, and nothing in it takes the focus.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          className={cx('slim-scroll max-h-56 overflow-auto p-4', isCurl && 'font-mono text-[0.78rem]')}
        >
          <Result trace={trace} isCurl={isCurl} />
        </div>
      </div>
      <Because trace={trace} />
    </section>
  )
}

function AddressBar({ trace }: { readonly trace: Trace }) {
  const url = trace.page?.url ?? (trace.request.type === 'http' ? trace.request.url : '')
  const { seen } = trace.verdict
  const isSecure = url.startsWith('https:') && seen.type !== 'bad-certificate'
  return (
    <Bar>
      <span
        aria-hidden="true"
        className="flex min-w-0 flex-1 items-center gap-1.5 rounded-full bg-paper px-2.5 py-0.5 text-xs text-muted"
      >
        <Icon of={isSecure ? Lock : LockOpen} size={0.8} />
        <span className="truncate font-mono">{url}</span>
      </span>
      {seen.type === 'answer' ? (
        <Chip tone={isSuccess(seen) ? 'good' : 'bad'}>{`${seen.status} ${seen.reason}`.trim()}</Chip>
      ) : null}
    </Bar>
  )
}

function TerminalBar() {
  return (
    <Bar>
      <Icon of={Terminal} size={0.95} className="text-muted" />
    </Bar>
  )
}

function Bar({ children }: { readonly children: ReactNode }) {
  return (
    <div className="flex items-center gap-2 border-b border-line bg-hover px-3 py-1.5">
      <span aria-hidden="true" className="flex gap-1">
        <span className="size-2 rounded-full bg-edge" />
        <span className="size-2 rounded-full bg-edge" />
        <span className="size-2 rounded-full bg-edge" />
      </span>
      {children}
    </div>
  )
}

function Result({ trace, isCurl }: { readonly trace: Trace; readonly isCurl: boolean }) {
  const t = useT()
  const { page, verdict } = trace
  const { seen } = verdict
  if (isFailed(seen)) return isCurl ? <CurlError seen={seen} /> : <BrowserError trace={trace} seen={seen} />
  if (seen.type === 'answer' && seen.instead) return <InsteadOfPage instead={seen.instead} />
  if (!page) {
    return (
      <p className="flex items-center gap-2 font-semibold">
        <Icon of={Globe} className="text-muted" />
        {seenWords(t, seen)}
      </p>
    )
  }
  return <PageBody page={page} isRaw={isCurl} />
}

/** An answer of which the browser shows no page: above all, what it saves as a file. */
function InsteadOfPage({ instead }: { readonly instead: Instead }) {
  const t = useT()
  const isError = instead === 'own-error' || instead === 'no-download'
  const icon = isError ? CircleX : instead === 'download' ? Download : Globe
  return (
    <div className="flex gap-3">
      <Icon of={icon} size={1.4} className="text-muted" />
      <div className="min-w-0">
        <p className="font-semibold text-pretty">{insteadText(t, instead)}</p>
        {instead === 'no-download' ? <ErrorCode name={netErrorInstead(instead)} /> : null}
      </div>
    </div>
  )
}

/** An error as the browser names it; `error`: what the page’s script sees in its stead. */
function ErrorCode({ name, error }: { readonly name: string; readonly error?: string }) {
  return <code className="mt-2 block break-words text-muted">{error ?? `net::${name}`}</code>
}

function BrowserError({ trace, seen }: { readonly trace: Trace; readonly seen: Failed }) {
  const t = useT()
  const isUnsent = isStoppedByPreflight(trace)
  const { request, stations } = trace
  // Once something was sent, what a page may not have is the network's failure.
  const isUnasked = stations.every(({ device }) => device === request.from)
  const error = request.type === 'http' && isUnasked ? scriptError(seen, request) : undefined
  const code = netError(seen)
  return (
    <div className="flex gap-3">
      <Icon of={CircleX} size={1.8} className="text-muted" />
      <div className="min-w-0">
        <p className="text-lg font-semibold">{seenWords(t, seen)}</p>
        <p className="mt-1 text-sm text-pretty">
          {isUnsent ? t('seen.blocked-by-cors.preflight') : failureText(t, seen)}
        </p>
        {seen.status === undefined ? null : (
          <p className="mt-1 text-sm text-muted">
            {t(isUnsent ? 'seen.behind.preflight' : 'seen.behind', { status: seen.status })}
          </p>
        )}
        {code === undefined ? null : <ErrorCode name={code} {...(error === undefined ? {} : { error })} />}
      </div>
    </div>
  )
}

function CurlError({ seen }: { readonly seen: Failed }) {
  const t = useT()
  const exit = curlExit(seen)
  return (
    <>
      <p>{exit === undefined ? seenWords(t, seen) : `curl: (${exit}) ${seenWords(t, seen)}`}</p>
      <p className="mt-2 font-sans text-sm text-pretty text-muted">{failureText(t, seen)}</p>
    </>
  )
}

/** The step that made it so, wherever and whenever that was. */
function Because({ trace }: { readonly trace: Trace }) {
  const t = useT()
  const tell = useTell()
  const nameOf = useDeviceName()
  const blame = blameOf(trace)
  if (!blame) return null
  const { step, hop, device } = blame
  const isGood = isSuccess(trace.verdict.seen)
  return (
    <div className={cx('rounded-xl p-3 text-sm', isGood ? 'bg-good-soft' : 'bg-bad-soft')}>
      <p className={cx('font-semibold', isGood ? 'text-good' : 'text-bad')}>
        {t('seen.because', { device: nameOf(device) })}
      </p>
      <p className="text-pretty">
        <RichText parts={tell(step)} />
      </p>
      <div className="mt-1 flex flex-wrap items-center gap-x-4">
        <Button look="link" className="-ml-2 h-7 px-2" onClick={() => seek(hop.id)}>
          {t('seen.show')}
          <Icon of={ArrowRight} size={0.9} />
        </Button>
        {step.setting === undefined ? null : <SettingLink device={hop.device} path={step.setting} />}
      </div>
    </div>
  )
}
