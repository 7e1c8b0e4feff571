import type { TlsSettings } from '../common/tls-fields.ts'
import type { Directive, UpstreamGroup } from './directive.ts'
import type { NginxSettings } from './fields.ts'
import { everywhere, parseListen, type Listen } from './listen.ts'
import { pattern } from './pattern.ts'
import { scopeOf, type Scope } from './scope.ts'
import { linesOf, treeOfFull } from './tree-full.ts'
import { treeOfSimple } from './tree-simple.ts'

export interface NginxLocation {
  readonly match: 'prefix' | 'exact' | 'prefix-first' | 'regex' | 'regex-i' | 'named'
  /** A path, or a regular expression, as written. */
  readonly path: string
  /** Of a regular expression that can be read. */
  readonly regex: RegExp | undefined
  readonly scope: Scope
  readonly nested: readonly NginxLocation[]
  readonly origin: Directive
}

export interface NginxServer {
  readonly listens: readonly Listen[]
  /** Never empty: without `server_name` the empty name. */
  readonly names: readonly { readonly name: string; readonly setting: string | undefined }[]
  readonly scope: Scope
  readonly locations: readonly NginxLocation[]
  readonly certificate: TlsSettings
  readonly setting: string | undefined
}

/** What nginx runs on, whatever form the settings have. Each scope leads to the one around it. */
export interface NginxConfig {
  /** Outside `http`. */
  readonly main: Scope
  readonly http: Scope
  readonly servers: readonly NginxServer[]
  /** By name in lower case: `proxy_pass` finds them in any spelling. */
  readonly groups: ReadonlyMap<string, UpstreamGroup>
  /** `map`, `geo` and `split_clients` by the variable that they set. */
  readonly maps: ReadonlyMap<string, Directive>
}

const compiled = new WeakMap<NginxSettings, NginxConfig>()

/** Compiles settings once, and keeps the result as long as they live. */
export function configOf(settings: NginxSettings): NginxConfig {
  const known = compiled.get(settings)
  if (known) return known
  const made = compile(settings)
  compiled.set(settings, made)
  return made
}

function compile(settings: NginxSettings): NginxConfig {
  const isFull = settings.configuration === 'full'
  const tree = isFull ? treeOfFull(settings) : treeOfSimple(settings)
  const http = scopeOf('http', tree)
  const certificates = isFull ? (settings.servers ?? []) : []
  const servers = (http.own.get('server') ?? []).map((one, index) =>
    serverOf(one, http, certificates[index] ?? settings),
  )
  return {
    main: scopeOf('http', isFull ? linesOf(settings.mainDirectives, 'mainDirectives') : []),
    http,
    servers,
    groups: new Map(
      (http.own.get('upstream') ?? []).flatMap(({ group }) => (group ? [[group.name.toLowerCase(), group]] : [])),
    ),
    maps: new Map(
      ['map', 'geo', 'split_clients'].flatMap((name) =>
        (http.own.get(name) ?? []).map((one) => [one.args.at(-1)?.replace(/^\$/, '') ?? '', one] as const),
      ),
    ),
  }
}

function serverOf({ block = [], setting }: Directive, http: Scope, certificate: TlsSettings): NginxServer {
  const scope = scopeOf('server', block, http)
  const listen = scope.own.get('listen')
  const names = (scope.own.get('server_name') ?? []).flatMap((one) =>
    one.args.map((name) => ({ name, setting: one.setting })),
  )
  return {
    listens: listen ? listen.flatMap((one) => parseListen(one) ?? []) : [{ ...everywhere, setting }],
    names: names.length > 0 ? names : [{ name: '', setting }],
    scope,
    locations: locationsIn(scope),
    certificate,
    setting,
  }
}

const kinds: Readonly<Record<string, NginxLocation['match']>> = {
  '=': 'exact',
  '^~': 'prefix-first',
  '~': 'regex',
  '~*': 'regex-i',
}

function locationsIn(scope: Scope): readonly NginxLocation[] {
  return (scope.own.get('location') ?? []).map((origin) => {
    const { match, path } = readLocation(origin.args)
    const inner = scopeOf('location', origin.block ?? [], scope)
    const regex = match === 'regex' || match === 'regex-i' ? pattern(path, match === 'regex-i') : undefined
    return { match, path, regex, scope: inner, nested: locationsIn(inner), origin }
  })
}

/** `= /path`, `=/path`, `~ expression`, `@name`, `/path`. */
export function readLocation(args: readonly string[]): Pick<NginxLocation, 'match' | 'path'> {
  const [first = '/', second] = args
  const kind = kinds[first]
  if (second !== undefined && kind) return { match: kind, path: second }
  const joined = /^(=|\^~|~\*?)(.+)$/s.exec(first)
  if (joined) return { match: kinds[joined[1] ?? ''] ?? 'prefix', path: joined[2] ?? '' }
  return { match: first.startsWith('@') ? 'named' : 'prefix', path: first }
}
