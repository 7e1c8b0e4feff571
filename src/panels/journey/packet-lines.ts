import type { T } from '../../i18n/use-t.tsx'
import { assertNever } from '../../lib/assert.ts'
import type { ApplicationMessage, HttpBody, Packet, TransportLayer } from '../../model/packet.ts'
import { tlsNames } from '../../protocols/spelling.ts'

/** One layer of a packet: its heading's protocol, and its content line by line, so that lines can be compared. */
export interface LayerLines {
  readonly protocol: string
  readonly lines: readonly string[]
}

/** The application's message as it goes over the wire. */
export function messageLines(message: ApplicationMessage, t: T): LayerLines {
  switch (message.protocol) {
    case 'http': {
      const first =
        message.kind === 'request'
          ? `${message.method} ${message.target} HTTP/${message.version}`
          : `HTTP/${message.version} ${message.status} ${message.reason}`.trim()
      const headers = message.headers.map(([name, value]) => `${name}: ${value}`)
      return { protocol: 'HTTP', lines: [first, ...headers, ...bodyLines(message.body, t)] }
    }
    case 'dns': {
      const { question, rcode, answers = [], authority = [] } = message
      const records = [...answers, ...authority].map(({ name, ttl, type, data }) => `${name} ${ttl} ${type} ${data}`)
      const status = message.kind === 'response' ? [rcode ?? 'NOERROR'] : []
      return { protocol: 'DNS', lines: [`${question.name} ${question.type}?`, ...status, ...records] }
    }
    case 'sql': {
      const rows = message.rows === undefined ? [] : [t('packet.rows', { count: message.rows })]
      return { protocol: 'SQL', lines: [message.text, ...rows] }
    }
    case 'tls':
      return { protocol: 'TLS', lines: tlsLines(message, t) }
    case 'raw':
      return { protocol: t('packet.bytes'), lines: [message.text] }
    default:
      return assertNever(message)
  }
}

function bodyLines(body: HttpBody | undefined, t: T): readonly string[] {
  if (!body || body.bytes === 0) return []
  return ['', ...(body.text === undefined ? [t('packet.body', { count: body.bytes })] : body.text.split('\n'))]
}

function tlsLines(message: Extract<ApplicationMessage, { protocol: 'tls' }>, t: T): readonly string[] {
  const { kind, serverName, version, certificate, alert } = message
  return [
    [tlsNames[kind], version, alert].filter((part) => part !== undefined).join(' '),
    ...(serverName === undefined ? [] : [`SNI: ${serverName}`]),
    ...(certificate
      ? [
          t('packet.certificate', { names: certificate.names.join(', ') }),
          t('packet.issuer', { issuer: certificate.issuer }),
        ]
      : []),
  ]
}

export function transportLines(transport: TransportLayer, t: T): LayerLines {
  switch (transport.type) {
    case 'tcp':
      return {
        protocol: 'TCP',
        lines: [
          `${transport.sourcePort} → ${transport.destinationPort}`,
          ...(transport.flags.length > 0 ? [transport.flags.join(' ')] : []),
        ],
      }
    case 'udp':
      return { protocol: 'UDP', lines: [`${transport.sourcePort} → ${transport.destinationPort}`] }
    case 'icmp':
      return { protocol: 'ICMP', lines: [transport.code, ...(transport.about ? [aboutLine(transport.about)] : [])] }
    case 'file':
      return { protocol: '', lines: [t('packet.local-file'), transport.path] }
    default:
      return assertNever(transport)
  }
}

const aboutLine = ({
  protocol,
  source,
  sourcePort,
  destination,
  destinationPort,
}: NonNullable<Extract<TransportLayer, { type: 'icmp' }>['about']>) =>
  `${protocol} ${source}:${sourcePort} → ${destination}:${destinationPort}`

export function networkLines({ ip, transport }: Packet, t: T): LayerLines {
  if (transport.type === 'file') return { protocol: '', lines: [t('packet.stays')] }
  return { protocol: 'IP', lines: [`${ip.source} → ${ip.destination}`, `TTL ${ip.ttl}`] }
}

/** The lines of `after` that `before` has not: what the device changed. */
export function changedLines(before: LayerLines | undefined, after: LayerLines | undefined): ReadonlySet<string> {
  if (!before || !after || before.protocol !== after.protocol) return new Set()
  const known = new Set(before.lines)
  return new Set(after.lines.filter((line) => !known.has(line)))
}

/** Whether two packets carry the same kind of message, so that comparing them line by line tells something. */
export function isComparable(before: Packet | undefined, after: Packet | undefined): boolean {
  const [a, b] = [before?.message, after?.message]
  if (!a || !b) return before !== undefined && after !== undefined && a === b
  return a.protocol === b.protocol && a.kind === b.kind
}
