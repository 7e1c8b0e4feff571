import type { Header, Initiator } from '../../../model/request.ts'
import type { JsonObject } from '../../../model/topology.ts'
import type { Seen } from '../../../model/verdict.ts'
import { netError, netErrorInstead } from '../../../protocols/spelling.ts'
import { web } from '../web.ts'

/** One kind of answer with several types: what a browser does with each of them. */
export interface AnswersInput {
  /** Who asks, from a page of http://shop.test; a person if nothing is said. */
  readonly by?: Initiator
  readonly url?: string
  readonly status?: number
  /** `""`: without a Content-Type. */
  readonly types: readonly string[]
  readonly headers?: readonly Header[]
  readonly body: string
}

/** `shown`, `used`, `downloaded`, `error` (the page's own) or the network error, by type. */
export function answers({ by, url = 'http://api.test/x', status = 200, types, headers = [], body }: AnswersInput) {
  const once = (type: string): string => {
    const typed: readonly Header[] = type === '' ? [] : [['Content-Type', type]]
    const net = web({
      names: ['shop.test', 'www.shop.test', 'api.test'],
      script: () => ({ status, headers: [...typed, ...headers], ...(body !== '' && { body }) }),
    })
    const { verdict } = net.get('browser', url, by ? { initiator: by, pageOrigin: 'http://shop.test' } : {})
    return word(verdict.seen, by !== undefined && by !== 'iframe')
  }
  return Object.fromEntries(types.map((type) => [type, once(type)])) satisfies JsonObject
}

function word(seen: Seen, isEmbedded: boolean): string {
  if (seen.type !== 'answer') {
    const failed =
      seen.type === 'dns-answer' || seen.type === 'open' || seen.type === 'echo' ? undefined : netError(seen)
    return failed === undefined ? 'error' : `net::${failed}`
  }
  if (seen.instead === 'download') return 'downloaded'
  return seen.instead ? `net::${netErrorInstead(seen.instead)}` : isEmbedded ? 'used' : 'shown'
}
