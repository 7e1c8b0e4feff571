import { code } from '../../model/message.ts'
import type { HttpResponseMessage } from '../../model/packet.ts'
import { speaker } from '../../model/speaker.ts'
import { essence, isNosniff, isScript } from '../../protocols/http/media-type.ts'
import type { Failure } from '../common/http-client.ts'
import type { Context } from '../contract/context.ts'
import type { Leg } from './leg.ts'
import type en from './messages.en.ts'

const say = speaker<typeof en>('chromium')

const mimeCheck = { title: 'Fetch standard', section: 'Should response to request be blocked due to its MIME type' }

/**
 * A script or style sheet of another type is not used, wherever it comes from: pictures, sound and films never are, and
 * with nosniff nothing but the right type. An error of the server is told as such.
 */
export function checkType(
  context: Context<unknown, unknown>,
  { initiator }: Leg,
  { headers, status }: HttpResponseMessage,
): Failure | undefined {
  if ((initiator !== 'script' && initiator !== 'style') || status >= 400) return undefined
  const type = essence(headers) ?? ''
  const isRight = initiator === 'script' ? isScript(type) : type === 'text/css'
  const isNever = initiator === 'script' && /^(?:(?:audio|image|video)\/|text\/csv$)/.test(type)
  if (isRight || (!isNever && !isNosniff(headers))) return undefined
  const message = isNever
    ? say('script-never', { type: code(type) })
    : say(`${initiator}-nosniff`, { type: code(type) })
  const because = context.step('denied', message, { source: mimeCheck })
  return { outcome: 'failed', seen: { type: 'not-allowed', detail: `${initiator}-type`, status }, because }
}
