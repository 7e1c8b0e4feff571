import { code, nested } from '../../model/message.ts'
import { speaker } from '../../model/speaker.ts'
import type { Noticed } from '../common/noticed.ts'
import type { FindingContext } from '../contract/program.ts'
import { configOf } from './config.ts'
import type { Directive } from './directive.ts'
import type { NginxSettings } from './fields.ts'
import { deviceNamed } from './group.ts'
import { print } from './print.ts'
import { read } from './read.ts'
import type en from './texts.en.ts'
import { tlsRefusal } from './tls-refusal.ts'
import { treeOfFull } from './tree-full.ts'
import { parameter } from './values.ts'
import { hasVariables } from './variables.ts'

const say = speaker<typeof en>('nginx')

type Context = FindingContext<NginxSettings>

/** What the check notices about blocks and directives: what nginx would not start with, and what is not read. */
export function fullFindings(context: Context): readonly Noticed[] {
  return [...refused(context), ...unread(context), ...unknownHosts(context), ...zones(context)]
}

/** What about TLS keeps nginx from starting. */
function refused({ settings }: Context): readonly Noticed[] {
  const found = tlsRefusal(treeOfFull(settings), settings)
  if (!found) return []
  const data = { directive: code(found.directive), about: code(found.about) }
  return [
    { severity: 'error', message: say(`finding.refused-${found.why}`, data), setting: found.setting ?? 'servers' },
  ]
}

/** A directive is judged as a pasted one is: what the settings stand for is read again. */
function unread({ config }: Context): readonly Noticed[] {
  const lines = print(config, { addressOf: (target) => target })
  const { notRead } = read(lines.map(({ text }) => text).join('\n'))
  return notRead.map(({ line, text, why }) => ({
    severity: 'warning',
    message: say('finding.line-unread', { line: code(text), why: nested(why) }),
    setting: lines[line - 1]?.setting ?? 'configuration',
  }))
}

/** nginx looks names up when it starts; one that leads nowhere stops it. */
function unknownHosts({ settings, wiring }: Context): readonly Noticed[] {
  const { groups, http } = configOf(settings)
  const inGroups = [...groups.values()].flatMap(({ servers }) =>
    servers.map(({ row, setting }) => ({ host: row.host, setting })),
  )
  const passed = everyDirective(http.directives)
    .filter((one) => one.name === 'proxy_pass' && !hasVariables(one.args[0] ?? ''))
    .map(({ args, setting = 'servers' }) => ({ host: /^https?:\/\/([^/:[\]]+)/.exec(args[0] ?? '')?.[1], setting }))
    .filter(({ host }) => host !== undefined && !groups.has(host.toLowerCase()))
  return [...inGroups, ...passed].flatMap(({ host, setting }): readonly Noticed[] => {
    if (host === undefined || /^[\d.]+$/.test(host) || deviceNamed(host, wiring) !== undefined) return []
    return [{ severity: 'error', message: say('finding.host-unknown', { host: code(host) }), setting }]
  })
}

const zoneDirectives: Readonly<Record<string, string>> = {
  limit_req: 'limit_req_zone',
  limit_conn: 'limit_conn_zone',
  proxy_cache: 'proxy_cache_path',
}

/** `limit_req zone=x` without a `limit_req_zone` of that name, and the like. */
function zones({ settings }: Context): readonly Noticed[] {
  const { http } = configOf(settings)
  const declared = (name: string) =>
    (http.own.get(name) ?? []).map(
      ({ args }) => (parameter(args, 'zone') ?? parameter(args, 'keys_zone'))?.split(':')[0],
    )
  return everyDirective(http.directives).flatMap(({ name, args, setting = 'servers' }): readonly Noticed[] => {
    const needed = zoneDirectives[name]
    const zone = name === 'limit_req' ? parameter(args, 'zone') : args[0]
    if (needed === undefined || zone === undefined || zone === 'off' || hasVariables(zone)) return []
    if (declared(needed).includes(zone)) return []
    const data = { zone: code(zone), directive: code(needed) }
    return [{ severity: 'error', message: say('finding.zone-unknown', data), setting }]
  })
}

const everyDirective = (directives: readonly Directive[]): readonly Directive[] =>
  directives.flatMap((one) => [one, ...everyDirective(one.block ?? [])])
