import { address as addressValue, ms, number, portNumber, text } from '../../model/message.ts'
import type { ApplicationMessage } from '../../model/packet.ts'
import type {
  DnsRequestSpec,
  HttpRequestSpec,
  PingRequestSpec,
  Request,
  TcpRequestSpec,
  UdpRequestSpec,
} from '../../model/request.ts'
import { normaliseName } from '../../protocols/dns/name.ts'
import type { Process } from '../contract/context.ts'
import type { Outcome } from '../contract/program.ts'
import { askServers } from './ask-dns.ts'
import type { Client } from './client.ts'
import { connectTo, endSession, failedAs, startSession } from './http-client.ts'
import { resolve } from './resolve.ts'

/** What the machine's own tools would ask: a name, a port, an echo. All but HTTP, which each client does in its own way. */
export function probe(client: Client, request: Exclude<Request, HttpRequestSpec>): Process<Outcome> {
  switch (request.type) {
    case 'dns':
      return probeDns(client, request)
    case 'tcp':
      return probeTcp(client, request)
    case 'udp':
      return probeUdp(client, request)
    case 'ping':
      return probePing(client, request)
  }
}

/** Asks the DNS servers as `dig` does: past hosts file and cache, and whatever comes back is the answer. */
function* probeDns(client: Client, request: DnsRequestSpec): Process<Outcome> {
  const question = { name: normaliseName(request.name), type: request.recordType }
  const reply = yield* askServers(client, question, request.recursionDesired)
  if (reply.outcome === 'failed') {
    const type =
      reply.detail === 'timed-out' ? 'timed-out' : reply.detail === 'no-server' ? 'name-not-found' : 'refused'
    return { seen: { type, detail: reply.detail }, because: reply.because }
  }
  const { rcode = 'NOERROR', answers = [] } = reply.message
  client.context.step('received', client.say('dns-answer', { rcode: text(rcode), count: number(answers.length) }))
  return { seen: { type: 'dns-answer', rcode, answers: answers.map((record) => record.data) }, because: reply.because }
}

/** Whether a TCP port is open (`nc -z`). */
function* probeTcp(client: Client, request: TcpRequestSpec): Process<Outcome> {
  const session = startSession(client, { connectTimeoutMs: request.timeoutMs, timeoutMs: request.timeoutMs })
  const opened = yield* connectTo(session, request.host, request.port)
  if (opened.outcome === 'failed') return { seen: opened.seen, because: opened.because }
  const because = client.context.step(
    'received',
    client.say('port-open', { host: text(request.host), port: portNumber(request.port) }),
  )
  client.context.close(opened.connection)
  endSession(session)
  return { seen: { type: 'open' }, because }
}

/** Whether anybody answers a datagram (`nc -u`): silence says nothing, a refusal does. */
function* probeUdp(client: Client, request: UdpRequestSpec): Process<Outcome> {
  const { context, say } = client
  const found = yield* resolve(client, request.host)
  const address = found.outcome === 'ok' ? found.addresses[0] : undefined
  if (found.outcome === 'failed' || address === undefined) {
    const detail = found.outcome === 'failed' ? found.detail : 'no-data'
    const because =
      found.outcome === 'failed' ? found.because : context.step('failed', say('no-name', { name: text(request.host) }))
    return { seen: { type: 'name-not-found', detail }, because }
  }
  const message: ApplicationMessage = { protocol: 'raw', kind: 'bytes', text: '' }
  const options = { timeoutMs: request.timeoutMs ?? 10_000, purpose: 'message', hears: 'lasting-errors' } as const
  const reply = yield* context.exchange({ address, port: request.port }, message, options)
  // What recv(2) calls ECONNREFUSED is an ICMP error here: there is no connection that could be refused (udp(7)).
  const isClosed = reply.outcome === 'refused' && reply.detail === undefined
  if (isClosed) return { seen: { type: 'refused', detail: 'port-closed' }, because: reply.because }
  if (reply.outcome !== 'ok') return { seen: failedAs(reply), because: reply.because }
  const data = { host: text(request.host), port: portNumber(request.port) }
  const because = context.step('received', say('port-answers', data))
  return { seen: { type: 'open' }, because }
}

/** One ICMP echo (ping(8): TTL 64, and 10 s for the answer unless told). */
function* probePing(client: Client, request: PingRequestSpec): Process<Outcome> {
  const { context, say } = client
  const found = yield* resolve(client, request.host)
  const address = found.outcome === 'ok' ? found.addresses[0] : undefined
  if (found.outcome === 'failed') {
    return { seen: { type: 'name-not-found', detail: found.detail }, because: found.because }
  }
  const reply = yield* context.ping(address ?? '', { ttl: request.ttl ?? 64, timeoutMs: request.timeoutMs ?? 10_000 })
  if (reply.outcome === 'ok') {
    const because = context.step(
      'received',
      say('echo', { address: addressValue(address ?? ''), time: ms(reply.ms), ttl: number(reply.ttl) }),
    )
    return { seen: { type: 'echo', ms: reply.ms }, because }
  }
  context.step('failed', say('no-echo', { address: addressValue(address ?? ''), time: ms(reply.afterMs) }))
  return { seen: failedAs(reply), because: reply.because }
}
