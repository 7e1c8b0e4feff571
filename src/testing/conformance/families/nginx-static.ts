import type { HttpResponseMessage } from '../../../model/packet.ts'
import { get } from '../../../protocols/http/headers.ts'
import { answered, notModelled, type Adapter, type Answer, type Recording } from '../adapter.ts'
import { asking, headersIn, NginxSite, recordersFiles, textIn } from './nginx-site.ts'

/** Files as nginx serves them: statuses, redirects, `try_files`, `alias`, methods, conditions, ranges. */
export const nginxStatic: Adapter = { family: 'nginx_static', answer }

function answer(recording: Recording): Answer {
  const { input } = recording
  const site = new NginxSite(recording, { files: recordersFiles })
  const [unread] = site.notRead
  if (unread !== undefined) return notModelled(unread)
  // `/a*9000`: so many of the letter.
  const target = (textIn(recording, 'request_uri') ?? '/').replace(/(.)\*(\d+)$/, (_, one: string, times: string) =>
    one.repeat(Number(times)),
  )
  const hasHeaders = input['headers'] !== undefined
  const message = asking({
    method: textIn(recording, 'method') ?? 'GET',
    target,
    host: 'example.test',
    headers: headersIn(input['headers']),
  })
  const trace = site.send([message])
  const response = site.answerOf(trace)
  if (!response) return answered({ status: null, error: trace.verdict.seen.type })
  const header = (name: string) => get(response.headers, name) ?? null
  const common = { status: response.status, error: null }
  return answered(
    hasHeaders
      ? { ...common, content_range: header('Content-Range'), allow: header('Allow') }
      : { ...common, location: header('Location'), body: bodyOf(response) },
  )
}

/** Pages and lists of nginx's own were not written down. */
function bodyOf({ body }: HttpResponseMessage): string | null {
  const text = body?.text ?? ''
  return text.includes('<html>') ? null : text
}
