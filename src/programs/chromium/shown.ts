import { assertNever } from '../../lib/assert.ts'
import { code, list, number, type Message } from '../../model/message.ts'
import type { HttpResponseMessage } from '../../model/packet.ts'
import { speaker } from '../../model/speaker.ts'
import type { ScriptView } from '../../model/trace.ts'
import type { Instead, StepRef } from '../../model/verdict.ts'
import { visibleHeaders } from '../../protocols/cors/visible.ts'
import { essence } from '../../protocols/http/media-type.ts'
import { answered } from '../common/page.ts'
import { redirectTarget } from '../common/redirect.ts'
import type { Context } from '../contract/context.ts'
import type { Outcome } from '../contract/program.ts'
import { isAttachment, isDownload } from './download.ts'
import type { Leg } from './leg.ts'
import type en from './messages.en.ts'

const say = speaker<typeof en>('chromium')

/** What is to be seen of an answer: the page in the tab, or what the script gets. */
export function shown(
  context: Context<unknown, unknown>,
  leg: Leg,
  response: HttpResponseMessage,
  because: StepRef,
): Outcome {
  const { page, ...outcome } = answered(response, leg.url, because)
  if (!page) return outcome
  if (leg.mode === 'navigate') {
    const instead = insteadOfPage(response)
    if (!instead) return { ...outcome, page }
    context.step('decided', reasonFor(instead, response))
    return { ...outcome, seen: { type: 'answer', status: response.status, reason: response.reason, instead } }
  }
  const script = scriptView(leg, response)
  if (script.type !== 'opaque' && script.type !== 'opaqueredirect') {
    if (leg.initiator === 'fetch' && script.type === 'cors') {
      const headers = list(script.headers.map((name) => code(name)))
      context.step('decided', script.headers.length > 0 ? say('readable', { headers }) : say('readable-no-header'))
    }
    return { ...outcome, page: leg.initiator === 'fetch' ? { ...page, script } : page }
  }
  if (leg.initiator !== 'fetch') return { ...outcome, page }
  context.step('decided', say(script.type === 'opaque' ? 'opaque' : 'redirect-manual'))
  return { ...outcome, page: { ...page, contentType: '', text: '', script } }
}

/** What becomes of an answer that is no page: nothing, a download, or Chromium's own words for an error. */
function insteadOfPage({ status, headers, body }: HttpResponseMessage): Instead | undefined {
  if (status === 304) return 'nothing'
  // Even without content: 204 and 205 are saved too if their type says so.
  if (isDownload(headers, body?.text)) return status >= 200 && status < 300 ? 'download' : 'no-download'
  if (hasNoBody(status)) return 'nothing'
  return status >= 400 && (body?.bytes ?? 0) === 0 ? 'own-error' : undefined
}

function reasonFor(instead: Instead, { status, headers }: HttpResponseMessage): Message {
  const data = { status: number(status) }
  const type = essence(headers)
  switch (instead) {
    case 'nothing':
      return say('stays', data)
    case 'own-error':
      return say('own-error-page', data)
    case 'no-download':
      return say('no-download', data)
    case 'download':
      if (isAttachment(headers)) return say('downloads')
      return type === undefined ? say('downloads-binary') : say('downloads-type', { type: code(type) })
    default:
      return assertNever(instead)
  }
}

/** Statuses whose body nobody reads, whatever was sent (Fetch, "null body status"). */
const hasNoBody = (status: number): boolean => status === 204 || status === 205 || status === 304

/** Fetch, "filtered response". */
function scriptView(leg: Leg, response: HttpResponseMessage): ScriptView {
  const hidden = { status: 0, headers: [], bodyBytes: 0 }
  if (leg.redirect === 'manual' && redirectTarget(response) !== undefined) return { type: 'opaqueredirect', ...hidden }
  if (leg.response === 'opaque') return { type: 'opaque', ...hidden }
  return {
    type: leg.response,
    status: response.status,
    headers: visibleHeaders(response.headers, leg.response, leg.credentials === 'include'),
    bodyBytes: leg.method === 'HEAD' || hasNoBody(response.status) ? 0 : (response.body?.bytes ?? 0),
  }
}
