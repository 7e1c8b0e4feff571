import { useId } from 'react'
import { useT, type PlainKey } from '../../i18n/use-t.tsx'
import type { HttpRequestSpec } from '../../model/request.ts'
import { setRequest, type RequestDraft } from '../../store/session-store.ts'
import { Select } from '../../ui/select.tsx'
import { Labelled } from './labelled.tsx'

type Option = 'mode' | 'redirect' | 'bodyType' | 'referrerPolicy'
type Words<K extends Option> = Readonly<Record<NonNullable<HttpRequestSpec[K]>, PlainKey>>

const modes: Words<'mode'> = { cors: 'mode.cors', 'no-cors': 'mode.no-cors', 'same-origin': 'mode.same-origin' }
const redirects: Words<'redirect'> = {
  follow: 'redirect.follow',
  error: 'redirect.error',
  manual: 'redirect.manual',
}
const bodyTypes: Words<'bodyType'> = {
  text: 'body-type.text',
  urlencoded: 'body-type.urlencoded',
  multipart: 'body-type.multipart',
  blob: 'body-type.blob',
}

const referrers: Words<'referrerPolicy'> = {
  'strict-origin-when-cross-origin': 'referrer.strict',
  origin: 'referrer.origin',
  'same-origin': 'referrer.same-origin',
  'no-referrer': 'referrer.none',
}

/** Whether the page tells where the request comes from. */
export function ReferrerOption({ request }: { readonly request: RequestDraft }) {
  return (
    <Choice
      option="referrerPolicy"

      words={referrers}
      value={request.referrerPolicy ?? 'strict-origin-when-cross-origin'}
    />
  )
}

/** What a script can say to `fetch()` besides method, headers and cookies. */
export function FetchOptions({ request }: { readonly request: RequestDraft }) {
  return (
    <>
      <Choice option="mode" words={modes} value={request.mode ?? 'cors'} />
      <Choice option="redirect" words={redirects} value={request.redirect ?? 'follow'} />
    </>
  )
}

/** How the body is written; a form knows no `blob`. */
export function BodyTypeOption({ request }: { readonly request: RequestDraft }) {
  const isFetch = request.initiator === 'fetch'
  const { blob: _, ...ofForm } = bodyTypes
  return (
    <Choice
      option="bodyType"

      words={isFetch ? bodyTypes : ofForm}
      value={request.bodyType ?? (isFetch ? 'text' : 'urlencoded')}
    />
  )
}

const labels: Readonly<Record<Option, PlainKey>> = {
  mode: 'request.mode',
  redirect: 'request.redirect',
  bodyType: 'request.body-type',
  referrerPolicy: 'request.referrer',
}

interface ChoiceProps {
  readonly option: Option
  readonly words: Readonly<Record<string, PlainKey>>
  readonly value: string
}

function Choice({ option, words, value }: ChoiceProps) {
  const t = useT()
  const id = useId()
  return (
    <Labelled label={t(labels[option])} htmlFor={id}>
      <Select
        id={id}
        value={value}
        options={Object.entries(words).map(([word, key]) => ({ value: word, label: t(key) }))}
        onChange={(chosen) => setRequest({ [option]: chosen })}
      />
    </Labelled>
  )
}
