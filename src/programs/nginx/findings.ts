import type { Finding } from '../../model/finding.ts'
import { code, list, text } from '../../model/message.ts'
import { speaker } from '../../model/speaker.ts'
import { findingsAbout, when, type Noticed } from '../common/noticed.ts'
import { webFindings } from '../common/web-findings.ts'
import type { FindingContext } from '../contract/program.ts'
import type { NginxSettings } from './fields.ts'
import { fullFindings } from './findings-full.ts'
import { isRegex } from './location.ts'
import { pattern } from './pattern.ts'
import type en from './texts.en.ts'

const say = speaker<typeof en>('nginx')

type Context = FindingContext<NginxSettings>

/** What the check notices about nginx's own settings and what lies next to it. */
export function findings(context: Context): readonly Finding[] {
  const noticed = context.settings.configuration === 'full' ? fullFindings(context) : simple(context)
  return findingsAbout(context.wiring.device, noticed, say('fix.clear'))
}

const simple = (context: Context): readonly Noticed[] => [
  ...nothingBehind(context),
  ...locations(context),
  ...upstreams(context),
  ...web(context).encryption(),
  ...headers(context),
  ...times(context),
]

const web = ({ settings, wiring }: Context) => webFindings('nginx', settings, wiring)

function nothingBehind(context: Context): readonly Noticed[] {
  const { upstreams: behind = [], locations: rows = [] } = context.settings
  const hasServer = behind.some(({ server }) => server !== undefined)
  const answersItself = rows.some(({ action, server }) => action === 'return' || server !== undefined)
  return hasServer || answersItself ? [] : web(context).nothingBehind()
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

function upstreams(context: Context): readonly Noticed[] {
  const { settings } = context
  const rows = settings.upstreams ?? []
  const shared = web(context)
  const single = rows.flatMap(({ server, backup }, index): readonly Noticed[] => {
    const setting = `upstreams[${index}].backup`
    return [
      ...shared.upstream(server, index),
      ...when(server !== undefined && backup && settings.balance === 'ip_hash', {
        severity: 'error',
        message: say('finding.backup-with-hash'),
        setting,
        clear: setting,
      }),
    ]
  })
  const isAllDown = rows.length > 0 && rows.every(({ down }) => down)
  return [...single, ...when(isAllDown, { severity: 'error', message: say('finding.all-down'), setting: 'upstreams' })]
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
