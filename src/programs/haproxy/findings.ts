import type { Finding, Severity } from '../../model/finding.ts'
import { number, portNumber, type Message } from '../../model/message.ts'
import { speaker } from '../../model/speaker.ts'
import { certificateFaults, certificateMessage } from '../common/certificate-findings.ts'
import type { FindingContext } from '../contract/program.ts'
import type { Settings } from './fields.ts'
import { serversOf, type Server } from './servers.ts'
import type en from './texts.en.ts'
import { nameOf } from './words.ts'

const say = speaker<typeof en>('haproxy')

type Found = FindingContext<Settings>

interface Noticed {
  readonly severity: Severity
  readonly message: Message
  readonly setting: string
  /** The setting whose clearing mends it. */
  readonly clear?: string
}

/** What the check says about a balancer's settings. */
export function findings(context: Found): readonly Finding[] {
  const { device } = context.wiring
  const servers = serversOf(context.settings)
  const noticed = [
    ...targets(context, servers),
    ...unchecked(context, servers),
    ...incomplete(context),
    ...ports(context),
    ...certificate(context),
  ]
  return noticed.map(({ severity, message, setting, clear }) => ({
    ...message,
    severity,
    subject: { type: 'device', id: device, setting },
    fixes: clear === undefined ? [] : [{ type: 'clear-setting', device, path: clear, label: say('fix-default') }],
  }))
}

function targets({ settings }: Found, servers: readonly Server[]): readonly Noticed[] {
  const setting = 'servers'
  const usable = servers.filter(({ row }) => row.enabled && row.weight > 0)
  if (servers.length === 0) return [{ severity: 'error', message: say('finding-no-target'), setting }]
  if (usable.length === 0) return [{ severity: 'error', message: say('finding-none-usable'), setting }]
  if (usable.length === 1) return [{ severity: 'hint', message: say('finding-one-target'), setting }]
  if (settings.algorithm === 'first') {
    return [{ severity: 'hint', message: say('finding-first'), setting: 'algorithm', clear: 'algorithm' }]
  }
  return []
}

function unchecked({ settings, wiring }: Found, servers: readonly Server[]): readonly Noticed[] {
  if (settings.check || servers.length < 2) return []
  const noticed: Noticed = { severity: 'warning', message: say('finding-no-check'), setting: 'check', clear: 'check' }
  const backups = servers.filter(({ row }) => row.backup && row.enabled)
  return [
    noticed,
    ...backups.map((server): Noticed => ({
      severity: 'warning',
      message: say('finding-backup-idle', { server: nameOf(server, wiring) }),
      setting: server.setting,
      clear: 'check',
    })),
  ]
}

function incomplete({ settings }: Found): readonly Noticed[] {
  return (settings.servers ?? []).flatMap(({ server }, index): readonly Noticed[] => {
    if (server !== undefined) return []
    const message = say('finding-row-without-server', { row: number(index + 1) })
    return [{ severity: 'warning', message, setting: `servers[${index}]` }]
  })
}

function ports({ settings }: Found): readonly Noticed[] {
  const { frontends } = settings
  if (frontends.length === 0) {
    return [{ severity: 'error', message: say('finding-no-port'), setting: 'frontends', clear: 'frontends' }]
  }
  return frontends.flatMap(({ port }, index): readonly Noticed[] => {
    if (frontends.findIndex((one) => one.port === port) === index) return []
    const message = say('finding-same-port', { port: portNumber(port) })
    return [{ severity: 'warning', message, setting: `frontends[${index}]` }]
  })
}

function certificate({ settings, wiring }: Found): readonly Noticed[] {
  if (settings.mode !== 'http' || !settings.frontends.some(({ tls }) => tls)) return []
  return certificateFaults(settings, wiring).map((fault) => ({
    severity: 'warning',
    message: certificateMessage('haproxy', fault),
    setting: fault.setting,
    clear: fault.setting,
  }))
}
