import type { Finding, Severity } from '../../model/finding.ts'
import { code, list, number, text, type Message } from '../../model/message.ts'
import { speaker } from '../../model/speaker.ts'
import { certificateFaults, certificateMessage } from '../common/certificate-findings.ts'
import { isDeviceId, serverValue } from '../common/peers.ts'
import type { FindingContext } from '../contract/program.ts'
import type { NginxSettings } from './fields.ts'
import { fullFindings } from './findings-full.ts'
import { isRegex } from './location.ts'
import { pattern } from './pattern.ts'
import type en from './texts.en.ts'

const say = speaker<typeof en>('nginx')

type Context = FindingContext<NginxSettings>

interface Noticed {
  readonly severity: Severity
  readonly message: Message
  readonly setting: string
  /** The setting whose clearing mends it. */
  readonly clear?: string
}

/** What the check notices about nginx's own settings and what lies next to it. */
export function findings(context: Context): readonly Finding[] {
  const { device } = context.wiring
  const noticed = context.settings.configuration === 'full' ? fullFindings(context) : simple(context)
  return noticed.map(({ severity, message, setting, clear }: Noticed) => ({
    ...message,
    severity,
    subject: { type: 'device', id: device, setting },
    fixes: clear === undefined ? [] : [{ type: 'clear-setting', device, path: clear, label: say('fix.clear') }],
  }))
}

const simple = (context: Context): readonly Noticed[] => [
  ...nothingBehind(context),
  ...locations(context),
  ...upstreams(context),
  ...encryption(context),
  ...headers(context),
  ...times(context),
]

function nothingBehind({ settings, wiring }: Context): readonly Noticed[] {
  const hasServer = (settings.upstreams ?? []).some(({ server }) => server !== undefined)
  const rows = settings.locations ?? []
  const answersItself = rows.some(({ action, server }) => action === 'return' || server !== undefined)
  if (hasServer || answersItself || (settings.files ?? []).length > 0) return []
  if (wiring.kind !== 'web-server')
    return [{ severity: 'error', message: say('finding.no-server'), setting: 'upstreams' }]
  const message = settings.files === undefined ? say('finding.welcome-only') : say('finding.nothing-to-serve')
  return [{ severity: settings.files === undefined ? 'hint' : 'warning', message, setting: 'files' }]
}

function locations({ settings }: Context): readonly Noticed[] {
  const hasServer = (settings.upstreams ?? []).some(({ server }) => server !== undefined)
  const seen = new Set<string>()
  return (settings.locations ?? []).flatMap((row, index): readonly Noticed[] => {
    const setting = `locations[${index}]`
    const data = { path: code(row.path) }
    const isProxied = row.action === 'proxy' || row.action === 'try-files'
    const key = [row.host ?? '', row.match === 'prefix-first' ? 'prefix' : row.match, row.path].join(' ')
    const isTwice = !isRegex(row) && seen.has(key)
    seen.add(key)
    const fixedUri = row.upstreamUri !== undefined && row.upstreamUri !== '' && !row.upstreamUri.includes('$')
    return [
      ...when(isTwice, { severity: 'error', message: say('finding.location-twice', data), setting }),
      ...when(isRegex(row) && pattern(row.path, row.match === 'regex-i') === undefined, {
        severity: 'error',
        message: say('finding.regex-unreadable', data),
        setting: `${setting}.path`,
      }),
      ...when(!isRegex(row) && !row.path.startsWith('/'), {
        severity: 'warning',
        message: say('finding.path-without-slash', data),
        setting: `${setting}.path`,
      }),
      ...when(isRegex(row) && isProxied && fixedUri, {
        severity: 'error',
        message: say('finding.uri-with-regex', data),
        setting: `${setting}.upstreamUri`,
        clear: `${setting}.upstreamUri`,
      }),
      ...when(isProxied && !hasServer && row.server === undefined, {
        severity: 'error',
        message: say('finding.location-leads-nowhere', data),
        setting,
      }),
    ]
  })
}

function upstreams({ settings, wiring }: Context): readonly Noticed[] {
  const rows = settings.upstreams ?? []
  const single = rows.flatMap((row, index): readonly Noticed[] => {
    const setting = `upstreams[${index}]`
    if (row.server === undefined) {
      return [
        {
          severity: 'warning',
          message: say('finding.row-without-server', { row: number(index + 1) }),
          setting: `${setting}.server`,
        },
      ]
    }
    const isUnreachable =
      isDeviceId(row.server) && wiring.peer(row.server) !== undefined && wiring.addressOf(row.server) === undefined
    const server = serverValue(row.server, wiring)
    return [
      ...when(isUnreachable, {
        severity: 'error',
        message: say('finding.no-way', { server }),
        setting: `${setting}.server`,
      }),
      ...when(row.backup && settings.balance === 'ip_hash', {
        severity: 'error',
        message: say('finding.backup-with-hash'),
        setting: `${setting}.backup`,
        clear: `${setting}.backup`,
      }),
    ]
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
      message: certificateMessage('nginx', fault),
      setting: fault.setting,
      clear: fault.setting,
    }
  })
  return [...when(isTwice, { severity: 'error', message: say('finding.same-port'), setting: 'httpsPort' }), ...faults]
}

function headers({ settings }: Context): readonly Noticed[] {
  const lost = (settings.addHeaders ?? []).flatMap(({ name, always }, index) => {
    return !always && /^access-control-/i.test(name) ? [{ name, index }] : []
  })
  const [first] = lost
  if (!first) return []
  const names = list(lost.map(({ name }) => text(name)))
  return [
    { severity: 'warning', message: say('finding.cors-lost', { names }), setting: `addHeaders[${first.index}].always` },
  ]
}

function times({ settings }: Context): readonly Noticed[] {
  const isOdd = settings.connectTimeoutMs > settings.readTimeoutMs
  return when(isOdd, {
    severity: 'hint',
    message: say('finding.connect-longer'),
    setting: 'connectTimeoutMs',
    clear: 'connectTimeoutMs',
  })
}

const when = (isSo: boolean, noticed: Noticed): readonly Noticed[] => (isSo ? [noticed] : [])
