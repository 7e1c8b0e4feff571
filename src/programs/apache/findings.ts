import type { Finding } from '../../model/finding.ts'
import { code } from '../../model/message.ts'
import { speaker } from '../../model/speaker.ts'
import { findingsAbout, when, type Noticed } from '../common/noticed.ts'
import { webFindings } from '../common/web-findings.ts'
import type { FindingContext } from '../contract/program.ts'
import type { ApacheSettings } from './fields.ts'
import { aliasLength } from './mapping.ts'
import type en from './texts.en.ts'
import { tlsRefusal } from './tls.ts'

const say = speaker<typeof en>('apache')

type Context = FindingContext<ApacheSettings>

/** What the check notices about Apache's own settings and what lies next to it. */
export function findings(context: Context): readonly Finding[] {
  const noticed = [
    ...nothingBehind(context),
    ...mappings(context),
    ...members(context),
    ...encryption(context),
    ...times(context),
  ]
  return findingsAbout(context.wiring.device, noticed, say('fix.clear'))
}

const web = ({ settings, wiring }: Context) => webFindings('apache', settings, wiring)

const hasServer = ({ upstreams }: ApacheSettings): boolean =>
  (upstreams ?? []).some(({ server }) => server !== undefined)

function nothingBehind(context: Context): readonly Noticed[] {
  const { settings } = context
  const isMapped = (settings.proxyPass ?? []).some(({ server }) => server !== undefined)
  return hasServer(settings) || isMapped ? [] : web(context).nothingBehind()
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

function members(context: Context): readonly Noticed[] {
  const rows = context.settings.upstreams ?? []
  const shared = web(context)
  const isAllDown = rows.length > 0 && rows.every(({ down }) => down)
  return [
    ...rows.flatMap(({ server }, index) => shared.upstream(server, index)),
    ...when(isAllDown, { severity: 'error', message: say('finding.all-down'), setting: 'upstreams' }),
  ]
}

/** What about TLS keeps Apache from starting; else what is wrong with its certificate. */
function encryption(context: Context): readonly Noticed[] {
  const refusal = tlsRefusal(context.settings)
  if (!refusal) return web(context).encryption()
  const { why, directive, about, setting } = refusal
  const message = say(`finding.refused-${why}`, { directive: code(directive), about: code(about) })
  return [{ severity: 'error', message, setting }]
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
