import { block, directive, type Directive, type UpstreamGroup } from './directive.ts'
import { plainRow, type LocationRow, type NginxSettings } from './fields.ts'
import { plain, secure } from './sockets.ts'
import { modifiers } from './tree-full.ts'

/** Where the files of the simple form lie: the root that nginx is built with. */
export const simpleRoot = '/usr/share/nginx/html'

/** The zone that the simple form's cache has. */
const zone = 'main'

/** The settings of the simple form as the blocks and directives that they stand for. */
export function treeOfSimple(settings: NginxSettings): readonly Directive[] {
  const group = groupOfAll(settings)
  return [
    directive('include', ['mime.types']),
    directive('default_type', ['application/octet-stream']),
    { ...directive('upstream', [group.name], 'upstreams'), group },
    ...cache(settings),
    ...blocks(settings, group),
  ]
}

const named = ({ upstreams }: NginxSettings) =>
  (upstreams ?? [])
    .map((row, index) => ({ row, setting: `upstreams[${index}]` }))
    .filter(({ row }) => row.server !== undefined)

/** Everything that `upstreams` lists; one server alone is no group. */
function groupOfAll(settings: NginxSettings): UpstreamGroup {
  const servers = named(settings)
  return {
    name: 'backend',
    isImplicit: servers.length === 1,
    method: settings.balance,
    methodSetting: 'balance',
    servers,
    directives: [],
    setting: 'upstreams',
  }
}

function cache({ cache: isOn, cachePaths, locations }: NginxSettings): readonly Directive[] {
  if (!isOn && !(locations ?? []).some((row) => row.cache)) return []
  const paths = isOn ? (cachePaths ?? []) : []
  const choice = paths.map((path, index) =>
    directive(`~^${path.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}`, [zone], `cachePaths[${index}]`),
  )
  return [
    directive('proxy_cache_path', ['/var/cache/nginx', `keys_zone=${zone}:10m`]),
    ...(paths.length > 0 ? [block('map', ['$uri', '$cache_zone'], choice, 'cachePaths')] : []),
  ]
}

/** One block for each name that a path rule is bound to, one for all others; those for plain HTTP may only redirect. */
function blocks(settings: NginxSettings, group: UpstreamGroup): readonly Directive[] {
  const { locations, serverNames, https, redirectToHttps } = settings
  const rows = (locations ?? []).map((row, index) => ({ row, setting: `locations[${index}]` }))
  const hosts = [...new Set(rows.flatMap(({ row }) => row.host ?? []))]
  const names = serverNames ?? []
  const splits = https && redirectToHttps && settings.httpPort !== settings.httpsPort
  const serving = (nameDirectives: readonly Directive[], host: string | undefined, isDefault: boolean) => {
    const own = rows.filter(({ row }) => row.host === host)
    const inner = [
      ...nameDirectives,
      ...rules(settings),
      ...(rows.length === 0
        ? [unsetLocation(settings, group)]
        : own.map(({ row, setting }) => locationOf(settings, row, setting, group))),
    ]
    const both = [...plain(settings, isDefault), ...secure(settings, isDefault)]
    if (!splits) return [block('server', [], [...both, ...inner])]
    return [
      block('server', [], [...plain(settings, isDefault), ...nameDirectives, toHttps(settings)]),
      block('server', [], [...secure(settings, isDefault), ...inner]),
    ]
  }
  const main = names.map((name, index) => directive('server_name', [name], `serverNames[${index}]`))
  return [
    ...hosts.flatMap((host) => {
      const first = rows.find(({ row }) => row.host === host)
      return serving([directive('server_name', [host], `${first?.setting ?? 'locations'}.host`)], host, false)
    }),
    ...serving(main, undefined, names.length === 0),
    ...(names.length === 0 ? [] : [unknownNames(settings)]),
  ]
}

function toHttps({ httpsPort }: NginxSettings): Directive {
  const place = httpsPort === 443 ? '$host' : `$host:${httpsPort}`
  return { ...directive('return', ['301', `https://${place}$request_uri`], 'redirectToHttps'), says: 'https-redirect' }
}

function unknownNames(settings: NginxSettings): Directive {
  const refused: Directive = { ...directive('return', ['404'], 'serverNames'), says: 'server-unknown' }
  return block('server', [], [...plain(settings, true), ...secure(settings, true), refused])
}

/** What holds for every path rule of a block. */
function rules(settings: NginxSettings): readonly Directive[] {
  const { cache: isCached, cachePaths, cacheValidMs, cacheBypassHeader } = settings
  const chosen = (cachePaths ?? []).length > 0
  return [
    directive('client_max_body_size', [String(settings.clientMaxBodyBytes)], 'clientMaxBodyBytes'),
    directive('gzip', [settings.gzip ? 'on' : 'off'], 'gzip'),
    directive('gzip_types', settings.gzipTypes ?? ['text/html'], 'gzipTypes'),
    directive('gzip_min_length', [String(settings.gzipMinLength)], 'gzipMinLength'),
    ...(settings.addHeaders ?? []).map(({ name, value, always }, index) =>
      directive('add_header', [name, value, ...(always ? ['always'] : [])], `addHeaders[${index}]`),
    ),
    directive('proxy_set_header', ['Host', settings.proxyHost], 'proxyHost'),
    ...(settings.forwardedHeaders ? forwarded : []),
    directive('proxy_connect_timeout', [`${settings.connectTimeoutMs}ms`], 'connectTimeoutMs'),
    directive('proxy_read_timeout', [`${settings.readTimeoutMs}ms`], 'readTimeoutMs'),
    directive('proxy_next_upstream', settings.nextUpstream, 'nextUpstream'),
    ...(isCached ? [directive('proxy_cache', [chosen ? '$cache_zone' : zone], chosen ? 'cachePaths' : 'cache')] : []),
    directive('proxy_cache_key', ['$scheme$host$request_uri']),
    ...(cacheValidMs === undefined ? [] : [directive('proxy_cache_valid', [`${cacheValidMs}ms`], 'cacheValidMs')]),
    ...(cacheBypassHeader === undefined
      ? []
      : [directive('proxy_cache_bypass', [headerVariable(cacheBypassHeader)], 'cacheBypassHeader')]),
  ]
}

const headerVariable = (name: string): string => `$http_${name.toLowerCase().replaceAll('-', '_')}`

const forwarded = [
  ['X-Real-IP', '$remote_addr'],
  ['X-Forwarded-For', '$proxy_add_x_forwarded_for'],
  ['X-Forwarded-Proto', '$scheme'],
].map((args) => directive('proxy_set_header', args, 'forwardedHeaders'))

/** What no table of path rules means: files first where there are any, the rest to the servers behind. */
function unsetLocation({ upstreams, files }: NginxSettings, group: UpstreamGroup): Directive {
  const hasUpstreams = (upstreams ?? []).length > 0
  const hasFiles = (files ?? []).length > 0
  const pass: Directive = { ...directive('proxy_pass', [`http://${group.name}`]), group }
  if (!hasUpstreams) return { ...block('location', ['/'], [], 'locations'), says: 'unset-static' }
  if (!hasFiles) return { ...block('location', ['/'], [pass], 'locations'), says: 'unset-proxy' }
  return { ...block('location', ['/'], [directive('files_first', []), pass], 'locations'), says: 'unset-try' }
}

/** A text is shown as one: Debian's `default_type` would have browsers save it as a file. */
function returning({ status, text }: LocationRow, setting: string): readonly Directive[] {
  const rule = directive('return', [String(status), ...(text === undefined ? [] : [text])], setting)
  const isRedirect = status >= 300 && status < 400
  return text === undefined || isRedirect ? [rule] : [directive('default_type', ['text/plain'], setting), rule]
}

function locationOf(settings: NginxSettings, row: LocationRow, setting: string, group: UpstreamGroup): Directive {
  const pass = passOf(settings, row, setting, group)
  const inner: Readonly<Record<LocationRow['action'], readonly Directive[]>> = {
    static: [],
    return: returning(row, setting),
    proxy: pass,
    'try-files': [directive('files_first', [], setting), ...pass],
  }
  return block('location', [...modifiers[row.match], row.path], inner[row.action], setting)
}

function passOf(settings: NginxSettings, row: LocationRow, setting: string, all: UpstreamGroup): readonly Directive[] {
  const { server, upstreamUri = '' } = row
  const own = named(settings).find((one) => one.row.server === server)?.row
  const group: UpstreamGroup =
    server === undefined
      ? all
      : {
          name: server,
          isImplicit: true,
          method: 'round_robin',
          // A proxy_pass to one server is no upstream group: nothing marks it as backup or down.
          servers: [{ row: { ...plainRow(server), port: own?.port }, setting: `${setting}.server` }],
          directives: [],
        }
  const pass = directive('proxy_pass', [`http://${group.name}${upstreamUri}`], `${setting}.upstreamUri`)
  return [{ ...pass, group }, ...(row.cache ? [directive('proxy_cache', [zone], `${setting}.cache`)] : [])]
}
