import type { HttpResponseMessage } from '../../model/packet.ts'
import type { StepRef } from '../../model/verdict.ts'
import { get } from '../../protocols/http/headers.ts'
import { formatUrl, type Url } from '../../protocols/url/url.ts'
import type { Outcome } from '../contract/program.ts'

/** The end of a request that got an answer: its status, and what is to be seen of it. */
export function answered(response: HttpResponseMessage, url: Url, because: StepRef): Outcome {
  const { status, reason, headers, body } = response
  return {
    seen: { type: 'answer', status, reason },
    because,
    page: { status, contentType: get(headers, 'Content-Type') ?? '', text: body?.text ?? '', url: formatUrl(url) },
  }
}
