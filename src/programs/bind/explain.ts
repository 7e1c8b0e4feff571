import { assertNever } from '../../lib/assert.ts'
import { list, number, text, type Message, type Value } from '../../model/message.ts'
import type { DnsQuestion } from '../../model/packet.ts'
import { speaker } from '../../model/speaker.ts'
import type { Action, Source } from '../../model/trace.ts'
import { normaliseName } from '../../protocols/dns/name.ts'
import type { StepOptions } from '../contract/context.ts'
import type { BindSettings } from './fields.ts'
import type en from './messages.en.ts'
import type { Answer } from './zone.ts'
import { apexesOf } from './zones-of.ts'

const say = speaker<typeof en>('bind')

interface Explanation {
  readonly action: Action
  readonly words: Message
  readonly options: StepOptions
}

const lookup: Source = { title: 'RFC 1034', section: '4.3.2' }

const answered = (words: Message, source = lookup): Explanation => ({ action: 'answered', words, options: { source } })

const failed = (words: Message, source?: Source): Explanation => ({
  action: 'failed',
  words,
  options: { setting: 'records', ...(source ? { source } : {}) },
})

/** Says in one step how an answer came about, and which record or setting decided. */
export function explain(settings: BindSettings, question: DnsQuestion, answer: Answer): Explanation {
  const { basis } = answer
  const name = text(question.name)
  const type = text(question.type)
  switch (basis.type) {
    case 'data':
      return explainData(settings, question, answer)
    case 'delegated':
      return answered(say('delegated', { name, cut: text(basis.cut) }))
    case 'left-zones':
      return answered(say('left-zones', { name, target: text(basis.name) }))
    case 'other-zone':
      return answered(say('other-zone', { name, target: text(basis.name) }))
    case 'no-data':
      return answered(say('no-data', { name: text(basis.name), type }), { title: 'RFC 2308', section: '2.2' })
    case 'no-name':
      return failed(say('no-name', { name: text(basis.name) }), { title: 'RFC 2308', section: '2.1' })
    case 'not-served':
      return { action: 'denied', words: notServed(settings, name), options: { setting: 'zones' } }
    case 'loop':
      return failed(say('loop', { name }))
    case 'too-many-aliases':
      return failed(say('too-many-aliases', { name, count: number(basis.count) }))
    case 'not-loaded':
      return failed(say('not-loaded', { name: text(basis.name) }))
    default:
      return assertNever(basis)
  }
}

function explainData(settings: BindSettings, question: DnsQuestion, answer: Answer): Explanation {
  const setting = settingOf(settings, answer)
  const data = list(answer.answers.flatMap((record) => (record.type === question.type ? [text(record.data)] : [])))
  const shared = { name: text(question.name), type: text(question.type), data }
  const alias = answer.answers.findLast((record) => record.type === 'CNAME')
  if (answer.wildcard !== undefined) {
    const source = { title: 'RFC 4592', section: '3.3.1' }
    const words = say('wildcard', { ...shared, wildcard: text(answer.wildcard) })
    return { action: 'answered', words, options: { ...setting, source } }
  }
  if (alias && question.type !== 'CNAME') {
    const source = { title: 'RFC 1034', section: '3.6.2' }
    return {
      action: 'answered',
      words: say('alias', { ...shared, target: text(alias.data) }),
      options: { ...setting, source },
    }
  }
  return { action: 'answered', words: say('data', shared), options: { ...setting, source: lookup } }
}

function notServed(settings: BindSettings, name: Value): Message {
  const apexes = apexesOf(settings)
  if (apexes.length === 0) return say('no-zones', { name })
  return say('not-served', { name, zones: list(apexes.map((apex) => text(apex))) })
}

/** The row that the last record of the answer was made from. */
function settingOf({ records }: BindSettings, { answers, wildcard }: Answer): { readonly setting?: string } {
  const last = answers.at(-1)
  const index = (records ?? []).findIndex(
    (row) => row.name !== undefined && row.type === last?.type && normaliseName(row.name) === (wildcard ?? last.name),
  )
  return index < 0 ? {} : { setting: `records[${index}]` }
}
