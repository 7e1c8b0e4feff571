import { useEffect, useRef, type FormEvent, type MouseEvent } from 'react'
import { useT } from '../../i18n/use-t.tsx'
import { send, useSender } from '../../store/journey.ts'
import { setRequest, useSession, type Session } from '../../store/session-store.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Select } from '../../ui/select.tsx'
import { RequestOptionsButton } from './request-options-button.tsx'
import { SenderSelect } from './sender-select.tsx'

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const
const selectRequest = (session: Session) => session.request
const selectLacking = (session: Session) => session.lacking
const lackingKeys = {
  url: 'request.lacking-url',
  sender: 'request.lacking-sender',
  origin: 'request.wrong-origin',
} as const

interface RequestBarProps {
  /** Whether the journey plays at once (not for people who want no motion). */
  readonly sendsAtOnce: boolean
}

/**
 * Pressed with a mouse or a finger, Send gives the focus away: Space is then the journey's, to pause it. By keys it
 * keeps the focus, and Space sends again as it does on any button. A click by keys has no count.
 */
function letGo({ currentTarget, detail }: MouseEvent<HTMLElement>): void {
  if (detail > 0) currentTarget.blur()
}

/** Like a browser's address bar: who asks, how, for what, and Send. */
export function RequestBar({ sendsAtOnce }: RequestBarProps) {
  const t = useT()
  const request = useSession(selectRequest)
  const sender = useSender()
  const lacking = useSession(selectLacking)
  const form = useRef<HTMLFormElement>(null)
  const url = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (lacking?.what === 'url') url.current?.focus()
    // What is wrong stands among the options: they come up to have it mended.
    if (lacking?.what === 'origin') form.current?.querySelector<HTMLElement>('[aria-expanded=false]')?.click()
  }, [lacking])
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    send({ autoplay: sendsAtOnce })
  }
  return (
    <form
      ref={form}
      aria-label={t('request.title')}
      className="relative flex min-w-0 flex-1 items-center gap-0.5 rounded-xl border border-line bg-paper py-0.5 pr-0.5 pl-1 focus-within:border-edge"
      onSubmit={onSubmit}
    >
      <SenderSelect className="max-w-32 shrink-0 medium:max-w-26 narrow:max-w-20 narrow:[&_select]:pl-1" />
      <span className="h-5 border-l border-line" />
      <Select
        bare
        aria-label={t('request.method')}
        className="shrink-0 font-semibold [&_select]:text-[var(--layer-transport-fg)]"
        value={request.method}
        options={methods.map((method) => ({ value: method, label: method }))}
        onChange={(method) => setRequest({ method })}
      />
      <input
        ref={url}
        id="request-url"
        aria-label={t('request.url')}
        aria-invalid={lacking?.what === 'url' || undefined}
        aria-describedby="request-lacking"
        value={request.url}
        placeholder="https://www.example.com/"
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        inputMode="url"
        className="h-8 min-w-0 flex-1 rounded bg-transparent px-1 font-mono text-[0.78rem] focus-visible:outline-offset-0 touch:h-11 touch:text-base"
        onChange={(event) => setRequest({ url: event.target.value })}
      />
      <RequestOptionsButton />
      <Button look="primary" type="submit" disabled={sender === undefined} className="rounded-[0.6rem]" onClick={letGo}>
        {t('request.send')}
      </Button>
      <span id="request-lacking" role="alert" className="absolute top-full z-30 mt-1 text-xs">
        {lacking ? <Chip tone="bad">{t(lackingKeys[lacking.what])}</Chip> : null}
      </span>
    </form>
  )
}
