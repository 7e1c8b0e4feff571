import { get } from '../../../protocols/http/headers.ts'
import { answered, notModelled, type Adapter, type Answer, type Recording } from '../adapter.ts'
import { asking, NginxSite, recordersFiles, textIn } from './nginx-site.ts'

/** What of a request reaches the server behind, and what `rewrite`, `return` and `error_page` make of it. */
export const nginxProxyPassRewrite: Adapter = { family: 'nginx_proxy_pass_rewrite', answer }

function answer(recording: Recording): Answer {
  const { input } = recording
  const site = new NginxSite(recording, { ports: [9000], files: recordersFiles })
  const [unread] = site.notRead
  if (unread !== undefined) return notModelled(unread)
  const host = textIn(recording, 'client_host') ?? null
  const method = textIn(recording, 'method') ?? 'GET'
  const trace = site.send([asking({ method, target: textIn(recording, 'request_uri') ?? '/', host })])
  const response = site.answerOf(trace)
  const asked = site.askedOf(trace)
  const location = response && get(response.headers, 'Location')
  if (input['title'] === undefined) {
    if (!asked) return answered({ status: response?.status ?? null, location: location ?? null })
    return answered({
      status: response?.status ?? null,
      upstream_target: asked.target,
      upstream_http_version: `HTTP/${asked.version}`,
      upstream_host: get(asked.headers, 'Host') ?? null,
      upstream_connection: get(asked.headers, 'Connection') ?? null,
    })
  }
  if (!response)
    return answered({
      status: null,
      error: trace.verdict.seen.type === 'empty-reply' ? 'EMPTY_REPLY' : trace.verdict.seen.type,
    })
  const own = { status: response.status, error: null, location: location ?? null }
  if (asked) return answered({ ...own, upstream_target: asked.target })
  const isText = !/<html>/.test(response.body?.text ?? '<html>')
  return answered(isText ? { ...own, body: response.body?.text ?? '' } : own)
}
