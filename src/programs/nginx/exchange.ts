import type { HttpRequestMessage } from '../../model/packet.ts'
import { speaker } from '../../model/speaker.ts'
import type { Source } from '../../model/trace.ts'
import type { Target } from '../common/uri.ts'
import type { Context, StepOptions } from '../contract/context.ts'
import type { NginxSettings } from './fields.ts'
import type en from './messages.en.ts'
import type { Variables } from './rewrite.ts'
import type { NginxState } from './state.ts'

export const say = speaker<typeof en>('nginx')

export type NginxContext = Context<NginxSettings, NginxState>

/** One request and what nginx has found out about it so far. */
export interface Exchange {
  readonly context: NginxContext
  readonly request: HttpRequestMessage
  readonly scheme: 'http' | 'https'
  /** `$host`: in lower case, without port. */
  readonly host: string
  /** The caller's address. */
  readonly client: string
  /** The port that was asked: redirects name it where it is not the scheme's own. */
  readonly port: number
  readonly target: Target
  /** For URI parts and added headers; what comes later joins in. */
  variables: Variables
}

/** The directive that a step follows, in nginx's reference. */
export const directive = (section: string): Source => ({ title: 'nginx', section })

/** The setting that decided and the directive that it stands for. */
export const by = (section: string, setting?: string): StepOptions => ({
  source: directive(section),
  ...(setting === undefined ? {} : { setting }),
})

/** Whole seconds of the world's clock, as nginx counts. */
export const secondsNow = (context: Pick<NginxContext, 'now'>): number => Math.floor(context.now() / 1000)

/** The absolute URL of a path here, as redirects name it (`absolute_redirect`, `port_in_redirect`). */
export function absoluteUrl({ scheme, host, port }: Exchange, path: string): string {
  const isOwn = port === (scheme === 'https' ? 443 : 80)
  return `${scheme}://${host}${isOwn ? '' : `:${port}`}${path}`
}
