import type { Cookie } from '../../protocols/cookies/set-cookie.ts'
import type { CorsProfile } from '../../protocols/cors/safelist.ts'
import type { HstsHosts } from '../../protocols/http/hsts.ts'
import type { KeptConnections, NameCache } from '../common/client.ts'
import type { Session } from '../common/http-client.ts'

/** What servers have allowed, by page and URL. */
export type PreflightCache = {
  [key: string]: { methods: string[]; headers: string[]; credentials: boolean; /** Virtual ms. */ until: number }
}

/** What the browser remembers. */
export type State = {
  names: NameCache
  preflights: PreflightCache
  cookies: Cookie[]
  hsts: HstsHosts
  kept: KeptConnections
}

/** One run of the browser: its connections, what it remembers, whose rules it follows. */
export interface Browsing {
  readonly session: Session
  readonly state: State
  readonly profile: CorsProfile
  readonly thirdParty: 'blocked' | 'allowed'
}
