import type { HttpRequestMessage } from '../../model/packet.ts'
import { speaker } from '../../model/speaker.ts'
import type { Bytes, Target } from '../common/uri.ts'
import type { Context } from '../contract/context.ts'
import type { NginxConfig, NginxLocation, NginxServer } from './config.ts'
import type { NginxSettings } from './fields.ts'
import type en from './messages.en.ts'
import { flag, type Scope } from './scope.ts'
import type { NginxState } from './state.ts'

export { by } from './source.ts'

export const say = speaker<typeof en>('nginx')

export type NginxContext = Context<NginxSettings, NginxState>

/** By name, without the dollar. */
export type Variables = Readonly<Record<string, string>>

/** One request and what nginx has found out about it so far; what rewriting and redirects change, changes in place. */
export interface Exchange {
  readonly context: NginxContext
  readonly config: NginxConfig
  readonly request: HttpRequestMessage
  readonly scheme: 'http' | 'https'
  /** The name that was asked for: in lower case, without port; empty where none came. */
  host: string
  /** The caller's address and port. */
  readonly client: string
  readonly clientPort: number
  /** The address and port that were asked: redirects name the port where it is not the scheme's own. */
  readonly address: string
  readonly port: number
  /** As it was sent. */
  target: Target
  server: NginxServer
  /** The block whose directives hold: the server's, the location's, or that of an `if` that was true. */
  scope: Scope
  location: NginxLocation | undefined
  /** Decoded and normalised. */
  uri: Bytes
  /** Without the question mark. */
  args: string
  /** GET after an error page took over. */
  method: string
  /** `$0`, `$1` … of the last expression that matched. */
  captures: readonly string[]
  /** What `set`, named groups and the servers behind said. */
  variables: Variables
  /** Whether it came by a rewrite or a redirect of nginx's own. */
  isInternal: boolean
  /** Whether the URI is still the one that was sent: only then it can go on as it came. */
  isAsSent: boolean
  /** Whether the URI still begins with what the location matched. */
  fitsLocation: boolean
  /** How often the URI may still change before nginx gives up. */
  changesLeft: number
  /** The status that an error page answers with. */
  errorStatus: number | undefined
  /** Whether an error page is at work: it has none of its own. */
  isErrorPage: boolean
  /** Whether its body was too large and is thrown away. */
  isBodyDropped: boolean
  /** Whether an index page was found for a directory: its file needs no second word. */
  isIndexFound: boolean
  /** Whether the limits have judged it: they do so once. */
  isCounted: boolean
  /** Whether the connection ends with it (`keepalive_requests`). */
  isLast: boolean
  /** What `$ssl_client_verify` says of the caller's certificate. */
  callerCertificate: string
  /** `TLS 1.3`; unset: none. */
  readonly tlsVersion: string | undefined
  /** Connections counted for it, to be given back. */
  readonly held: { zone: string; key: string }[]
  /** Which worker process has it, from 1; 0 where there is only one. */
  readonly worker: number
}

/** Whole seconds of the world's clock, as nginx counts. */
export const secondsNow = (context: Pick<NginxContext, 'now'>): number => Math.floor(context.now() / 1000)

/** Where a path of this server is, as redirects name it (`absolute_redirect`, `port_in_redirect`). */
export function absoluteUrl({ scheme, host, address, port, scope, server }: Exchange, path: string): string {
  if (!flag(scope, 'absolute_redirect', true)) return path
  const own = server.names[0]?.name ?? ''
  const name = flag(scope, 'server_name_in_redirect', false) ? own : host === '' ? address : host
  const isHidden = port === (scheme === 'https' ? 443 : 80) || !flag(scope, 'port_in_redirect', true)
  return `${scheme}://${name}${isHidden ? '' : `:${port}`}${path}`
}
