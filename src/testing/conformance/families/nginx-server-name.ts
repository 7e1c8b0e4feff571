import { answered, notModelled, type Adapter, type Answer, type Recording } from '../adapter.ts'
import { asking, NginxSite, textIn } from './nginx-site.ts'

/** Which server block answers for a Host header, an absolute request target, an address: each answers with its name. */
export const nginxServerName: Adapter = { family: 'nginx_server_name', answer }

function answer(recording: Recording): Answer {
  const { input } = recording
  const to = textIn(recording, 'connect_to') ?? '127.0.0.1:80'
  const [address = ''] = to.split(':')
  const site = new NginxSite(recording, address.startsWith('127.') ? {} : { address })
  const [unread] = site.notRead
  if (unread !== undefined) return notModelled(unread)
  const absolute = textIn(recording, 'absolute_form_host')
  const target = absolute === undefined ? '/' : `http://${absolute}/`
  const message = asking({
    target,
    host: textIn(recording, 'host_header') ?? null,
    version: textIn(recording, 'http_version') ?? '1.1',
  })
  const trace = site.send([message], { to })
  const response = site.answerOf(trace)
  const common = {
    status: response?.status ?? null,
    server: response?.status === 200 ? (response.body?.text ?? null) : null,
  }
  if (input['connect_to'] === undefined) return answered(common)
  const { seen } = trace.verdict
  return answered({ ...common, error: seen.type === 'refused' ? 'REFUSED' : null })
}
