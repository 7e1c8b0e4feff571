import type { Cookie } from '../../protocols/cookies/set-cookie.ts'
import type { CorsProfile } from '../../protocols/cors/safelist.ts'
import type { HstsHosts } from '../../protocols/http/hsts.ts'
import type { ConnectionPlaces, KeptConnections, NameCache } from '../common/client.ts'
import type { Session } from '../common/http-client.ts'
import type { HttpCache } from './http-cache/stored.ts'

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
  /** Empty again once nothing is under way. */
  places: ConnectionPlaces
  /** Kept up while the cache is off, too: to tell what it would have done. */
  cache: HttpCache
}

/** Whether the HTTP cache answers, and whether this journey was told what difference it would have made. */
export interface HttpCacheUse {
  readonly isOn: boolean
  isToldOff: boolean
}

/** One run of the browser: its connections, what it remembers, whose rules it follows. */
export interface Browsing {
  readonly session: Session
  readonly state: State
  readonly profile: CorsProfile
  readonly thirdParty: 'blocked' | 'allowed'
  readonly httpCache: HttpCacheUse
}
