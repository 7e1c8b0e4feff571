import type { Finding } from '../../model/finding.ts'
import { address as addressValue, code, number, portNumber } from '../../model/message.ts'
import { speaker } from '../../model/speaker.ts'
import { certificateFindings } from '../common/certificate-findings.ts'
import { findingsAbout, type Noticed } from '../common/noticed.ts'
import type { FindingContext } from '../contract/program.ts'
import { modelOf } from './compile.ts'
import { isStructured, type Settings } from './fields.ts'
import type { Server } from './model.ts'
import type en from './texts.en.ts'
import { tlsRefusal } from './tls-refusal.ts'
import { nameOf } from './words.ts'

const say = speaker<typeof en>('haproxy')

type Found = FindingContext<Settings>

/** What the check says about a balancer's settings. */
export function findings(context: Found): readonly Finding[] {
  const { proxies } = modelOf(context.settings)
  const servers = proxies.flatMap((proxy) => proxy.servers)
  const noticed = isStructured(context.settings)
    ? [...refused(context), ...targets(context, servers), ...lines(context)]
    : [
        ...targets(context, servers),
        ...unchecked(context, servers),
        ...incomplete(context),
        ...ports(context),
        ...certificate(context),
      ]
  return findingsAbout(context.wiring.device, noticed, say('fix-default'))
}

/** What about TLS keeps HAProxy from starting. */
function refused({ settings }: Found): readonly Noticed[] {
  const found = tlsRefusal(settings)
  if (!found) return []
  const data = { word: code(found.word), about: code(found.about) }
  return [{ severity: 'error', message: say(`finding.refused-${found.why}`, data), setting: found.setting }]
}

function targets({ settings }: Found, servers: readonly Server[]): readonly Noticed[] {
  const isSimple = !isStructured(settings)
  const setting = isSimple ? 'servers' : 'sections'
  const usable = servers.filter(({ enabled, weight }) => enabled && weight > 0)
  if (servers.length === 0) return [{ severity: 'error', message: say('finding-no-target'), setting }]
  if (usable.length === 0) return [{ severity: 'error', message: say('finding-none-usable'), setting }]
  if (usable.length === 1) return [{ severity: 'hint', message: say('finding-one-target'), setting }]
  if (isSimple && settings.algorithm === 'first') {
    return [{ severity: 'hint', message: say('finding-first'), setting: 'algorithm', clear: 'algorithm' }]
  }
  return []
}

function unchecked({ settings, wiring }: Found, servers: readonly Server[]): readonly Noticed[] {
  if (settings.check || servers.length < 2) return []
  const noticed: Noticed = { severity: 'warning', message: say('finding-no-check'), setting: 'check', clear: 'check' }
  const backups = servers.filter(({ backup, enabled }) => backup && enabled)
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

/** Lines that have no effect, and places that nobody reaches. */
function lines({ settings, wiring }: Found): readonly Noticed[] {
  const { unknown, proxies } = modelOf(settings)
  const foreign = proxies
    .flatMap(({ binds }) => binds)
    .filter(({ address }) => address !== undefined && !isOwn(address, wiring.addresses))
  return [
    ...unknown.map((setting): Noticed => ({ severity: 'warning', message: say('finding-line-unknown'), setting })),
    ...foreign.map(({ address = '', setting }): Noticed => ({
      severity: 'warning',
      message: say('finding-foreign-address', { address: addressValue(address) }),
      setting,
    })),
  ]
}

const isOwn = (address: string, own: readonly string[]): boolean =>
  address.startsWith('127.') || address === '::1' || own.includes(address)

function incomplete({ settings }: Found): readonly Noticed[] {
  const idle: readonly Noticed[] =
    (settings.sections ?? []).length > 0
      ? [{ severity: 'warning', message: say('finding-sections-idle'), setting: 'sections', clear: 'sections' }]
      : []
  return idle.concat(incompleteRows(settings))
}

function incompleteRows(settings: Settings): readonly Noticed[] {
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
  return certificateFindings('haproxy', settings, wiring)
}
