import type { HttpResponseMessage, Packet } from '../../../model/packet.ts'
import type { Json, JsonObject } from '../../../model/topology.ts'
import type { Hop, Trace } from '../../../model/trace.ts'
import type { Seen } from '../../../model/verdict.ts'
import { get } from '../../../protocols/http/headers.ts'
import { curlExit } from '../../../protocols/spelling.ts'
import { parseUrl } from '../../../protocols/url/url.ts'
import type { NetworkBuilder } from '../../network.ts'

/** The recorder looked at the logs this long after curl had ended, ms. */
const lookAfter = 500

/** What the recorder wrote down of one request, read from its trace. */
export function seenOf(net: NetworkBuilder, trace: Trace): JsonObject {
  const { seen } = trace.verdict
  const hops = trace.hops.filter(({ at, bridged }) => !bridged && at <= trace.durationMs + lookAfter)
  const at = (device: string) => hops.filter((hop) => net.nameOf(hop.device) === device)
  const responses = at('client').flatMap(({ packetIn }) => responseIn(packetIn))
  const header = (name: string) => lastHeader(responses, name)
  const page = contentOf(responses.at(-1))
  const logs = (device: string) => at(device).some(({ packetOut }) => responseIn(packetOut).length > 0)
  const exit = curlExit(seen) ?? null
  const remote = connectedTo(at('client'))
  return {
    curl_exit: exit,
    curl_error: errorOf(trace, seen, remote !== ''),
    // Of several answers, redirects that were followed, curl names the last, even where it got no further.
    http_code: (seen.type === 'protocol-error' ? undefined : responses.at(-1)?.status) ?? 0,
    remote_ip: remote,
    t: trace.durationMs / 1000,
    x_cache_status: header('X-Cache-Status'),
    x_web: header('X-Web'),
    location: header('Location'),
    content_encoding: header('Content-Encoding'),
    server_header: header('Server')?.replace(/\/.*/, '/VERSION') ?? null,
    answered_by_app: page['app'] ?? null,
    app_saw: page['app'] === undefined ? null : sightOf(page),
    dns_query_answered: at('client').some(({ packetIn }) => isKind(packetIn, 'dns', 'response')),
    lb_logged_request: logs('lb'),
    lb_termination: logs('lb') ? terminationOf(at('lb')) : null,
    proxy_logged_request: ['px1', 'px2'].filter(logs),
    tcp_connections_to: connections(net, hops),
    db_statement: at('db').some(
      ({ packetIn }) => packetIn?.transport.type === 'tcp' && isKind(packetIn, 'sql', 'query'),
    ),
  }
}

function isKind(packet: Packet | undefined, protocol: string, kind: string): boolean {
  return packet?.message?.protocol === protocol && packet.message.kind === kind
}

function responseIn(packet: Packet | undefined): readonly HttpResponseMessage[] {
  const message = packet?.message
  return message?.protocol === 'http' && message.kind === 'response' ? [message] : []
}

/** curl prints the headers of every response that it gets; the last one that has it counts. */
function lastHeader(responses: readonly HttpResponseMessage[], name: string): string | null {
  return responses.flatMap(({ headers }) => get(headers, name) ?? []).at(-1) ?? null
}

function contentOf(response: HttpResponseMessage | undefined): JsonObject {
  const text = response?.body?.text ?? ''
  return text.startsWith('{') ? (JSON.parse(text) as JsonObject) : {}
}

function sightOf(page: JsonObject): Json {
  const { secure = null, host = null, remote = null, forwardedFor = null } = page
  return { secure, host, remote, xff: forwardedFor }
}

/** curl's `%{remote_ip}`: whom the client has been connected to at last. */
function connectedTo(hops: readonly Hop[]): string {
  const accepted = hops.findLast(({ packetIn }) => flagsOf(packetIn) === 'SYN,ACK')
  return accepted?.packetIn?.ip.source ?? ''
}

const flagsOf = (packet: Packet | undefined): string =>
  packet?.transport.type === 'tcp' ? packet.transport.flags.join() : ''

/** Connections that arrived at the servers; a SYN that is sent again is none of its own. */
function connections(net: NetworkBuilder, hops: readonly Hop[]): JsonObject {
  const counts = new Map<string, Set<string>>()
  for (const { device, packetIn } of hops) {
    const name = net.nameOf(device)
    if (flagsOf(packetIn) !== 'SYN' || !/^(?:web|app|db)/.test(name) || packetIn?.transport.type !== 'tcp') continue
    const known = counts.get(name) ?? new Set()
    counts.set(name, known.add(`${packetIn.ip.source} ${packetIn.transport.sourcePort}`))
  }
  return Object.fromEntries([...counts].map(([name, ports]) => [name, ports.size]))
}

/** HAProxy's termination state (manual 8.5): what its last step says of it; nothing said is a normal end. */
function terminationOf(hops: readonly Hop[]): string {
  const last = hops.findLast(({ packetOut }) => responseIn(packetOut).length > 0)
  const started = hops.findLast(
    ({ id, packetIn }) => isKind(packetIn, 'http', 'request') && id <= (last?.id ?? Infinity),
  )
  const steps = hops.filter(({ id }) => id >= (started?.id ?? 0)).flatMap((hop) => hop.steps)
  const value = steps.flatMap(({ data }) => data['termination'] ?? []).at(-1)
  return value?.t === 'code' || value?.t === 'text' ? value.text.padEnd(4, '-') : '----'
}

/** How curl words the end; what it measured is left out, as in the recordings. */
function errorOf({ request }: Trace, seen: Seen, isConnected: boolean): string {
  const exit = curlExit(seen)
  const url = parseUrl(request.type === 'http' ? request.url : '')
  if (exit === 0 || exit === undefined || !url.ok) return ''
  const { host, port } = url.value
  const failed = `Failed to connect to ${host} port ${port} after N ms`
  const late = isConnected
    ? 'Operation timed out after N milliseconds with 0 bytes received'
    : `${failed}: Timeout was reached`
  const certificate =
    'detail' in seen && seen.detail === 'wrong-name'
      ? `SSL: no alternative certificate subject name matches target host name '${host}'`
      : 'SSL certificate problem: certificate has expired'
  const words: Partial<Record<Seen['type'], string>> = {
    'name-not-found': `Could not resolve host: ${host}`,
    'timed-out': late,
    'too-many-redirects': 'Maximum (5) redirects followed',
    'bad-certificate': certificate,
    'empty-reply': 'Empty reply from server',
  }
  return `curl: (${exit}) ${words[seen.type] ?? `${failed}: Couldn't connect to server`}`
}
