import { baseVersion } from './error-page.ts'
import { ownName, type Exchange } from './exchange.ts'
import { portAsked } from './expression.ts'

/** What `ProxyVia` adds to the chain for a message of an HTTP version; `Block` and `Off` add nothing. */
export function viaEntry(exchange: Exchange, version: string): string | undefined {
  const { via, viaVersion, viaBlock } = exchange.context.settings
  if (!via || viaBlock) return undefined
  const port = portAsked(exchange)
  const named = port === (exchange.scheme === 'https' ? 443 : 80) ? '' : `:${port}`
  return `${version} ${ownName(exchange)}${named}${viaVersion ? ` (${baseVersion})` : ''}`
}
