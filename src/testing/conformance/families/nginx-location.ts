import { answered, notModelled, type Adapter, type Answer, type Recording } from '../adapter.ts'
import { asking, NginxSite, textIn } from './nginx-site.ts'

/** Which location serves a URI: each answers with its name. */
export const nginxLocation: Adapter = { family: 'nginx_location', answer }

function answer(recording: Recording): Answer {
  const site = new NginxSite(recording)
  const [unread] = site.notRead
  if (unread !== undefined) return notModelled(unread)
  const response = site.answerOf(site.send([asking({ target: textIn(recording, 'request_uri') ?? '/' })]))
  const matched = response?.status === 200 ? (response.body?.text ?? null) : null
  return answered({ status: response?.status ?? null, matched_location: matched })
}
