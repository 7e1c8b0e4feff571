import { useEffect, useId, useRef } from 'react'
import { useLanguage, useT } from '../../i18n/use-t.tsx'
import type { Initiator } from '../../model/request.ts'
import { isFormat } from '../../protocols/fields/formats.ts'
import { setRepeat, setRequest, useSession, type Session } from '../../store/session-store.ts'
import { NumberField } from '../../ui/number-field.tsx'
import { Select } from '../../ui/select.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { notify } from '../../ui/toaster.tsx'
import { units } from '../form/texts.ts'
import { BodyTypeOption, FetchOptions, ReferrerOption } from './fetch-options.tsx'
import { keepAsTyped, parseHeaders, textOf } from './headers-text.ts'
import { Labelled } from './labelled.tsx'

const selectRequest = (session: Session) => session.request
const selectLacking = (session: Session) => session.lacking
const selectRepeat = (session: Session) => session.repeat

const initiators = {
  'address-bar': 'initiator.address-bar',
  link: 'initiator.link',
  form: 'initiator.form',
  fetch: 'initiator.fetch',
  image: 'initiator.image',
  media: 'initiator.media',
  script: 'initiator.script',
  style: 'initiator.style',
  font: 'initiator.font',
  iframe: 'initiator.iframe',
} as const satisfies Record<Initiator, string>
const isInitiator = (value: string): value is Initiator => value in initiators

const credentials = {
  omit: 'credentials.omit',
  'same-origin': 'credentials.same-origin',
  include: 'credentials.include',
} as const
const isCredentials = (value: string): value is keyof typeof credentials => value in credentials

/** The headers, the body, and what makes the browser send it. */
export default function RequestOptions() {
  const t = useT()
  const request = useSession(selectRequest)
  const id = useId()
  const { initiator = 'address-bar' } = request
  const repeat = useSession(selectRepeat)
  const language = useLanguage()
  const lacking = useSession(selectLacking)
  useEffect(() => {
    if (lacking?.what === 'origin') document.getElementById(`${id}-origin`)?.focus()
  }, [lacking, id])
  const complain = (min: number, max: number) => t('form.number', { min, max })
  const root = useRef<HTMLDivElement>(null)
  /** Whoever presses Send folds this away at once: it must not go unnoticed. */
  const tellOnceFolded = (line: string) =>
    requestAnimationFrame(() => {
      if (!root.current) notify({ text: t('request.header-wrong', { line }), tone: 'bad', about: 'headers' })
    })
  const typed = textOf(request.headers ?? [])
  const { wrong } = parseHeaders(typed)
  return (
    <div ref={root} className="flex flex-col gap-3">
      <Labelled label={t('request.headers')}>
        <TextArea
          keepsOnEscape
          label={t('request.headers')}
          mono
          rows={3}
          value={typed}
          error={wrong === undefined ? undefined : t('request.header-wrong', { line: wrong })}
          placeholder={'Accept: application/json\nX-Api-Key: 42'}
          onCommit={(text) => {
            const parsed = parseHeaders(text)
            keepAsTyped(parsed.headers, text)
            setRequest({ headers: parsed.headers })
            if (parsed.wrong !== undefined) tellOnceFolded(parsed.wrong)
          }}
        />
      </Labelled>
      <Labelled label={t('request.body')}>
        <TextArea
          keepsOnEscape
          label={t('request.body')}
          mono
          rows={3}
          value={request.body ?? ''}
          placeholder={'{"name": "Tee"}'}
          onCommit={(body) => setRequest({ body: body === '' ? undefined : body })}
        />
      </Labelled>
      <fieldset className="grid grid-cols-2 gap-2">
        <Labelled label={t('request.count')} htmlFor={`${id}-count`}>
          <NumberField
            id={`${id}-count`}
            value={repeat.count}
            min={1}
            max={200}
            complain={complain}
            language={language}
            onCommit={(count) => setRepeat({ ...repeat, count: count ?? 1 })}
          />
        </Labelled>
        <Labelled label={t('request.every')} htmlFor={`${id}-every`}>
          <NumberField
            id={`${id}-every`}
            value={repeat.everyMs}
            min={0}
            max={3_600_000}
            unit={units.ms.sign}
            factors={units.ms.factors}
            complain={complain}
            language={language}
            onCommit={(everyMs) => setRepeat({ ...repeat, everyMs: everyMs ?? 0 })}
          />
        </Labelled>
      </fieldset>
      <Labelled label={t('request.initiator')} htmlFor={`${id}-initiator`}>
        <Select
          id={`${id}-initiator`}
          value={initiator}
          options={Object.entries(initiators).map(([value, key]) => ({ value, label: t(key) }))}
          onChange={(value) => {
            if (isInitiator(value)) setRequest({ initiator: value === 'address-bar' ? undefined : value })
          }}
        />
      </Labelled>
      {initiator === 'address-bar' ? null : (
        <>
          <Labelled label={t('request.origin')} htmlFor={`${id}-origin`}>
            <TextField
              keepsOnEscape
              keepsWrong
              id={`${id}-origin`}
              mono
              value={request.pageOrigin ?? ''}
              placeholder="https://shop.example"
              check={(text) => (text === '' || isFormat('origin', text) ? undefined : t('format.origin'))}
              onCommit={(pageOrigin) => setRequest({ pageOrigin: pageOrigin === '' ? undefined : pageOrigin })}
            />
          </Labelled>
          <Labelled label={t('request.credentials')} htmlFor={`${id}-credentials`}>
            <Select
              id={`${id}-credentials`}
              value={request.credentials ?? 'same-origin'}
              options={Object.entries(credentials).map(([value, key]) => ({ value, label: t(key) }))}
              onChange={(value) => {
                if (isCredentials(value)) setRequest({ credentials: value })
              }}
            />
          </Labelled>
          {initiator === 'fetch' ? <FetchOptions request={request} /> : null}
          <ReferrerOption request={request} />
          {request.body !== undefined && (initiator === 'fetch' || initiator === 'form') ? (
            <BodyTypeOption request={request} />
          ) : null}
        </>
      )}
    </div>
  )
}
