import type { HttpRequestMessage } from '../../model/packet.ts'
import { speaker } from '../../model/speaker.ts'
import type { Target } from '../common/uri.ts'
import type { Context, StepOptions } from '../contract/context.ts'
import type { ApacheSettings } from './fields.ts'
import type en from './messages.en.ts'
import type { ApacheState } from './state.ts'

export const say = speaker<typeof en>('apache')

export type ApacheContext = Context<ApacheSettings, ApacheState>

/** One request and what Apache has found out about it so far. */
export interface Exchange {
  readonly context: ApacheContext
  readonly request: HttpRequestMessage
  readonly scheme: 'http' | 'https'
  /** The name that was asked for, in lower case, without port. */
  readonly host: string
  /** The Host header as it came. */
  readonly authority: string
  /** The caller's address. */
  readonly client: string
  /** The port that was asked. */
  readonly port: number
  readonly target: Target
  /** Key of the virtual host that answers; none where there is only the one. */
  virtualHost?: string
}

/** The setting that decided and the directive that it stands for. */
export const by = (section: string, setting?: string): StepOptions => ({
  source: { title: 'Apache', section },
  ...(setting === undefined ? {} : { setting }),
})

/** The absolute URL of a path here, as redirects name it. */
export function absoluteUrl({ scheme, host, port }: Pick<Exchange, 'scheme' | 'host' | 'port'>, path: string): string {
  const isOwn = port === (scheme === 'https' ? 443 : 80)
  return `${scheme}://${host}${isOwn ? '' : `:${port}`}${path}`
}

/** How a server behind is spoken to. */
export const schemeFor = ({ tls }: { readonly tls?: unknown }): 'http' | 'https' => (tls === true ? 'https' : 'http')

/** The name that it gives itself to others: of the virtual host, else of the whole server, else its address. */
export function ownName({ context, virtualHost }: Pick<Exchange, 'context' | 'virtualHost'>): string {
  const { serverName, serverNames, virtualHosts = [] } = context.settings
  const host = virtualHosts.find(({ key }) => key === virtualHost)
  return host?.name ?? serverName ?? serverNames?.[0] ?? context.wiring.addresses[0] ?? ''
}
