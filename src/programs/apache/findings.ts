import type { Finding, Severity } from '../../model/finding.ts'
import { code, number, type Message } from '../../model/message.ts'
import { speaker } from '../../model/speaker.ts'
import { certificateFaults, certificateMessage } from '../common/certificate-findings.ts'
import { isDeviceId, serverValue } from '../common/peers.ts'
import type { FindingContext } from '../contract/program.ts'
import type { ApacheSettings } from './fields.ts'
import { aliasLength } from './mapping.ts'
import type en from './texts.en.ts'

const say = speaker<typeof en>('apache')

type Context = FindingContext<ApacheSettings>

interface Noticed {
  readonly severity: Severity
  readonly message: Message
  readonly setting: string
  /** The setting whose clearing mends it. */
  readonly clear?: string
}

/** What the check notices about Apache's own settings and what lies next to it. */
export function findings(context: Context): readonly Finding[] {
  const { device } = context.wiring
  const noticed = [
    ...nothingBehind(context),
    ...mappings(context),
    ...members(context),
    ...encryption(context),
    ...times(context),
  ]
  return noticed.map(({ severity, message, setting, clear }) => ({
    ...message,
    severity,
    subject: { type: 'device', id: device, setting },
    fixes: clear === undefined ? [] : [{ type: 'clear-setting', device, path: clear, label: say('fix.clear') }],
  }))
}

const hasServer = ({ upstreams }: ApacheSettings): boolean =>
  (upstreams ?? []).some(({ server }) => server !== undefined)

function nothingBehind({ settings, wiring }: Context): readonly Noticed[] {
  const isMapped = (settings.proxyPass ?? []).some(({ server }) => server !== undefined)
  if (hasServer(settings) || isMapped || (settings.files ?? []).length > 0) return []
  if (wiring.kind !== 'web-server')
    return [{ severity: 'error', message: say('finding.no-server'), setting: 'upstreams' }]
  return settings.files === undefined
    ? [{ severity: 'hint', message: say('finding.welcome-only'), setting: 'files' }]
    : [{ severity: 'warning', message: say('finding.nothing-to-serve'), setting: 'files' }]
}

function mappings({ settings }: Context): readonly Noticed[] {
  const rows = settings.proxyPass ?? []
  return rows.flatMap((row, index): readonly Noticed[] => {
    const setting = `proxyPass[${index}]`
    const data = { path: code(row.path) }
    // Which of several patterns or sections fits first cannot be told from their words.
    const isPlain = (one: typeof row) => one.pattern === undefined && !one.inLocation
    const isCovered =
      isPlain(row) &&
      rows
        .slice(0, index)
        .some((earlier) => isPlain(earlier) && isSameHost(earlier, row) && aliasLength(earlier.path, row.path) > 0)
    const isLost = row.action === 'proxy' && row.server === undefined && !hasServer(settings)
    const path = row.path
    const uri = row.upstreamUri
    // `/api` to `/` makes `//users` of `/api/users`.
    const isUneven =
      row.pattern === undefined &&
      row.action === 'proxy' &&
      uri !== undefined &&
      path.endsWith('/') !== uri.endsWith('/')
    return [
      ...when(isCovered, { severity: 'warning', message: say('finding.path-covered', data), setting }),
      ...when(isLost, { severity: 'error', message: say('finding.path-leads-nowhere', data), setting }),
      ...when(isUneven, {
        severity: 'warning',
        message: say('finding.slash-uneven', data),
        setting: `${setting}.upstreamUri`,
      }),
    ]
  })
}

function members({ settings, wiring }: Context): readonly Noticed[] {
  const rows = settings.upstreams ?? []
  const single = rows.flatMap(({ server }, index): readonly Noticed[] => {
    const setting = `upstreams[${index}].server`
    if (server === undefined) {
      return [{ severity: 'warning', message: say('finding.row-without-server', { row: number(index + 1) }), setting }]
    }
    const isUnreachable =
      isDeviceId(server) && wiring.peer(server) !== undefined && wiring.addressOf(server) === undefined
    return when(isUnreachable, {
      severity: 'error',
      message: say('finding.no-way', { server: serverValue(server, wiring) }),
      setting,
    })
  })
  const isAllDown = rows.length > 0 && rows.every(({ down }) => down)
  return [...single, ...when(isAllDown, { severity: 'error', message: say('finding.all-down'), setting: 'upstreams' })]
}

function encryption({ settings, wiring }: Context): readonly Noticed[] {
  if (!settings.https) return []
  const isTwice = settings.httpPort === settings.httpsPort
  const faults = certificateFaults(settings, wiring, settings.serverNames).map((fault): Noticed => {
    return {
      severity: 'warning',
      message: certificateMessage('apache', fault),
      setting: fault.setting,
      clear: fault.setting,
    }
  })
  return [...when(isTwice, { severity: 'error', message: say('finding.same-port'), setting: 'httpsPort' }), ...faults]
}

function times({ settings }: Context): readonly Noticed[] {
  const { connectTimeoutMs, timeoutMs } = settings
  const isOdd = connectTimeoutMs !== undefined && connectTimeoutMs > timeoutMs
  return when(isOdd, {
    severity: 'hint',
    message: say('finding.connect-longer'),
    setting: 'connectTimeoutMs',
    clear: 'connectTimeoutMs',
  })
}

const isSameHost = (earlier: { readonly host: string | undefined }, row: { readonly host: string | undefined }) =>
  earlier.host === undefined || earlier.host === row.host

const when = (isSo: boolean, noticed: Noticed): readonly Noticed[] => (isSo ? [noticed] : [])
