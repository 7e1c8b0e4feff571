import { code, text } from '../../model/message.ts'
import type { Outcome } from '../contract/program.ts'
import type { Client } from './client.ts'

/** Nothing can be sent to what was typed; a wrong scheme is told apart from a wrong address. */
export function badUrl({ context, say }: Client, url: string, detail: string): Outcome {
  const [scheme] = /^[a-z][a-z\d+.-]*:(?:\/\/)?/i.exec(url.trim()) ?? []
  const message =
    detail === 'scheme-not-modelled' && scheme !== undefined
      ? say('unknown-scheme', { scheme: code(scheme), http: code('http://'), https: code('https://') })
      : say('bad-url', { url: text(url) })
  return { seen: { type: 'bad-url', detail }, because: context.step('failed', message) }
}
